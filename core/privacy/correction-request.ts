import { languageTag } from "./language-names.js";

/** What a person may correct in chat. */
type CorrectableAttribute =
  | "preferences.language"
  | "demographics.first_name"
  | "demographics.last_name"
  | "demographics.name"
  | "demographics.city"
  | "demographics.country";

export interface CorrectionRequest {
  readonly kind: "correct";
  readonly attribute: CorrectableAttribute;
  /** As the person wrote it; a language as its BCP 47 tag. */
  readonly value: string;
  readonly language: "en" | "de";
}

/** What people call an attribute. */
const ATTRIBUTES: Readonly<Record<string, CorrectableAttribute>> = {
  language: "preferences.language",
  "preferred language": "preferences.language",
  sprache: "preferences.language",
  "first name": "demographics.first_name",
  vorname: "demographics.first_name",
  vornamen: "demographics.first_name",
  "last name": "demographics.last_name",
  surname: "demographics.last_name",
  "family name": "demographics.last_name",
  nachname: "demographics.last_name",
  nachnamen: "demographics.last_name",
  name: "demographics.name",
  "full name": "demographics.name",
  namen: "demographics.name",
  city: "demographics.city",
  town: "demographics.city",
  stadt: "demographics.city",
  wohnort: "demographics.city",
  country: "demographics.country",
  land: "demographics.country",
};

const ENGLISH =
  "(preferred language|language|first name|last name|surname|family name|full name|name|city|town|country)";
const GERMAN = "(sprache|vornamen?|nachnamen?|namen?|stadt|wohnort|land)";
const VALUE = "(.{1,80}?)";

/** A sentence that captures the attribute, unless that is fixed, and then the value. */
interface Pattern {
  readonly language: "en" | "de";
  readonly pattern: RegExp;
  readonly attribute?: CorrectableAttribute;
  /** A mere statement about the name is how people introduce themselves; only an instruction changes it. */
  readonly isStatement?: true;
}

function sentence(source: string): RegExp {
  return new RegExp(`^${source}$`, "iu");
}

const PATTERNS: readonly Pattern[] = [
  {
    language: "en",
    pattern: sentence(`(?:change|set|switch|correct|update|fix) my ${ENGLISH} (?:to|into) ${VALUE}`),
  },
  {
    language: "en",
    pattern: sentence(`my ${ENGLISH} (?:is not|isn'?t) .{1,40}?,? (?:but|it is|it'?s) ${VALUE}`),
  },
  {
    language: "en",
    pattern: sentence(`(?:no|actually|sorry)(?: but)? my ${ENGLISH} is (?:actually )?${VALUE}`),
  },
  { language: "en", pattern: sentence(`my ${ENGLISH} is (?:actually )?${VALUE}`), isStatement: true },
  {
    language: "en",
    pattern: sentence("(?:answer|reply|write|speak|talk)(?: to)?(?: me)?(?: in)? (\\p{L}+)"),
    attribute: "preferences.language",
  },
  {
    language: "de",
    pattern: sentence(
      `(?:ändere?|aendere?|ändern sie|stelle?|stellen sie|setze?|setzen sie|korrigiere?|korrigieren sie) (?:meine?n?) ${GERMAN} (?:auf|zu|in) ${VALUE}(?: um| ab)?`,
    ),
  },
  { language: "de", pattern: sentence(`meine? ${GERMAN} ist nicht .{1,40}?,? sondern ${VALUE}`) },
  { language: "de", pattern: sentence(`(?:nein|doch|eigentlich|sorry) meine? ${GERMAN} ist ${VALUE}`) },
  { language: "de", pattern: sentence(`meine? ${GERMAN} ist ${VALUE}`), isStatement: true },
  { language: "de", pattern: sentence(`nein ich hei(?:ß|ss)e ${VALUE}`), attribute: "demographics.name" },
  {
    language: "de",
    pattern: sentence(
      "(?:antworte|antworten sie|schreibe?|schreiben sie|sprich|sprechen sie|rede)(?: mit mir| mir)?(?: auf| in)? (\\p{L}+)",
    ),
    attribute: "preferences.language",
  },
];

/** Words that no name, city or country consists of: the sentence says something else. */
const NOT_A_VALUE = new Set(
  (
    "wrong incorrect not missing false outdated old empty blank unknown listed misspelled misspelt spelled " +
    "written invalid different there here shown showing displayed correct right and but or where what when why " +
    "how who please my your you it is are on in field order account " +
    "falsch nicht veraltet leer fehlt fehlerhaft unbekannt anders richtig und aber oder wo was wann warum wie " +
    "mein meine ist sind auf konto bestellung"
  ).split(" "),
);

/** 1 to 5 words of letters: what a name or a place looks like. */
const NAME_LIKE = /^\p{L}[\p{L}\p{M}'’.-]*(?: \p{L}[\p{L}\p{M}'’.-]*){0,4}$/u;

/**
 * A request to correct one attribute, if the whole sentence is one.
 * @param sentence trimmed, in the writer's own capitals, without greeting, politeness and closing punctuation
 */
export function parseCorrection(sentence: string): CorrectionRequest | undefined {
  for (const { language, pattern, attribute: fixed, isStatement } of PATTERNS) {
    const groups = pattern.exec(sentence)?.slice(1);
    if (groups === undefined) continue;
    const attribute = fixed ?? ATTRIBUTES[(groups[0] ?? "").toLowerCase()];
    const written = (fixed === undefined ? groups[1] : groups[0])?.trim();
    if (attribute === undefined || written === undefined) continue;
    if (isStatement === true && attribute === "demographics.name") continue;
    const corrected = toCorrection(attribute, written);
    if (corrected !== undefined) return { kind: "correct", ...corrected, language };
  }
  return undefined;
}

function toCorrection(
  attribute: CorrectableAttribute,
  written: string,
): Pick<CorrectionRequest, "attribute" | "value"> | undefined {
  if (attribute === "preferences.language") {
    const tag = languageTag(written);
    return tag === undefined ? undefined : { attribute, value: tag };
  }
  const words = written.split(" ");
  if (!NAME_LIKE.test(written) || words.some((word) => NOT_A_VALUE.has(word.toLowerCase()))) return undefined;
  // Somebody who gives one word for a name gives the one that they are called by.
  const isFirstName = attribute === "demographics.name" && words.length === 1;
  return { attribute: isFirstName ? "demographics.first_name" : attribute, value: written };
}
