import type { ReplyRecord } from "../reply-record.js";
import { linkSimilar } from "./link-similar.js";
import type { LintFinding } from "./lint-finding.js";
import type { LintedLibrary } from "./linted-library.js";
import { replyTexts } from "./reply-texts.js";

/** Texts of which so many neighbouring pairs of words are the same, of all that either has, say the same thing. */
const SIMILAR = 0.6;
/** Two short texts are soon alike by chance. */
const SHORTEST_WORDS = 6;

/** Texts of different replies that read the same once case, punctuation and spaces are put aside. */
interface SameText {
  readonly words: readonly string[];
  /** Keys of the replies that have it, sorted. */
  readonly keys: readonly string[];
}

/**
 * Replies whose texts for everybody are the same, word by word, or nearly: Jaccard similarity of their pairs of words
 * of at least 0.6, chained to groups. Which of two the model suggests is chance, and feedback is split over both.
 */
export async function findSimilarTexts({
  replies,
}: Pick<LintedLibrary, "replies">): Promise<readonly LintFinding[]> {
  const texts = sameTexts(replies);
  const { groups, links } = await linkSimilar(pairsOfWords(texts), SIMILAR, (a, b) =>
    hasOtherReply(texts[a], texts[b]),
  );
  const exact = texts
    .filter(({ keys }) => keys.length > 1)
    .map(
      ({ keys }): LintFinding => ({
        rule: "duplicate-text",
        severity: "warning",
        replies: keys,
        message: `${keys.length} replies have the same text: keep one, and name the others' intents in it.`,
      }),
    );
  const near = groups.map((group): LintFinding => {
    const keys = [...new Set(group.flatMap((place) => texts[place]?.keys ?? []))].sort();
    const members = new Set(group);
    const found = links.filter(({ a }) => members.has(a)).map(({ similarity }) => similarity);
    const [low, high] = [Math.min(...found), Math.max(...found)];
    const alike = percent(low) === percent(high) ? percent(low) : `${percent(low)} to ${percent(high)}`;
    return {
      rule: "near-duplicate-text",
      severity: "warning",
      replies: keys,
      message: `${keys.length} replies say nearly the same (${alike} alike): make one of them, with variants where customers differ.`,
      figures: { similarityLow: low, similarityHigh: high },
    };
  });
  return [...exact, ...near];
}

function sameTexts(replies: readonly ReplyRecord[]): readonly SameText[] {
  const byWords = new Map<string, { readonly words: readonly string[]; readonly keys: Set<string> }>();
  for (const reply of replies) {
    for (const { body, segment } of replyTexts(reply)) {
      if (segment !== undefined) continue;
      const words = wordsOf(body);
      if (words.length === 0) continue;
      const joined = words.join(" ");
      const same = byWords.get(joined) ?? { words, keys: new Set() };
      byWords.set(joined, { ...same, keys: same.keys.add(reply.key) });
    }
  }
  return [...byWords.values()].map(({ words, keys }) => ({ words, keys: [...keys].sort() }));
}

/** A text's words in lower case without accents; what is between `{{` and `}}` is one word, and `{% … %}` none. */
function wordsOf(body: string): readonly string[] {
  const plain = body
    .replace(/\{%.*?%\}/gs, " ")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();
  return (plain.match(/\{\{.*?\}\}|[\p{L}\p{N}]+/gsu) ?? []).map((word) => word.replace(/\s/g, ""));
}

/** More different words than this do not come together. */
const MANY_WORDS = 2 ** 26;

/** The pairs of neighbouring words of each text, each pair as one number; of short texts none. */
function pairsOfWords(texts: readonly SameText[]): readonly (readonly number[])[] {
  const ids = new Map<string, number>();
  const idOf = (word: string) => {
    const id = ids.get(word) ?? ids.size;
    ids.set(word, id);
    return id;
  };
  return texts.map(({ words }) => {
    if (words.length < SHORTEST_WORDS) return [];
    const numbers = words.map(idOf);
    return [...new Set(numbers.slice(1).map((word, before) => (numbers[before] ?? 0) * MANY_WORDS + word))];
  });
}

/** Whether two texts are not just two texts of the same reply. */
function hasOtherReply(a: SameText | undefined, b: SameText | undefined): boolean {
  return new Set([...(a?.keys ?? []), ...(b?.keys ?? [])]).size > 1;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
