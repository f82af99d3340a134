import { wilsonInterval } from "../../evaluation/wilson-interval.js";
import type { LintFinding } from "./lint-finding.js";
import type { LintedLibrary } from "./linted-library.js";
import type { ReplyUsage } from "./reply-usage.js";

/** Two-sided 99 %: a library has many replies to be wrong about. */
const Z = 2.576;
/** Fewer say nothing worth an owner's time. */
const AT_LEAST = 10;

/** A share of customers whom a reply did not help. */
interface Measure {
  readonly name: string;
  readonly unhelped: (usage: ReplyUsage) => number;
  readonly of: (usage: ReplyUsage) => number;
  readonly says: (unhelped: number, of: number) => string;
}

const MEASURES: readonly Measure[] = [
  {
    name: "badShare",
    unhelped: ({ bad }) => bad,
    of: ({ good, bad }) => good + bad,
    says: (unhelped, of) => `${unhelped} of ${of} ratings are bad`,
  },
  {
    name: "reopenedShare",
    // A ticket can be opened again and again.
    unhelped: ({ reopened, used }) => Math.min(reopened, used),
    of: ({ used }) => used,
    says: (unhelped, of) => `${unhelped} of ${of} conversations were opened again`,
  },
];

/**
 * Replies after which customers are unhappy, or come back, clearly more often than after the library's others: the
 * 99 % intervals (Wilson) of the two shares don't meet.
 */
export function findLowResolution({
  replies,
  usage,
}: Pick<LintedLibrary, "replies" | "usage">): readonly LintFinding[] {
  return MEASURES.flatMap((measure) => {
    const known = replies.flatMap(({ key }) => {
      const of = usage.get(key);
      return of === undefined ? [] : [{ key, unhelped: measure.unhelped(of), of: measure.of(of) }];
    });
    const all = { unhelped: sum(known, "unhelped"), of: sum(known, "of") };
    return known.flatMap(({ key, unhelped, of }) => {
      const others = { unhelped: all.unhelped - unhelped, of: all.of - of };
      if (of < AT_LEAST || others.of < AT_LEAST) return [];
      const { low } = wilsonInterval(unhelped, of, Z);
      if (low <= wilsonInterval(others.unhelped, others.of, Z).high) return [];
      const share = others.unhelped / others.of;
      return [
        {
          rule: "low-resolution" as const,
          severity: "warning" as const,
          replies: [key],
          message: `${measure.says(unhelped, of)}, ${percent(unhelped / of)} (at least ${percent(low)}), against ${percent(share)} of all others: read some of them, and write it anew.`,
          figures: { [measure.name]: unhelped / of, low, others: share, n: of },
        },
      ];
    });
  });
}

function sum<K extends string>(rows: readonly Readonly<Record<K, number>>[], field: K): number {
  return rows.reduce((total, row) => total + row[field], 0);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
