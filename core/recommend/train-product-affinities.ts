import { seededRandom } from "../seeded-random.js";
import { easeScorer, greatestEaseLinks, trainEase } from "./collaborative/ease.js";
import { type InteractionMatrix, interactionMatrix } from "./collaborative/interactions.js";
import { itemGram } from "./collaborative/item-gram.js";
import { trainItemKnn } from "./collaborative/item-knn.js";
import { type ItemLinks, linkScorer } from "./collaborative/item-links.js";
import { meanRankingScores } from "./collaborative/judge-scorer.js";
import { buyersOf } from "./collaborative/popularity.js";
import { segmentPopularity } from "./collaborative/segment-popularity.js";
import { splitPerUser } from "./collaborative/split-interactions.js";
import type { AffinityTraining, ProductAffinities } from "./product-affinities.js";
import { withAffinityVersion } from "./product-affinities-file.js";

/** That a customer bought a product, once or often. */
export interface Purchase {
  /** Whoever it was, by any name that is theirs alone; it is not kept. */
  readonly customer: string;
  readonly sku: string;
  /** When it was ordered: what a customer ordered at the same moment goes together more than what they own. */
  readonly timestampMs?: number;
  /** The segment that the customer is in, if it is known. */
  readonly segment?: string;
}

export interface AffinityOptions {
  /** A whole number: the same purchases and the same seed give the same bytes. */
  readonly seed: number;
  /** Products that fewer customers bought are left out: they would tell what one customer bought. 3 if left out. */
  readonly leastCustomers?: number;
}

const LEAST_CUSTOMERS = 3;
/** Links a product: what EASE gains by more is nothing that a shop's list of three would show. */
const LINKS = 100;
/** Beyond, EASE would take minutes and a gigabyte. */
const MAX_EASE_PRODUCTS = 4_000;
/** Below, what was set aside would be too little to choose a method by. */
const LEAST_TO_CHOOSE = 20;
const HELD_OUT = 0.2;
/** As measured on Online Retail: see `HYBRID_PARTS`. */
const BASKET_WEIGHT = 3;
const LAMBDA_SHARE = 0.05;
const LAMBDA_SHARE_WITH_BASKETS = 0.12;
const KNN = { neighbours: 20, shrink: 10, activityPower: 0.5 };

/**
 * Learns what goes together: by EASE or by item-kNN, whichever ranks purchases better that were set aside of every
 * customer, and then from all of them. Of too few customers or too many products it is item-kNN.
 * @returns `undefined` if no product has customers enough
 */
export async function trainProductAffinities(
  purchases: readonly Purchase[],
  { seed, leastCustomers = LEAST_CUSTOMERS }: AffinityOptions,
): Promise<ProductAffinities | undefined> {
  const kept = knownProducts(purchases, leastCustomers);
  const matrix = interactionMatrix(
    kept.map(({ customer, sku, timestampMs = Number.NaN }) => ({ user: customer, item: sku, timestampMs })),
  );
  if (matrix.items.length === 0) return undefined;
  const { training, links } = await trainBest(matrix, seed);
  return withAffinityVersion({
    training,
    skus: matrix.items,
    links,
    popularity: asShares(buyersOf(matrix)),
    segments: await segmentShares(matrix, kept),
  });
}

/** What was bought of products that enough customers bought, by SKU and customer, so that the order given is no matter. */
function knownProducts(purchases: readonly Purchase[], leastCustomers: number): readonly Purchase[] {
  const customers = new Map<string, Set<string>>();
  for (const { customer, sku } of purchases) {
    const own = customers.get(sku) ?? new Set();
    customers.set(sku, own.add(customer));
  }
  return purchases
    .filter(({ sku }) => (customers.get(sku)?.size ?? 0) >= leastCustomers)
    .sort((a, b) => order(a.sku, b.sku) || order(a.customer, b.customer));
}

async function trainBest(
  matrix: InteractionMatrix,
  seed: number,
): Promise<{ readonly training: AffinityTraining; readonly links: ItemLinks }> {
  const customers = matrix.users.length;
  const ndcg10 =
    customers < LEAST_TO_CHOOSE || matrix.items.length > MAX_EASE_PRODUCTS
      ? { ease: null, itemKnn: null }
      : await compareMethods(matrix, seed);
  const method = (ndcg10.ease ?? 0) > (ndcg10.itemKnn ?? 0) ? "ease" : "item-knn";
  const links =
    method === "ease" ? await greatestEaseLinks(await ease(matrix), LINKS) : await trainItemKnn(matrix, KNN);
  return { training: { method, customers, purchases: matrix.rowItems.length, ndcg10, seed }, links };
}

async function compareMethods(matrix: InteractionMatrix, seed: number) {
  const split = splitPerUser(matrix, HELD_OUT, seededRandom(seed));
  const judge = async (scorer: Parameters<typeof meanRankingScores>[0]) =>
    (await meanRankingScores(scorer, split)).ndcg10;
  return {
    ease: await judge(easeScorer(await ease(split.train))),
    itemKnn: await judge(linkScorer(await trainItemKnn(split.train, KNN))),
  };
}

/** Large weights are held back as if by a share of the customers, at least by ten. */
async function ease(matrix: InteractionMatrix) {
  const hasTimes = matrix.rowTimesMs.some((time) => !Number.isNaN(time));
  const lambda = Math.max(10, matrix.users.length * (hasTimes ? LAMBDA_SHARE_WITH_BASKETS : LAMBDA_SHARE));
  const gram = await itemGram(matrix, { activityPower: 0, basketWeight: BASKET_WEIGHT, textWeight: 0 });
  return trainEase(gram, matrix.items.length, lambda);
}

async function segmentShares(
  matrix: InteractionMatrix,
  purchases: readonly Purchase[],
): Promise<ReadonlyMap<string, Float32Array>> {
  const bySegment = new Map(purchases.map(({ customer, segment }) => [customer, segment]));
  const tokens = matrix.users.map((customer) => bySegment.get(customer) ?? []).map((one) => [one].flat());
  const names = [...new Set(tokens.flat())].sort(order);
  if (names.length === 0) return new Map();
  const popularity = await segmentPopularity(matrix, tokens);
  return new Map(
    names.map((name) => {
      const scores = new Float32Array(matrix.items.length);
      popularity.score([name], scores);
      return [name, asShares(scores.map(Math.exp))];
    }),
  );
}

/** Of the greatest. */
function asShares(values: Float32Array): Float32Array {
  const greatest = values.reduce((most, value) => Math.max(most, value), 0);
  return greatest > 0 ? values.map((value) => value / greatest) : values;
}

function order(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
