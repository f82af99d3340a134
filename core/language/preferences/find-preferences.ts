import { deniesAllergy } from "./allergy-denial.js";
import { completeAllergies } from "./complete-allergies.js";
import { saysWhen } from "./contact-times.js";
import { maskObjects, unmask } from "./mask-objects.js";
import { normalizeText } from "./normalize-text.js";
import type { PreferenceAttributes } from "./preference-attributes.js";
import {
  isWithdrawal,
  type Polarity,
  type PreferenceKind,
  type PreferenceMention,
  STRENGTHS,
  type StrengthClass,
} from "./preference-mention.js";
import type { PreferenceRule } from "./preference-rule.js";
import { RETRACTION, repairSpeech } from "./repair-speech.js";
import { ENGLISH_LANGUAGE_REQUESTS, ENGLISH_RULES } from "./rules-english.js";
import { GERMAN_LANGUAGE_REQUESTS, GERMAN_RULES } from "./rules-german.js";
import { type Clause, splitClauses } from "./split-clauses.js";
import { NEGATOR, weighClause } from "./weigh-clause.js";
import { WITHDRAWAL_RULES } from "./withdrawal-rules.js";

const ALL_RULES: readonly PreferenceRule[] = [...ENGLISH_RULES, ...GERMAN_RULES];

/** Words that only one of the two languages has, and that few clauses of it lack. */
const ENGLISH =
  /\b(?:i|we|me|my|us|not|no|never|please|and|or|the|an?|is|are|for|with|without|rather|only|just|you|your|to|of|from|nothing|something|than|thanks|neither|anything|do|it|stop)\b/;
const GERMAN =
  /\b(?:ich|wir|mir|mich|uns|meine?|nicht|keine?[nrms]?|nie|niemals|bitte|und|oder|der|den|dem|das|ist|sind|auf|fuer|mit|ohne|lieber|liebsten|nur|gerne?|sie|ihr|von|gegen|nichts|etwas|als|danke|auch|weder|alles|bei|leider)\b/;

/** The rules of the language that a clause is in, as far as that is clear. */
function rulesFor(text: string): readonly PreferenceRule[] {
  const [isEnglish, isGerman] = [ENGLISH.test(text), GERMAN.test(text)];
  if (isEnglish === isGerman) return ALL_RULES;
  return isEnglish ? ENGLISH_RULES : GERMAN_RULES;
}

/** What may be asked for in the form of a question: "Could I have that in German?" */
const LANGUAGE_REQUESTS: readonly PreferenceRule[] = [
  ...ENGLISH_LANGUAGE_REQUESTS,
  ...GERMAN_LANGUAGE_REQUESTS,
];

/** A clause that names more says nothing of each. */
const MAX_OBJECTS = 12;

const KINDS: Readonly<Record<string, PreferenceKind>> = {
  p: "product",
  c: "contact",
  v: "contact",
  l: "language",
};

/** Words that make a plain preference a strong one, or a tendency. */
const STRONGER =
  /\b(?:absolutely|always|only|exclusively|by far|so much|really|huge|big|total|absolut\w*|immer|ausschliesslich|nur|unbedingt|ueberhaupt)\b/;
const WEAKER =
  /\b(?:slightly|a bit|a little|tend|not really|kind of|sort of|lean|ein bisschen|etwas|tendiere|nicht so|eher)\b/;

/**
 * The preferences that a message in English or German states, of the person who wrote it: rules over clauses
 * (`rules-english.ts`, `rules-german.ts`), after what is quoted, told of others, asked, wished under a condition or
 * denied was set aside, and of a correction only what stands in the end was kept. What the catalogue has no attribute
 * for gives no mention. Of one object the last that is said stands, but for an allergy, which a mild word does not
 * soften. Never throws; of a text over 2,000 characters the beginning counts.
 *
 * @example
 * findPreferences("My wife prefers wool, but I'm allergic to it, I mean to wool.", attributes)
 * // [{ kind: "product", object: "wool", polarity: "avoids", strength: 1, hard: true }]
 */
export function findPreferences(
  text: string,
  attributes: PreferenceAttributes,
): readonly PreferenceMention[] {
  return readPreferences(text, attributes).filter((mention) => !isWithdrawal(mention));
}

/**
 * The same with what a message takes back ("I'm not allergic to down after all"): withdrawals, first, then what it
 * states. A withdrawal means something to whoever knows what stood before: see `standingPreferences`.
 */
