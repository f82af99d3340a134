import { z } from "zod";
import { RapportError } from "../../error.js";
import type { CustomerToken } from "../../recommend/replies/reply-lifts.js";
import { replyKeySchema } from "../reply-record.js";
import { RANKING_FEATURES } from "./ranking-features.js";

/** One reply that was chosen for somebody who allows that models learn from it. */
export interface PriorChoice {
  /** For whom: the same person always under the same name. It goes no further than this count. */
  readonly customer: string;
  readonly key: string;
  readonly tokens: readonly CustomerToken[];
}

export interface PriorOptions {
  /** A count that is smaller after its noise is left out: a whole number; by default 20, or the least that may be. */
  readonly minimum?: number | undefined;
  /** How much one customer may show in one number, above 0 and at most 10: less is more noise. Default 1. */
  readonly epsilon?: number | undefined;
  /** Numbers in [0,1). Those of a release nobody may guess; only those of a test are seeded. */
  readonly random: () => number;
}

const FORMAT = "rapport-priors/1";
const DEFAULT_MINIMUM = 20;
const DEFAULT_EPSILON = 1;
const MAX_EPSILON = 10;
/** What one customer alone has may appear with a probability of exp(−10), and no more. */
const LEAST_UNLIKELINESS = 10;

/** So many different replies of one customer count, … */
const MAX_REPLIES_EACH = 3;
/** … each for so many tokens: of plan, orders, their state, what they like, and segment one each. */
const MAX_TOKENS_EACH = 5;

/** So many numbers at most one customer may be in. */
export const MAX_NUMBERS_EACH = MAX_REPLIES_EACH * (1 + 2 * MAX_TOKENS_EACH) + 1;

const TOKEN = /^[a-z]+=[^\p{Cc}]{1,200}$/u;

const counts = {
  choices: z.number().int().min(0).max(1e9),
  replies: z.record(replyKeySchema, z.number().int().min(1).max(1e9)),
};

const replyPriorsSchema = z.strictObject({
  format: z.literal(FORMAT),
  minimum: z.number().int().min(1).max(1e9),
  epsilon: z.number().positive().max(MAX_EPSILON),
  ...counts,
  weights: z.record(z.string().max(64), z.number().min(-100).max(100)).optional(),
  tokens: z.record(z.string().regex(TOKEN), z.strictObject(counts)),
});

/** How often replies were chosen, noise included; of all, and of each reply that reached the minimum. */
export interface PriorCounts {
  readonly choices: number;
  readonly replies: Readonly<Record<string, number>>;
}

/** What a company that agreed to it hands to a sibling: how often replies were chosen, and what counts in ranking. */
export interface ReplyPriors extends PriorCounts {
  readonly format: typeof FORMAT;
  readonly minimum: number;
  readonly epsilon: number;
  /** By the names of `RANKING_FEATURES`; left out where there were too few tickets to learn them. */
  readonly weights?: Readonly<Record<string, number>> | undefined;
  /** Of those choices that were for customers of whom a token is true. */
  readonly tokens: Readonly<Record<CustomerToken, PriorCounts>>;
}

/**
 * Aggregates that may leave a tenant: how often each reply was chosen, for all and for those of whom a token is true.
 *
 * What is guaranteed: a customer counts once at most in the count of a reply, and for at most 3 replies (the first of
 * those given) with at most 5 tokens each. Each count carries discrete Laplace noise for that (scale 1/`epsilon`; a
 * total 3/`epsilon`). So each number by itself is `epsilon`-differentially private; all of them together, 34 at most
 * that one customer is in, are 24 × `epsilon`: 3 replies × (1 + 5 tokens), and as much as 6 for the totals. What is
 * under `minimum` after the noise is left out; that a reply or a token appears that one customer alone has, has a
 * probability of exp(−(`minimum` − 1) × `epsilon`) at most: by default 6 in a billion.
 *
 * What is not: weights carry no noise (see `beginnerWeights`). Each export draws its noise anew, so that two tell twice
 * as much as one. Names of replies and values of traits leave as they are. Which replies helped somebody before
 * (`after=`) never counts.
 *
 * Sources: Dwork, McSherry, Nissim, Smith, "Calibrating Noise to Sensitivity", TCC 2006; Ghosh, Roughgarden,
 * Sundararajan, "Universally Utility-Maximizing Privacy Mechanisms", SIAM J. Comput. 2012 (noise in whole numbers);
 * Korolova, Kenthapadi, Mishra, Ntoulas, "Releasing Search Queries and Clicks Privately", WWW 2009 (the minimum).
 * @returns without weights; `undefined` if no reply's count reaches the minimum
 * @throws RapportError `request_malformed` if `epsilon` or `minimum` protect too little
 */
