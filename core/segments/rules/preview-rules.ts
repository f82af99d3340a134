import { holds } from "./evaluate-rules.js";
import type { RuleValues } from "./rule-expression.js";
import type { SegmentRule } from "./segment-rule.js";

/** What rules would do to people, before they do. */
export interface RulePreview {
  /** In the order of the rules. */
  readonly rules: readonly RuleCount[];
  /** People whom no rule describes. */
  readonly rest: number;
  /** Pairs of rules that share many people, the largest share first. */
  readonly overlaps: readonly RuleOverlap[];
}

export interface RuleCount {
  readonly key: string;
  /** People for whom the condition holds. */
  readonly holds: number;
  /** Of them those whom an earlier rule takes. */
  readonly takenEarlier: number;
  /** Of them those who would be in the segment. */
  readonly members: number;
}

export interface RuleOverlap {
  /** The earlier rule, which keeps the people. */
  readonly first: string;
  readonly second: string;
  readonly people: number;
  /** Of the people of the rule that describes fewer: (0,1]. */
  readonly share: number;
  /** For the admin, in a sentence. */
  readonly warning: string;
}

/** Two rules that share less are not worth a word. */
const MIN_SHARE = 0.2;

/**
 * Counts what rules would do to a list of people.
 * @param rows what is known of each, as far as it may be read
 */
export function previewRules(rules: readonly SegmentRule[], rows: readonly RuleValues[]): RulePreview {
  const counts = rules.map(() => ({ holds: 0, members: 0 }));
  const shared = rules.map(() => rules.map(() => 0));
  let rest = 0;
  for (const row of rows) {
    const held = rules.flatMap(({ expression }, n) => (holds(expression, row) ? [n] : []));
    if (held.length === 0) rest++;
    for (const [place, n] of held.entries()) {
      const count = counts[n];
      if (count === undefined) continue;
      count.holds++;
      if (place === 0) count.members++;
      for (const earlier of held.slice(0, place)) {
        const pairs = shared[earlier];
        if (pairs !== undefined) pairs[n] = (pairs[n] ?? 0) + 1;
      }
    }
  }
  return {
    rules: rules.map(({ key }, n) => {
      const { holds: all, members } = counts[n] ?? { holds: 0, members: 0 };
      return { key, holds: all, takenEarlier: all - members, members };
    }),
    rest,
    overlaps: rules
      .flatMap((first, a) =>
        rules.flatMap((second, b) => {
          const people = shared[a]?.[b] ?? 0;
          const [ofFirst, ofSecond] = [counts[a]?.holds ?? 0, counts[b]?.holds ?? 0];
          return people === 0 ? [] : [overlapOf(first, second, people, ofFirst, ofSecond)];
        }),
      )
      .filter(({ share }) => share >= MIN_SHARE)
      .sort((a, b) => b.share - a.share || b.people - a.people),
  };
}

function overlapOf(
  { key: first, name: firstName }: SegmentRule,
  { key: second, name: secondName }: SegmentRule,
  people: number,
  ofFirst: number,
  ofSecond: number,
): RuleOverlap {
  const whom = people === 1 ? "the one person" : `all ${people} people`;
  const warning =
    people === ofSecond
      ? `"${firstName}" comes first and takes ${whom} whom "${secondName}" describes.`
      : `${people} of the ${ofSecond} people whom "${secondName}" describes ${people === 1 ? "is" : "are"} in "${firstName}", which comes first.`;
  return { first, second, people, share: people / Math.min(ofFirst, ofSecond), warning };
}
