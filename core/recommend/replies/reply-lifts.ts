import { dirichletMultinomial } from "../dirichlet-multinomial.js";

/** A customer, or the moment, in one word: `segment=vip`, `plan=summit`. */
export type CustomerToken = string;

/** One reply that was chosen for somebody. */
export interface ChosenReply {
  readonly key: string;
  readonly tokens: readonly CustomerToken[];
}

/** How often each reply was chosen, in all and for whom. Counts only: no row of anybody. */
export interface ReplyLifts {
  readonly total: number;
  readonly byReply: ReadonlyMap<string, number>;
  readonly byToken: ReadonlyMap<CustomerToken, ReadonlyMap<string, number>>;
  /** By kind of token (`plan`) how many choices all other customers' stand for: the weight of the prior. */
  readonly priors: ReadonlyMap<string, number>;
}

const PRIORS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000];
/** A token that stood with fewer choices says nothing, and is not kept. */
const MIN_CHOICES = 5;

/**
 * Counts, with how much each kind of token is to be believed: the weight of a Dirichlet prior around what everybody is
 * sent, chosen by its marginal likelihood (empirical Bayes: Minka, "Estimating a Dirichlet distribution", 2000).
 */
export function countReplies(chosen: readonly ChosenReply[]): ReplyLifts {
  const byReply = new Map<string, number>();
  const all = new Map<CustomerToken, Map<string, number>>();
  for (const { key, tokens } of chosen) {
    byReply.set(key, (byReply.get(key) ?? 0) + 1);
    for (const token of tokens) {
      const counts = all.get(token) ?? new Map<string, number>();
      all.set(token, counts);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const byToken = new Map([...all].filter(([, counts]) => sumOf(counts) >= MIN_CHOICES));
  const kinds = new Set([...byToken.keys()].map(kindOf));
  const everybody = { byReply, total: chosen.length };
  const priors = new Map(
    [...kinds].map((kind) => {
      const ofKind = [...byToken].flatMap(([token, counts]) => (kindOf(token) === kind ? [counts] : []));
      return [kind, likeliestPrior(ofKind, everybody)] as const;
    }),
  );
  return { ...everybody, byToken, priors };
}

/** What to leave out of the counts: the choice that is being judged by them. */
export interface LeftOut {
  readonly key: string;
}

/** By how much the odds of a reply rise, as a natural logarithm. */
export type ReplyLift = (key: string, leftOut?: LeftOut) => number;

const NO_LIFT: ReplyLift = () => 0;

/**
 * By how much the odds of each reply rise for those of whom a token is true: 0 where nothing is known of the token, drawn
 * towards 0 where little is.
 */
export function replyLift(lifts: ReplyLifts, token: CustomerToken): ReplyLift {
  const counts = lifts.byToken.get(token);
  const prior = lifts.priors.get(kindOf(token));
  if (counts === undefined || prior === undefined) return NO_LIFT;
  const total = sumOf(counts);
  return (key, leftOut) => {
    const own = leftOut === undefined ? 0 : 1;
    const same = leftOut?.key === key ? 1 : 0;
    const share = replyShare(lifts, key, leftOut);
    return Math.log(((counts.get(key) ?? 0) - same + prior * share) / ((total - own + prior) * share));
  };
}

/** Share of a reply among all choices, with one choice more of each reply that was ever chosen, and half a one else. */
export function replyShare(
  { byReply, total }: Pick<ReplyLifts, "byReply" | "total">,
  key: string,
  leftOut?: LeftOut,
): number {
  const own = leftOut === undefined ? 0 : 1;
  const same = leftOut?.key === key ? 1 : 0;
  return ((byReply.get(key) ?? 0) - same + 0.5) / (total - own + 0.5 * byReply.size + 1);
}

function likeliestPrior(
  groups: readonly ReadonlyMap<string, number>[],
  everybody: Pick<ReplyLifts, "byReply" | "total">,
): number {
  const withShares = groups.map((counts) =>
    Array.from(counts, ([key, count]) => [count, replyShare(everybody, key)] as const),
  );
  let best = { prior: PRIORS[0] ?? 1, likelihood: Number.NEGATIVE_INFINITY };
  for (const prior of PRIORS) {
    const likelihood = withShares.reduce((sum, counts) => sum + dirichletMultinomial(counts, prior), 0);
    if (likelihood > best.likelihood) best = { prior, likelihood };
  }
  return best.prior;
}

function kindOf(token: CustomerToken): string {
  return token.slice(0, token.indexOf("="));
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}