export function replyPriors(choices: Iterable<PriorChoice>, options: PriorOptions): ReplyPriors | undefined {
  const { epsilon = DEFAULT_EPSILON, random } = options;
  const minimum = minimumOf(epsilon, options.minimum);
  const all = new Map<string, number>();
  const byToken = new Map<CustomerToken, Map<string, number>>();
  for (const { key, tokens } of bounded(choices)) {
    addOne(all, key);
    for (const token of tokens) {
      const counted = byToken.get(token) ?? new Map<string, number>();
      byToken.set(token, counted);
      addOne(counted, key);
    }
  }
  const released = (counted: ReadonlyMap<string, number>): PriorCounts => {
    let total = 0;
    for (const each of counted.values()) total += each;
    const noisy = sorted(counted).map(
      ([key, each]) => [key, each + discreteLaplace(epsilon, random)] as const,
    );
    return {
      choices: Math.max(0, total + discreteLaplace(epsilon / MAX_REPLIES_EACH, random)),
      replies: Object.fromEntries(noisy.filter(([, each]) => each >= minimum)),
    };
  };
  const isEmpty = ({ replies }: PriorCounts) => Object.keys(replies).length === 0;
  const ofAll = released(all);
  if (isEmpty(ofAll)) return undefined;
  const ofTokens = sorted(byToken).map(([token, counted]) => [token, released(counted)] as const);
  const tokens = Object.fromEntries(ofTokens.filter(([, each]) => !isEmpty(each)));
  return { format: FORMAT, minimum, epsilon, ...ofAll, tokens };
}

/** Weights as a document names them, rounded to hundredths. @param weights by `RANKING_FEATURES` */
export function namedWeights(weights: readonly number[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    RANKING_FEATURES.map((feature, at) => [feature, Math.round((weights[at] ?? 0) * 100) / 100]),
  );
}

/**
 * A document as `replyPriors` makes it, of this release or a later one.
 * @throws RapportError `import_invalid` that names the first rule that it breaks
 */
export function readPriors(text: string): ReplyPriors {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new RapportError("import_invalid", "priors: this is no JSON document");
  }
  const read = replyPriorsSchema.safeParse(json);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new RapportError(
    "import_invalid",
    `priors: ${issue?.path.join(".") || "document"}: ${issue?.message}`,
  );
}

function minimumOf(epsilon: number, asked: number | undefined): number {
  if (!(epsilon > 0 && epsilon <= MAX_EPSILON)) {
    throw new RapportError(
      "request_malformed",
      `epsilon: above 0 and at most ${MAX_EPSILON}, not ${epsilon}`,
    );
  }
  const least = 1 + Math.ceil(LEAST_UNLIKELINESS / epsilon);
  const minimum = asked ?? Math.max(DEFAULT_MINIMUM, least);
  if (Number.isInteger(minimum) && minimum >= least) return minimum;
  throw new RapportError(
    "request_malformed",
    `minimum: a whole number, and with an epsilon of ${epsilon} at least ${least}, not ${minimum}`,
  );
}

/** What may count of what was chosen. */
function* bounded(choices: Iterable<PriorChoice>): Generator<Pick<PriorChoice, "key" | "tokens">> {
  const counted = new Map<string, Set<string>>();
  for (const { customer, key, tokens } of choices) {
    const own = counted.get(customer) ?? new Set<string>();
    counted.set(customer, own);
    if (own.has(key) || own.size >= MAX_REPLIES_EACH) continue;
    own.add(key);
    const shareable = new Set(tokens.filter((token) => TOKEN.test(token) && !token.startsWith("after=")));
    yield { key, tokens: [...shareable].slice(0, MAX_TOKENS_EACH) };
  }
}

/** The difference of two geometric variables: the probability of n is proportional to exp(−`epsilon` × |n|). */
function discreteLaplace(epsilon: number, random: () => number): number {
  const geometric = () => Math.floor(-Math.log(1 - random()) / epsilon);
  return geometric() - geometric();
}

function addOne(counted: Map<string, number>, key: string): void {
  counted.set(key, (counted.get(key) ?? 0) + 1);
}

/** By name, so that their order says nothing. */
function sorted<T>(counted: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...counted].sort(([a], [b]) => (a < b ? -1 : 1));
}