export function readPreferences(
  text: string,
  attributes: PreferenceAttributes,
): readonly PreferenceMention[] {
  const found = new Map<string, PreferenceMention>();
  const withdrawn = new Map<string, PreferenceMention>();
  let latest: readonly string[] = [];
  for (const clause of clausesOf(text, attributes)) {
    const takenBack = withdrawalsIn(clause, attributes);
    if (takenBack.length === 0 && RETRACTION.test(clause.text)) {
      for (const key of latest) for (const each of [found, withdrawn]) each.delete(key);
    }
    for (const mention of takenBack) {
      withdrawn.set(withdrawalKey(mention), mention);
      if (found.get(keyOf(mention))?.polarity === mention.polarity) found.delete(keyOf(mention));
    }
    const mentions = mentionsIn(clause, attributes).filter(
      (mention) => !takenBack.some((other) => keyOf(other) === keyOf(mention) && excludes(other, mention)),
    );
    for (const mention of mentions) {
      const before = found.get(keyOf(mention));
      // What is said again moves to the end: it was said last.
      found.delete(keyOf(mention));
      const isSoftened = before?.hard === true && mention.polarity === before.polarity;
      found.set(keyOf(mention), isSoftened ? before : mention);
    }
    const keys = [...mentions.map(keyOf), ...takenBack.map(withdrawalKey)];
    if (keys.length > 0) latest = keys;
  }
  return [...withdrawn.values(), ...found.values()];
}

/** Said around what somebody prefers, and asks nothing. */
const COURTESY =
  /^(?:(?:please|thanks|thank you|thx|cheers|sorry|ok|okay|hi|hello|hey|there|yes|no|so|and|but|well|oh|wait|hold on|one moment|moment|actually|btw|by the way|bitte|danke|vielen dank|hallo|guten (?:tag|morgen|abend)|ja|nein|ne|nee|und|aber|also|ach|warte|halt|stopp|eigentlich|uebrigens|liebes team|many|very much|a lot|schoen|ok\?) ?)*$/;

/** True for a message that states preferences, or takes them back, in each of its clauses: it asks for nothing else. */
export function statesOnlyPreferences(text: string, attributes: PreferenceAttributes): boolean {
  const clauses = clausesOf(text, attributes).filter((clause) => !COURTESY.test(clause.text.trim()));
  return (
    clauses.length > 0 &&
    clauses.every(
      (clause) => mentionsIn(clause, attributes).length + withdrawalsIn(clause, attributes).length > 0,
    )
  );
}

function keyOf({ kind, object }: PreferenceMention): string {
  return `${kind}:${object}`;
}

function withdrawalKey(mention: PreferenceMention): string {
  return `${keyOf(mention)}:${mention.polarity}`;
}

/** "You can reach me by phone again" takes one thing back and states another; of goods a clause does not do both. */
function excludes(withdrawal: PreferenceMention, { kind, polarity }: PreferenceMention): boolean {
  return kind === "product" || polarity === withdrawal.polarity;
}

function clausesOf(text: string, attributes: PreferenceAttributes): readonly Clause[] {
  const masked = repairSpeech(maskObjects(normalizeText(text), attributes));
  return completeAllergies(resolvePronouns(splitClauses(masked)));
}

/** "I'm not allergic to wool, I just don't like it": the thing itself is meant, not one that somebody has. */
const NO_TASTE = /allerg|\bthought i liked?\b/;
const OF_TASTE = /^(?:i|we) (?:\w+ ){0,3}(?:like|love|hate|want|wear|avoid) (?:it|them)$/;

/** Puts what was named last in place of a pronoun, where it can stand for nothing else. */
function resolvePronouns(clauses: readonly Clause[]): readonly Clause[] {
  let named: string | undefined;
  return clauses.map((clause, index) => {
    const { text } = clause;
    const own = text.match(/%p:[^\s,]+/g)?.at(-1);
    const before = clauses[index - 1]?.text ?? "";
    const isNamedAlone = before.includes("%p") && before.split(" ").length <= 3;
    const object = named;
    named = own ?? named;
    if (own !== undefined || object === undefined) return clause;
    const allergic = text
      .replace(/\b(allergic|allergy|intolerant) to (?:it|them|those|that)\b/, `$1 to ${object}`)
      .replace(/\bdagegen\b(?=.*allergisch)/, `gegen ${object}`);
    const isAlone = isNamedAlone || (OF_TASTE.test(text) && NO_TASTE.test(before));
    return { ...clause, text: isAlone ? allergic.replace(/\b(?:it|them)\b/, object) : allergic };
  });
}

