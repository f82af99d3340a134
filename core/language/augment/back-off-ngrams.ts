import type { TextExample } from "../text-example.js";
import { MADE_WEIGHT } from "./augmentation.js";

/** Of fewer texts of a label there is nothing to put together. */
const MIN_TEXTS = 3;
/** After a pair of words that goes on in one way only, the last word alone decides: else texts would be copied. */
const MIN_CONTINUATIONS = 2;
const MAX_WORDS = 40;
/** Each new text gets so many attempts to be new. */
const ATTEMPTS = 4;
/** Neither stands in a text that was split at white space. */
const START = "\n";
const END = "\n\n";

/** By the words before, the words that followed, each as often as it did. */
type Continuations = ReadonlyMap<string, readonly string[]>;

/**
 * New texts of each label, put together from what its texts have in common: each word is drawn from those that
 * followed the two before it in the label's texts, and where that was always the same one, from those that followed
 * the last one (back-off: Katz, IEEE ASSP 1987, without discounts, as nothing has to sum to 1).
 * @returns at most one for each example, none that is an example's text, of whichever label; of labels with fewer than
 * 3 examples none
 */
export async function backOffNgrams(
  examples: readonly TextExample[],
  random: () => number,
): Promise<readonly TextExample[]> {
  const byLabel = new Map<string, TextExample[]>();
  for (const example of examples) {
    const same = byLabel.get(example.label);
    if (same === undefined) byLabel.set(example.label, [example]);
    else same.push(example);
  }
  const known = new Set(examples.map(({ text }) => spaced(text)));
  const made: TextExample[] = [];
  for (const [label, same] of byLabel) {
    if (same.length < MIN_TEXTS) continue;
    await new Promise(setImmediate);
    const continuations = learnContinuations(same);
    for (let at = 0; at < same.length; at++) {
      const text = newText(continuations, known, random);
      if (text !== undefined) made.push({ text, label, weight: MADE_WEIGHT });
    }
  }
  return made;
}

function spaced(text: string): string {
  return wordsOf(text).join(" ");
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

function learnContinuations(examples: readonly TextExample[]): Continuations {
  const continuations = new Map<string, string[]>();
  const follow = (before: string, word: string) => {
    const known = continuations.get(before);
    if (known === undefined) continuations.set(before, [word]);
    else known.push(word);
  };
  for (const { text } of examples) {
    const words = [START, START, ...wordsOf(text), END];
    for (let at = 2; at < words.length; at++) {
      const [first = "", second = "", word = ""] = words.slice(at - 2, at + 1);
      follow(`${first} ${second}`, word);
      follow(second, word);
    }
  }
  return continuations;
}

/** `undefined` if all attempts give a text that is known, or one without an end. */
function newText(continuations: Continuations, known: Set<string>, random: () => number): string | undefined {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const words = [START, START];
    while (words.length < MAX_WORDS + 2) {
      const next = nextWord(continuations, words.at(-2) ?? "", words.at(-1) ?? "", random);
      if (next === END) break;
      words.push(next);
    }
    const text = words.slice(2).join(" ");
    if (text === "" || words.length === MAX_WORDS + 2 || known.has(text)) continue;
    known.add(text);
    return text;
  }
  return undefined;
}

function nextWord(continuations: Continuations, first: string, second: string, random: () => number): string {
  const afterTwo = continuations.get(`${first} ${second}`) ?? [];
  const after =
    new Set(afterTwo).size >= MIN_CONTINUATIONS ? afterTwo : (continuations.get(second) ?? afterTwo);
  return after[Math.floor(random() * after.length)] ?? END;
}
