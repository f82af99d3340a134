import { eld } from "eld/extrasmall";
import { COMMON_WORDS } from "./common-words.js";
import { primaryTag } from "./primary-tag.js";
import { MAX_TEXT_CHARS } from "./text-features.js";

/** What is known of a conversation's language before its next message is read. */
export interface LanguageExpectation {
  /** What the person prefers or last wrote in (BCP 47). */
  readonly prior?: string | undefined;
  /** Languages that matter (BCP 47), the tenant's first: those it has replies in. Others are recognised too. */
  readonly candidates: readonly string[];
}

/** The language that a message is written in. */
export interface DetectedLanguage {
  /** The tag as the prior or the candidates spell it (`de-AT`); for others the primary tag (`fr`). */
  readonly language: string;
  /** In [0,1]. */
  readonly confidence: number;
}

/** Nats that one unit of eld's summed n-gram scores is worth; fitted on half of the judged sentences. */
const NATS_PER_SCORE = 0.03;

/** What a common word tells for its language; shared by the languages that have it. */
const WORD_NATS = 2;

/** In fewer words than these the n-grams tell of names and borrowed words as much as of a language. */
const TELLING_WORDS = 3;

/** A person stays with their language until two plain words tell of another one. */
const PRIOR_NATS = 5;

/** A tenant's customers rather write what it can answer. */
const CANDIDATE_NATS = 1.5;

/** eld gives n-gram scores as s / (s + 25). */
const ELD_SCALE = 25;

/** What tells nothing of a language: addresses, links, and codes with digits. */
const NOT_PROSE = /\S+@\S+|\b(?:https?:\/\/|www\.)\S+|\S*\d\S*/gu;

/** Words, and pairs of characters in scripts that put no space between words. */
const WORDS = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]{2}|[\p{L}\p{M}]+/gu;

/** eld's tags that are not those of BCP 47 as the product uses them. */
const TAGS: Readonly<Record<string, string>> = { no: "nb" };

/**
 * Which language a message is written in. Naive Bayes over the n-grams of `eld` and a list of common words, with
 * the prior as prior: so `ok`, `hallo` or an order number stay with it, and a sentence of three words overrules
 * it. Reads the first 4,000 characters (eld: 1,000).
 * @returns without any evidence the prior, or else the first candidate, or else `en`
 */
export function detectLanguage(text: string, expectation: LanguageExpectation): DetectedLanguage {
  const { prior, candidates } = expectation;
  const expected = [...(prior === undefined ? [] : [prior]), ...candidates];
  const prose = text.slice(0, MAX_TEXT_CHARS).normalize("NFC").replace(NOT_PROSE, " ").toLowerCase();
  const nats = new Map<string, number>();
  const add = (language: string, more: number) => nats.set(language, (nats.get(language) ?? 0) + more);
  for (const tag of new Set([...expected, "en"].map(primaryTag))) add(tag, 0);
  for (const tag of new Set(candidates.map(primaryTag))) add(tag, CANDIDATE_NATS);
  if (prior !== undefined) add(primaryTag(prior), PRIOR_NATS);
  for (const [tag, more] of ngramEvidence(prose)) add(tag, more);
  for (const word of new Set(prose.match(/[\p{L}\p{M}'’]+/gu) ?? [])) {
    const languages = COMMON_WORDS.get(word.replace("’", "'")) ?? [];
    for (const language of languages) add(language, WORD_NATS / Math.sqrt(languages.length));
  }
  let best = primaryTag(expected[0] ?? "en");
  for (const [tag, score] of nats) if (score > (nats.get(best) ?? 0)) best = tag;
  const top = nats.get(best) ?? 0;
  let total = 0;
  for (const score of nats.values()) total += Math.exp(score - top);
  return { language: expected.find((tag) => primaryTag(tag) === best) ?? best, confidence: 1 / total };
}

/** What eld's n-grams tell for each language, in nats. */
function* ngramEvidence(prose: string): Generator<[tag: string, nats: number]> {
  const words = prose.match(WORDS) ?? [];
  if (words.length === 0) return;
  const count = words.reduce((sum, { length }) => sum + 1 + Math.max(0, Math.ceil((length - 4) / 3)), 0);
  const trust = Math.min(1, words.length / TELLING_WORDS) ** 2;
  for (const [tag, score] of Object.entries(eld.detect(prose).getScores())) {
    yield [TAGS[tag] ?? tag, (trust * NATS_PER_SCORE * count * ELD_SCALE * score) / (1 - score)];
  }
}
