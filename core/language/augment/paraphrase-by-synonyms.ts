import { textTokens } from "../entities/text-token.js";
import type { TextExample } from "../text-example.js";
import { MADE_WEIGHT } from "./augmentation.js";
import { learnSynonyms, type Synonyms } from "./learn-synonyms.js";

/** How often a word that has a synonym gives way to it. */
const REPLACED_SHARE = 0.5;

/**
 * Says each text in other words (synonym replacement: Wei and Zou, "EDA", EMNLP-IJCNLP 2019, with the company's own
 * synonyms instead of a dictionary's).
 * @param given synonyms of a list; by default those that the examples themselves teach
 * @returns one more for each text in which a word has a synonym
 */
export async function paraphraseBySynonyms(
  examples: readonly TextExample[],
  random: () => number,
  given?: Synonyms,
): Promise<readonly TextExample[]> {
  const synonyms = given ?? (await learnSynonyms(examples));
  const known = new Set(examples.map(({ text }) => text));
  return examples.flatMap((example) => {
    const text = paraphrase(example.text, synonyms, random);
    if (text === undefined || known.has(text)) return [];
    known.add(text);
    return [{ ...example, text, weight: MADE_WEIGHT * example.weight }];
  });
}

/** At least one word is replaced; `undefined` if none has a synonym. Capitals stay where they were. */
function paraphrase(text: string, synonyms: Synonyms, random: () => number): string | undefined {
  const replaceable = textTokens(text).filter(({ folded }) => (synonyms.get(folded) ?? []).length > 0);
  if (replaceable.length === 0) return undefined;
  const always = Math.floor(random() * replaceable.length);
  let written = "";
  let from = 0;
  for (const [at, { folded, start, end }] of replaceable.entries()) {
    if (at !== always && random() >= REPLACED_SHARE) continue;
    const others = synonyms.get(folded) ?? [];
    const other = others[Math.floor(random() * others.length)] ?? folded;
    const isCapital = /^\p{Lu}/u.test(text.slice(start, end));
    written += text.slice(from, start) + (isCapital ? other.charAt(0).toUpperCase() + other.slice(1) : other);
    from = end;
  }
  return written + text.slice(from);
}
