import type { Clause } from "./split-clauses.js";

const OBJECT = "%p:[^\\s,]+";
const LIST = `${OBJECT}(?: (?:and|or|und|oder|,) ${OBJECT}){0,3}`;

/** "…, not down": what the allergy before is not to. */
const CONTRASTED = new RegExp(`^(?:and |und )?(?:not|nicht) (?:to |gegen |auf )?(${LIST})$`);
/** "…, sondern gegen Wolle": what the allergy that was denied is to. */
const INSTEAD = new RegExp(`^(?:sondern )?(?:also |auch )?(?:to|against|gegen|auf) (${LIST})$`);
/** "…, but I'm not": the allergy before is denied. */
const DENIED =
  /^(?:ich nicht|not me)$|^(?:actually |really |now |in fact |it |turns out |turned out |that )*i (?:am|was) (?:actually |really )?not(?: anymore| after all| really)?$|^(?:das |ich )?bin (?:ich )?(?:es )?(?:\w+ ){0,2}nicht(?: mehr)?$|^(?:das|that|this|it) (?:stimmt|is|ist|was|war) (?:\w+ ){0,2}(?:nicht|not true|untrue|wrong|falsch)$/;

/**
 * Writes out what is said of an allergy in few words because a clause before said it: "I'm allergic to wool, not
 * down", "I thought I was allergic to wool but I'm not".
 */
export function completeAllergies(clauses: readonly Clause[]): readonly Clause[] {
  return clauses.map((clause, index) => {
    const before = allergyBefore(clauses, index);
    if (before === undefined) return clause;
    const others = CONTRASTED.exec(clause.text)?.[1];
    if (others !== undefined) return { ...clause, text: `i am not allergic to ${others}` };
    const instead = /\b(?:not|nicht)\b/.test(before) ? INSTEAD.exec(clause.text)?.[1] : undefined;
    if (instead !== undefined) return { ...clause, text: `i am allergic to ${instead}` };
    const named = before.match(new RegExp(OBJECT, "g"));
    // "… bin es aber nicht" is parted at its "aber".
    const said = clause.text === "nicht" ? `${clauses[index - 1]?.text} nicht` : clause.text;
    if (named === null || !DENIED.test(said)) return clause;
    return { ...clause, text: `i am not allergic to ${named.join(" and ")}` };
  });
}

/** The last clause before that names something, if that is an allergy, with at most two of two words between. */
function allergyBefore(clauses: readonly Clause[], index: number): string | undefined {
  const near = clauses.slice(Math.max(0, index - 3), index).map(({ text }) => text);
  const last = near.findLast((text) => text.split(" ").length > 2);
  return last?.includes("%") === true && /allerg/.test(last) ? last : undefined;
}
