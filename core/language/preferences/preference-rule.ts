import type { Polarity, StrengthClass } from "./preference-mention.js";

/** A way of saying what one likes or avoids. Its groups: `o` the objects, `x` what they are preferred to. */
export interface PreferenceRule {
  readonly pattern: RegExp;
  readonly polarity: Polarity;
  readonly strength: StrengthClass;
}

const JOINTS =
  "(?: (?:,|and|or|und|oder|noch|nor|as well as|sowie|no|not|nicht|keine?|in|from|of|made|aus|mit|with|a|an|the|die|den|das|your|auch|too|please|bitte)){0,4}";
const OBJECT = "%[pcl]:[^\\s,]+";

/** What an attribute is said of where it makes no difference. */
const NOUNS =
  "gear|stuff|things?|products?|ones?|clothes|clothing|equipment|items?|materials?|fabrics?|options?|sachen|zeug|produkte?|artikel|kleidung|ausruestung|materialien|modelle?";

/** A list of objects: `%p:wool or %p:leather`. Bounded, as everything here is, so that no text is slow. */
const LIST = `${OBJECT}(?:${JOINTS} ${OBJECT}){0,6}(?: (?:${NOUNS}))?`;

/** Words that may stand between what somebody does and the object they do it to. */
const FILLERS: Readonly<Record<"en" | "de", string>> = {
  en: "by via per a an the your some any my all more it something anything things stuff gear clothes made out of from in with to have get buy buying wear wearing use using go going for be both pure real genuine proper good those these big own products materials fabrics ones talk getting things kinds",
  de: "ein eine einen einem einer der die das den dem des euer eure euren ihr ihre ihren mein meine meinen was etwas sachen produkte materialien aus von mit in auf im am zu fuer gegen an echtes echte echter richtige gute allen alles immer per via ueber grosse total",
};
const ADVERBS: Readonly<Record<"en" | "de", string>> = {
  en: "really honestly absolutely much always usually generally also just do actually personally definitely definately truly strongly quite kind sort of still now very have slightly mostly simply totally so particularly especially tend to only ever therefore even normally typically often mainly all exclusively myself far",
  de: "sehr wirklich einfach auch immer meistens eigentlich ehrlich gesagt persoenlich total ja eben nun mal doch besonders generell grundsaetzlich uebrigens sowieso inzwischen jetzt nur ausschliesslich allerdings absolut halt gerne gern stets viel deutlich so ganz schon aber",
};

/** Rules from sources with `{O}`, `{X}`, `{V}` (being contacted), `{F}` (fillers), `{A}` (adverbs). */
export function rulesOf(
  language: "en" | "de",
  polarity: Polarity,
  strength: StrengthClass,
  sources: readonly string[],
): readonly PreferenceRule[] {
  const some = (words: string, most: number) => `(?:(?:${words.split(" ").join("|")}) ){0,${most}}`;
  return sources.map((source) => ({
    pattern: new RegExp(
      `(?<![\\w%:])(?:${source})(?![\\w:])`
        .replaceAll("{O}", `(?<o>${LIST})`)
        .replaceAll("{X}", `(?<x>${LIST}|%v:\\S+)`)
        .replaceAll("{V}", "(?<o>%v:\\S+)")
        .replaceAll("{F}", some(FILLERS[language], 6))
        .replaceAll("{A}", some(ADVERBS[language], 5)),
    ),
    polarity,
    strength,
  }));
}