function mentionsIn({ text, mood }: Clause, attributes: PreferenceAttributes): readonly PreferenceMention[] {
  if (mood === "void" || !namesFew(text)) return [];
  const mentions = new Map<string, PreferenceMention>();
  // "Don't call me before 9" forbids a time, and no way of contact.
  const isForThen = saysWhen(text);
  // Boots that give blisters are nothing to be allergic to; what they are made of may be.
  const isSore = /\bblisters?\b/.test(text);
  const add = (masked: readonly string[], polarity: Polarity, strength: StrengthClass) => {
    for (const each of masked) {
      const [kind, object] = [KINDS[each[1] ?? ""], unmask(each)];
      if (kind === undefined || mentions.has(`${kind}:${object}`)) continue;
      const hard = strength === "hard";
      if (isSore && attributes.roles.get(object) === "type") continue;
      if (kind === "contact" && polarity === "avoids" && isForThen) continue;
      mentions.set(`${kind}:${object}`, { kind, object, polarity, strength: STRENGTHS[strength], hard });
    }
  };
  for (const { pattern, polarity, strength } of mood === "asked" ? LANGUAGE_REQUESTS : rulesFor(text)) {
    const match = pattern.exec(text);
    if (match === null) continue;
    // "Not again in black, please": a negation before what looks like a liking turns it round.
    if (polarity === "likes" && NEGATOR.test(text.slice(0, match.index))) continue;
    if (strength === "hard" && deniesAllergy(text)) continue;
    add(withoutTypes(listed(match.groups?.o), attributes), polarity, strengthIn(text, strength));
    add(withoutTypes(listed(match.groups?.x), attributes), "avoids", "weak");
  }
  if (mentions.size === 0 && mood === "stated") {
    const weighed = weighClause(text);
    const objects = (weighed?.objects ?? []).filter((each) => attributes.roles.get(unmask(each)) !== "type");
    if (weighed !== undefined) add(objects, weighed.polarity, strengthIn(text, weighed.strength));
  }
  return [...mentions.values()];
}

/** What is hoped, wished, under a condition, or was so until something else was. */
const OPEN =
  /\b(?:hope|hoping|wish|wonder|whether|unless|when|until|till|before|(?<!\b(?:mind|ok|okay|fine|alright|right) )if|hoffe|hoffentlich|ob|wenn|falls|sobald|bis|vorher)\b/;

function withdrawalsIn(
  { text, mood }: Clause,
  attributes: PreferenceAttributes,
): readonly PreferenceMention[] {
  if (mood !== "stated" || !namesFew(text) || OPEN.test(text)) return [];
  return WITHDRAWAL_RULES.flatMap(({ pattern, polarity, strength }) =>
    withoutTypes(listed(pattern.exec(text)?.groups?.o), attributes).flatMap((masked) => {
      const [kind, object] = [KINDS[masked[1] ?? ""], unmask(masked)];
      if (kind === undefined || kind === "language" || (kind === "contact" && saysWhen(text))) return [];
      return [{ kind, object, polarity, strength: STRENGTHS[strength], hard: false }];
    }),
  );
}

function namesFew(text: string): boolean {
  const named = text.split("%").length - 1;
  return named > 0 && named <= MAX_OBJECTS;
}

function listed(list: string | undefined): readonly string[] {
  return list?.match(/%[pcvl]:[^\s,]+/g) ?? [];
}

/** What kind of thing it is counts only where nothing is said of the kind: "leather boots" is about leather. */
function withoutTypes(masked: readonly string[], attributes: PreferenceAttributes): readonly string[] {
  const isType = (each: string) => each.startsWith("%p:") && attributes.roles.get(unmask(each)) === "type";
  return masked.every(isType) ? masked : masked.filter((each) => !isType(each));
}

function strengthIn(text: string, strength: StrengthClass): StrengthClass {
  if (strength !== "normal") return strength;
  if (WEAKER.test(text)) return "weak";
  return STRONGER.test(text) ? "strong" : "normal";
}
