import { seededRandom } from "../../seeded-random.js";
import { alsScorer, trainAls } from "./als.js";
import { basketMatrix } from "./baskets.js";
import { contentScorer, textSimilarities } from "./content-based.js";
import { easeScorer, trainEase } from "./ease.js";
import type { InteractionMatrix } from "./interactions.js";
import { itemGram } from "./item-gram.js";
import { trainItemKnn } from "./item-knn.js";
import { linkScorer } from "./item-links.js";
import type { ItemScorer } from "./item-scorer.js";
import { type ItemDescription, textVectors } from "./item-text.js";

/** What the parts of a hybrid are trained from. */
export interface PartsInput {
  readonly matrix: InteractionMatrix;
  /** By item; left out if nothing is known of them. */
  readonly descriptions?: readonly ItemDescription[];
  readonly seed: number;
}

export type PartName = "ease" | "item-knn" | "basket-knn" | "als" | "content";

/** One method, with settings that suit a shop of some thousand customers and items. */
export interface HybridPart {
  readonly name: PartName;
  /** `undefined` if the input has nothing that the method needs. */
  train(input: PartsInput): Promise<ItemScorer | undefined>;
}

/** Chosen on purchases that were set aside of the training part of Online Retail; 0.021 of NDCG@10 are the baskets'. */
const BASKET_WEIGHT = 3;
const TEXT_WEIGHT = 60;
const LAMBDA = 500;
/** Where neither texts nor baskets are there to add to what users say. */
const LAMBDA_OF_USERS = 200;

/** In the order in which they are trained. */
export const HYBRID_PARTS: readonly HybridPart[] = [
  { name: "ease", train: trainFullEase },
  {
    name: "item-knn",
    train: async ({ matrix }) =>
      linkScorer(await trainItemKnn(matrix, { neighbours: 10, shrink: 10, activityPower: 0 })),
  },
  {
    name: "basket-knn",
    async train({ matrix }) {
      const baskets = basketMatrix(matrix);
      if (baskets.users.length === 0) return undefined;
      return linkScorer(await trainItemKnn(baskets, { neighbours: 50, shrink: 5, activityPower: 0.3 }));
    },
  },
  {
    name: "als",
    async train({ matrix, seed }) {
      const random = seededRandom(seed);
      return alsScorer(await trainAls(matrix, { factors: 96, iterations: 10, alpha: 4, lambda: 20, random }));
    },
  },
  {
    name: "content",
    train: async ({ descriptions }) =>
      descriptions === undefined ? undefined : contentScorer(textVectors(descriptions)),
  },
];

/** EASE on all that there is: who has what, what was bought at one time, and which texts are alike. */
async function trainFullEase({ matrix, descriptions }: PartsInput): Promise<ItemScorer> {
  const hasTimes = matrix.rowTimesMs.some((time) => !Number.isNaN(time));
  const gram = await itemGram(matrix, {
    activityPower: 0,
    basketWeight: BASKET_WEIGHT,
    textWeight: TEXT_WEIGHT,
    ...(descriptions === undefined
      ? {}
      : { similarities: await textSimilarities(textVectors(descriptions)) }),
  });
  const lambda = descriptions === undefined && !hasTimes ? LAMBDA_OF_USERS : LAMBDA;
  return easeScorer(await trainEase(gram, matrix.items.length, lambda));
}
