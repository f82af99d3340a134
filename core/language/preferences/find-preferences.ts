import { maskObjects, unmask } from "./mask-objects.js";
import { normalizeText } from "./normalize-text.js";
import type { PreferenceAttributes } from "./preference-attributes.js";
import { type PreferenceKind, type PreferenceMention, STRENGTHS, type StrengthClass } from "./preference-mention.js";
import type { PreferenceRule } from "./preference-rule.js";
import { repairSpeech, RETRACTION } from "./repair-speech.js";
import { ENGLISH_RULES } from "./rules-english.js";
import { GERMAN_RULES } from "./rules-german.js";
import { type Clause, splitClauses } from "./split-clauses.js";

const RULES: readonly PreferenceRule[] = [...ENGLISH_RULES, ...GERMAN_RULES];

const KINDS: Readonly<Record<string, PreferenceKind>> = {
  p: "product",
  c: "contact",
  v: "contact",
  l: "language",
};

/** Words that make a plain preference a strong one, or a tendency. */
const STRONGER =
  /\b(?:absolutely|always|only|exclusively|by far|so much|really|huge|big|total|absolut\w*|immer|ausschliesslich|nur|unbedingt|ueberhaupt)\b/;
const WEAKER = /\b(?:slightly|a bit|a little|tend|not really|kind of|sort of|lean|ein bisschen|etwas|tendiere|nicht so|eher)\b/;

/**
 * The preferences that a message in English or German states, of the person who wrote it: rules over clauses
 * (`rules-english.ts`, `rules-german.ts`), after what is quoted, told of others, asked, wished under a condition or
 * denied was set aside, and of a correction only what stands in the end was kept. What the catalogue has no attribute
 * for gives no mention. Of one object the last that is said stands. Never throws; of a text over 2,000 characters
 * the beginning counts.
 *
 * @example
 * findPreferences("My wife prefers wool, but I'm allergic to it, I mean to wool.", attributes)
 * // [{ kind: "product", object: "wool", polarity: "avoids", strength: 1, hard: true }]
 */
export function findPreferences(text: string, attributes: PreferenceAttributes): readonly PreferenceMention[] {
  const found = new Map<string, PreferenceMention>();
  let latest: readonly string[] = [];
  for (const clause of resolvePronouns(splitClauses(repairSpeech(maskObjects(normalizeText(text), attributes))))) {
    if (RETRACTION.test(clause.text)) for (const key of latest) found.delete(key);
    const mentions = clause.statesNothing ? [] : mentionsIn(clause.text, attributes);
    for (const mention of mentions) {
      const key = `${mention.kind}:${mention.object}`;
      // What is said again moves to the end: it was said last.
      found.delete(key);
      found.set(key, mention);
    }
    if (mentions.length > 0) latest = mentions.map(({ kind, object }) => `${kind}:${object}`);
  }
  return [...found.values()];
}

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
    return { ...clause, text: isNamedAlone ? allergic.replace(/\b(?:it|them)\b/, object) : allergic };
  });
}

function mentionsIn(text: string, attributes: PreferenceAttributes): readonly PreferenceMention[] {
  if (!text.includes("%")) return [];
  const mentions = new Map<string, PreferenceMention>();
  const add = (masked: readonly string[], rule: PreferenceRule, strength: StrengthClass) => {
    for (const each of masked) {
      const [kind, object] = [KINDS[each[1] ?? ""], unmask(each)];
      if (kind === undefined || mentions.has(`${kind}:${object}`)) continue;
      const { polarity } = rule;
      const hard = strength === "hard";
      mentions.set(`${kind}:${object}`, { kind, object, polarity, strength: STRENGTHS[strength], hard });
    }
  };
  for (const rule of RULES) {
    const match = rule.pattern.exec(text);
    if (match === null) continue;
    const objects = withoutTypes(listed(match.groups?.o), attributes);
    add(objects, rule, strengthOf(rule, text));
    const others = withoutTypes(listed(match.groups?.x), attributes);
    if (others.length > 0) add(others, { ...rule, polarity: "avoids" }, "weak");
  }
  return [...mentions.values()];
}

function listed(list: string | undefined): readonly string[] {
  return list?.match(/%[pcvl]:[^\s,]+/g) ?? [];
}

/** What kind of thing it is counts only where nothing is said of the kind: "leather boots" is about leather. */
function withoutTypes(masked: readonly string[], attributes: PreferenceAttributes): readonly string[] {
  const isType = (each: string) => each.startsWith("%p:") && attributes.roles.get(unmask(each)) === "type";
  return masked.every(isType) ? masked : masked.filter((each) => !isType(each));
}

function strengthOf({ strength }: PreferenceRule, text: string): StrengthClass {
  if (strength !== "normal") return strength;
  if (WEAKER.test(text)) return "weak";
  return STRONGER.test(text) ? "strong" : "normal";
}
