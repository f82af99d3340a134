import { timesUsed } from "../times-used.js";

/** How many solved tickets were answered with one reply, by how the customer rated them. */
export interface TicketCount {
  readonly replyKey: string;
  readonly satisfaction: "good" | "bad" | undefined;
  readonly count: number;
}

/** How often something came of a reply, as the store of counts has it. */
export interface OutcomeCount {
  readonly replyKey: string;
  readonly segment: string;
  readonly outcome: string;
  readonly place: number;
  readonly count: number;
}

/** What became of one reply so far. */
export interface ReplyUsage {
  /** Imported tickets that were answered with it. */
  readonly tickets: number;
  /** How often it was suggested or given. */
  readonly shown: number;
  /** How often an agent took it; one who inserts and then sends took it once. */
  readonly used: number;
  readonly rejected: number;
  readonly reopened: number;
  /** Customers who were satisfied, of tickets and of what was suggested. */
  readonly good: number;
  readonly bad: number;
}

/** Of a reply that nothing is known of. */
export const UNUSED: ReplyUsage = {
  tickets: 0,
  shown: 0,
  used: 0,
  rejected: 0,
  reopened: 0,
  good: 0,
  bad: 0,
};

/** What became of each reply of which anything is known, by key, whether or not the library has it. */
export function replyUsage(
  tickets: readonly TicketCount[],
  outcomes: readonly OutcomeCount[],
): ReadonlyMap<string, ReplyUsage> {
  const sums = new Map<string, Map<string, number>>();
  const add = (key: string, what: string, count: number) => {
    const of = sums.get(key) ?? new Map<string, number>();
    of.set(what, (of.get(what) ?? 0) + count);
    sums.set(key, of);
  };
  for (const { replyKey, satisfaction, count } of tickets) {
    add(replyKey, "tickets", count);
    if (satisfaction !== undefined) add(replyKey, satisfaction, count);
  }
  for (const { replyKey, outcome, count } of outcomes) add(replyKey, outcome, count);
  return new Map(
    [...sums].map(([key, of]) => {
      const sum = (what: string) => of.get(what) ?? 0;
      return [
        key,
        {
          tickets: sum("tickets"),
          shown: sum("shown"),
          used: timesUsed({ accepted: sum("accepted"), sent: sum("sent"), edited: sum("edited") }),
          rejected: sum("rejected"),
          reopened: sum("reopened"),
          good: sum("good") + sum("satisfied"),
          bad: sum("bad") + sum("unsatisfied"),
        },
      ];
    }),
  );
}
