import { setImmediate } from "node:timers/promises";
import { coverageAt, ndcgAt, recallAt } from "../../evaluation/ranking-scores.js";
import { topPlaces } from "../../top-places.js";
import { itemsOf } from "./interactions.js";
import type { ItemScorer } from "./item-scorer.js";
import type { InteractionSplit } from "./split-interactions.js";

/** Means over the users of whom something was held out; all in [0,1], 0 of no users. */
export interface RankingScores {
  readonly ndcg10: number;
  readonly recall10: number;
  readonly recall20: number;
  /** The share of all items that is among anybody's first ten. */
  readonly coverage: number;
}

const LONGEST = 20;

/** Ranks all items that a user of `train` does not have, for each user, and looks for what was held out of them. */
export async function meanRankingScores(
  scorer: ItemScorer,
  { train, test }: InteractionSplit,
): Promise<RankingScores> {
  const scores = new Float32Array(scorer.items);
  const lists: Int32Array[] = [];
  let [ndcg10, recall10, recall20] = [0, 0, 0];
  for (let user = 0; user < train.users.length; user++) {
    const relevant = new Set(itemsOf(test, user));
    if (relevant.size === 0) continue;
    const known = itemsOf(train, user);
    scorer.score(known, scores);
    const ranked = topPlaces(scores, LONGEST, known);
    ndcg10 += ndcgAt(ranked, relevant, 10);
    recall10 += recallAt(ranked, relevant, 10);
    recall20 += recallAt(ranked, relevant, LONGEST);
    lists.push(ranked);
    if (lists.length % 16 === 0) await setImmediate();
  }
  const users = Math.max(1, lists.length);
  return {
    ndcg10: ndcg10 / users,
    recall10: recall10 / users,
    recall20: recall20 / users,
    coverage: coverageAt(lists, scorer.items, 10),
  };
}
