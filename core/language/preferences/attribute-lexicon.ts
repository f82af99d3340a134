import { COMPOUND_HEADS, type VocabularyEntry } from "./attribute-vocabulary.js";
import { transliterate } from "./normalize-text.js";
import { createSpelling } from "./spelling.js";
import { wordStem } from "./word-stem.js";

/** An attribute's name in a text: how many words it takes, and what is left of a German compound. */
export interface NamedAttribute {
  readonly entry: VocabularyEntry;
  readonly words: number;
  /** `allergie` of `wollallergie`. */
  readonly rest?: string;
}

/** Second parts of compounds that the rules look at. */
const TELLING_HEAD = /^(?:allergie|allergiker(?:in)?|unvertraeglichkeit|typ|mensch|fan|familie)$/;

/** Finds attributes by what people call them. */
export interface AttributeLexicon {
  /** The attribute whose name begins at a word: the longest, in an inflected form, or in a compound. */
  at(words: readonly string[], index: number): NamedAttribute | undefined;
  /** The same for one that is spelt wrongly. */
  misspelt(word: string): VocabularyEntry | undefined;
}

const LONGEST_PHRASE = 3;
/** Shorter words have too many neighbours that mean something: `merino` has none, `sandal` has `scandal`. */
const SHORTEST_MISSPELT = 7;
const SHORTEST_COMPOUND = 7;

const THEIR = "my our the your with mit meine unsere die den meinen unseren drei zwei two three";

/** Words beside which `down`, `white`, … are no attributes: `slow down`, `ich weiß nicht`. */
const NOT_AFTER: Readonly<Record<string, string>> = {
  down:
    "up upside let slow calm break broke write note come came go went sit cut turn turned scale fell fall packs pack put " +
    "narrow narrowed narrowing shut let's lay hang hung hunt look looking run running climb close closed die track",
  weiss: "ich wer man er sie niemand keiner wie",
  kids: THEIR,
  children: THEIR,
  women: "the two three other some",
  kinder: THEIR,
  kindern: THEIR,
  frauen: "die zwei drei den",
};
const NOT_BEFORE: Readonly<Record<string, string>> = {
  down: "as to the on there below here by a turned",
  weiss: "ich man er sie keiner jemand genau",
};

export function createLexicon(entries: readonly VocabularyEntry[]): AttributeLexicon {
  const exact = new Map<string, VocabularyEntry>();
  const stems = new Map<string, VocabularyEntry>();
  const prefixes = new Map<string, VocabularyEntry>();
  const heads = new Set(COMPOUND_HEADS.map((head) => wordStem(transliterate(head))));
  const spellable = new Set<string>();
  for (const entry of entries) {
    for (const written of [...entry.en, ...entry.de]) {
      const isExact = written.startsWith("=");
      const name = phrase(isExact ? written.slice(1) : written);
      if (isExact) setOnce(exact, name, entry);
      else setOnce(stems, stemmed(name), entry);
      if (!isExact) spellable.add(name);
    }
    for (const written of entry.de) {
      const name = phrase(written.replace("=", ""));
      if (name.includes(" ")) continue;
      const bare = name.replace(/(?:en|e|n)$/, "");
      for (const form of [name, `${name}n`, `${name}s`, `${name}en`, bare]) setOnce(prefixes, form, entry);
      if (entry.role === "type") heads.add(wordStem(name));
    }
  }

  const spelling = createSpelling([...spellable], SHORTEST_MISSPELT);
  const named = (words: string): VocabularyEntry | undefined => exact.get(words) ?? stems.get(stemmed(words));

  return {
    at(words, index) {
      for (let length = Math.min(LONGEST_PHRASE, words.length - index); length > 0; length--) {
        const entry = named(words.slice(index, index + length).join(" "));
        if (entry !== undefined && !isVetoed(words, index)) return { entry, words: length };
      }
      const word = words[index] ?? "";
      if (word.length < SHORTEST_COMPOUND) return undefined;
      for (let cut = 3; cut <= word.length - 3; cut++) {
        const [entry, rest] = [prefixes.get(word.slice(0, cut)), word.slice(cut)];
        if (entry === undefined || !heads.has(wordStem(rest))) continue;
        return TELLING_HEAD.test(rest) ? { entry, words: 1, rest } : { entry, words: 1 };
      }
      return undefined;
    },

    misspelt(word) {
      const meant = spelling(word);
      return meant === undefined ? undefined : named(meant);
    },
  };
}

function isVetoed(words: readonly string[], index: number): boolean {
  const word = words[index] ?? "";
  const stands = (list: string | undefined, neighbour: string | undefined) =>
    neighbour !== undefined && list?.split(" ").includes(neighbour) === true;
  return stands(own(NOT_AFTER, word), words[index - 1]) || stands(own(NOT_BEFORE, word), words[index + 1]);
}

function own(lists: Readonly<Record<string, string>>, word: string): string | undefined {
  return Object.hasOwn(lists, word) ? lists[word] : undefined;
}

function phrase(written: string): string {
  return transliterate(written).replace(/'s\b/g, "").replaceAll("-", " ");
}

function stemmed(words: string): string {
  return words.split(" ").map(wordStem).join(" ");
}

function setOnce<K, V>(map: Map<K, V>, key: K, value: V): void {
  if (!map.has(key)) map.set(key, value);
}
