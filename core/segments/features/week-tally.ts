/** What happened in one week, as integers: sums of them are exact in whichever order they are made. */
export interface WeekTally {
  readonly orders: number;
  /** Totals of the orders, in hundredths of their currency. */
  readonly orderedCents: number;
  /** The same less what was refunded, by the week of the order. */
  readonly spentCents: number;
  /** Tickets opened. */
  readonly tickets: number;
  /** Tickets opened again after they were solved. */
  readonly reopened: number;
  /** Ratings given. */
  readonly good: number;
  readonly bad: number;
}

/** By the number of weeks since 1970-01-01T00:00Z, a Thursday. Weeks in which nothing happened are not listed. */
export type Weeks = Readonly<Record<number, WeekTally>>;

const WEEK_MS = 7 * 86_400_000;

const NOTHING: WeekTally = {
  orders: 0,
  orderedCents: 0,
  spentCents: 0,
  tickets: 0,
  reopened: 0,
  good: 0,
  bad: 0,
};

export function weekOf(atMs: number): number {
  return Math.floor(atMs / WEEK_MS);
}

/** Adds to a week in place (`sign` 1), or takes from it what was added before (-1). */
export function tallyWeek(
  weeks: Record<number, WeekTally>,
  atMs: number,
  part: Partial<WeekTally>,
  sign: 1 | -1,
): void {
  const week = weekOf(atMs);
  const tally = sumTallies(weeks[week] ?? NOTHING, part, sign);
  if (isNothing(tally)) delete weeks[week];
  else weeks[week] = tally;
}

/** All that happened from one week to another, both included. */
export function tallyOf(weeks: Weeks, fromWeek: number, toWeek: number): WeekTally {
  let sum = NOTHING;
  for (const key in weeks) {
    const week = Number(key);
    if (week >= fromWeek && week <= toWeek) sum = sumTallies(sum, weeks[week] ?? NOTHING, 1);
  }
  return sum;
}

function sumTallies(a: WeekTally, b: Partial<WeekTally>, sign: 1 | -1): WeekTally {
  return {
    orders: a.orders + sign * (b.orders ?? 0),
    orderedCents: a.orderedCents + sign * (b.orderedCents ?? 0),
    spentCents: a.spentCents + sign * (b.spentCents ?? 0),
    tickets: a.tickets + sign * (b.tickets ?? 0),
    reopened: a.reopened + sign * (b.reopened ?? 0),
    good: a.good + sign * (b.good ?? 0),
    bad: a.bad + sign * (b.bad ?? 0),
  };
}

function isNothing(tally: WeekTally): boolean {
  return !Object.values(tally).some((count) => count !== 0);
}
