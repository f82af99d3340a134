import { seededRandom } from "../../seeded-random.js";
import { alsScorer, trainAls } from "./als.js";
import { contentScorer, textSimilarities } from "./content-based.js";
import { easeScorer, trainEase } from "./ease.js";
import type { InteractionMatrix } from "./interactions.js";
import { itemGram } from "./item-gram.js";
import { trainItemKnn } from "./item-knn.js";
import { linkScorer } from "./item-links.js";
import type { ItemScorer } from "./item-scorer.js";
import { type ItemDescription, textVectors } from "./item-text.js";
import { trainRp3Beta } from "./rp3beta.js";

/** What the parts of a hybrid are trained from. */
export interface PartsInput {
  readonly matrix: InteractionMatrix;
  /** By item; left out if nothing is known of them. */
  readonly descriptions?: readonly ItemDescription[];
  readonly seed: number;
}

/** One method, with settings that suit a shop of some thousand customers and items. */
export interface HybridPart {
  readonly name: "ease" | "item-knn" | "rp3beta" | "als" | "content";
  /** `undefined` if the input has nothing that the method needs. */
  train(input: PartsInput): Promise<ItemScorer | undefined>;
}

export const HYBRID_PARTS: readonly HybridPart[] = [
  {
    name: "ease",
    async train({ matrix, descriptions }) {
      const similarities =
        descriptions === undefined ? undefined : textSimilarities(textVectors(descriptions));
      const gram = await itemGram(matrix, {
        activityPower: 0,
        basketWeight: 0,
        textWeight: 30,
        ...(similarities === undefined ? {} : { similarities }),
      });
      return easeScorer(await trainEase(gram, matrix.items.length, similarities === undefined ? 200 : 500));
    },
  },
  {
    name: "item-knn",
    train: async ({ matrix }) =>
      linkScorer(await trainItemKnn(matrix, { neighbours: 20, shrink: 5, activityPower: 0.5 })),
  },
  {
    name: "rp3beta",
    train: async ({ matrix }) =>
      linkScorer(await trainRp3Beta(matrix, { neighbours: 100, alpha: 0.8, beta: 0.4 })),
  },
  {
    name: "als",
    async train({ matrix, seed }) {
      const random = seededRandom(seed);
      return alsScorer(await trainAls(matrix, { factors: 96, iterations: 10, alpha: 10, lambda: 5, random }));
    },
  },
  {
    name: "content",
    train: async ({ descriptions }) =>
      descriptions === undefined ? undefined : contentScorer(textVectors(descriptions)),
  },
];

/** The parts that can be trained from this, by name. */
export async function trainParts(input: PartsInput): Promise<ReadonlyMap<HybridPart["name"], ItemScorer>> {
  const trained = new Map<HybridPart["name"], ItemScorer>();
  for (const { name, train } of HYBRID_PARTS) {
    const scorer = await train(input);
    if (scorer !== undefined) trained.set(name, scorer);
  }
  return trained;
}
