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
  const shareOf = shares(byReply, chosen.length);
  const priors = new Map(
    [...kinds].map((kind) => {
      const ofKind = [...byToken].flatMap(([token, counts]) => (kindOf(token) === kind ? [counts] : []));
      return [kind, likeliestPrior(ofKind, shareOf)] as const;
    }),
  );
  return { total: chosen.length, byReply, byToken, priors };
}

/** What to leave out of the counts: the choice that is being judged by them. */
export interface LeftOut {
  readonly key: string;
}

/**
 * By how much the odds of a reply rise for those of whom a token is true, as a natural logarithm: 0 where nothing is
 * known of the token, drawn towards 0 where little is.
 */
export function replyLift(lifts: ReplyLifts, token: CustomerToken, key: string, leftOut?: LeftOut): number {
  const counts = lifts.byToken.get(token);
  const prior = lifts.priors.get(kindOf(token));
  if (counts === undefined || prior === undefined) return 0;
  const own = leftOut === undefined ? 0 : 1;
  const same = leftOut?.key === key ? 1 : 0;
  const share = replyShare(lifts, key, leftOut);
  const ofToken = totals(counts) - own;
  return Math.log(((counts.get(key) ?? 0) - same + prior * share) / ((ofToken + prior) * share));
}

/** Share of a reply among all choices, with one choice more of each reply that was ever chosen, and half a one else. */
export function replyShare({ byReply, total }: ReplyLifts, key: string, leftOut?: LeftOut): number {
  const own = leftOut === undefined ? 0 : 1;
  const same = leftOut?.key === key ? 1 : 0;
  return ((byReply.get(key) ?? 0) - same + 0.5) / (total - own + 0.5 * byReply.size + 1);
}

function shares(byReply: ReadonlyMap<string, number>, total: number) {
  return (key: string) => ((byReply.get(key) ?? 0) + 0.5) / (total + 0.5 * byReply.size + 1);
}

function likeliestPrior(
  groups: readonly ReadonlyMap<string, number>[],
  shareOf: (key: string) => number,
): number {
  let best = { prior: PRIORS[0] ?? 1, likelihood: Number.NEGATIVE_INFINITY };
  for (const prior of PRIORS) {
    let likelihood = 0;
    for (const counts of groups) {
      likelihood += logGamma(prior) - logGamma(prior + sumOf(counts));
      for (const [key, count] of counts) {
        const own = prior * shareOf(key);
        likelihood += logGamma(own + count) - logGamma(own);
      }
    }
    if (likelihood > best.likelihood) best = { prior, likelihood };
  }
  return best.prior;
}

function kindOf(token: CustomerToken): string {
  return token.slice(0, token.indexOf("="));
}

const known = new WeakMap<ReadonlyMap<string, number>, number>();

/** Of counts that change no more. */
function totals(counts: ReadonlyMap<string, number>): number {
  const before = known.get(counts);
  if (before !== undefined) return before;
  const sum = sumOf(counts);
  known.set(counts, sum);
  return sum;
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}

/** Logarithm of the gamma function, for x above 0, to 10 digits (Lanczos; Numerical Recipes, 6.1). */
function logGamma(x: number): number {
  const coefficients = [
    76.18009172947146, -86.50532032941678, 24.01409824083091, -1.231739572450155, 0.1208650973866179e-2,
    -0.5395239384953e-5,
  ];
  const base = x + 5.5 - (x + 0.5) * Math.log(x + 5.5);
  let series = 1.000000000190015;
  for (const [at, coefficient] of coefficients.entries()) series += coefficient / (x + 1 + at);
  return Math.log((2.5066282746310007 * series) / x) - base;
}
