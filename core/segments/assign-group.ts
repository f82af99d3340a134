import type { SegmentStanding } from "../replies/receipt.js";
import { firstGreatest } from "./forest/first-greatest.js";
import { groupProbabilities, type SegmentModel } from "./segment-model.js";

/** Below this probability nobody is said to be in a group. */
export const SURE_FROM = 0.5;
/** Whoever is in a group stays there until another one is by so much more probable: nobody flaps. */
export const STAY_MARGIN = 0.15;

/** The segment of whom no rule takes: what is written for it serves all groups that have nothing of their own. */
export const REGULAR = { key: "regular", name: "Regular" };

const UNSURE = { key: "unsure", name: "Unsure" };

/**
 * The group of somebody whom no rule takes.
 * @param vector their features, in the order of the model's scaler
 * @param before key of the segment that they are in, if it is known
 */
export function assignGroup(
  model: SegmentModel,
  vector: ArrayLike<number>,
  before: string | undefined,
): SegmentStanding {
  const probabilities = groupProbabilities(model, vector);
  const best = firstGreatest(probabilities, 0, probabilities.length);
  const home = model.groups.findIndex(({ key }) => key === before);
  const of = (at: number) => probabilities[at] ?? 0;
  const stays = home >= 0 && of(best) - of(home) < STAY_MARGIN;
  const place = stays ? home : best;
  const group = model.groups[place];
  const confidence = Math.round(of(place) * 1e4) / 1e4;
  const { tier } = model;
  const base = REGULAR.key;
  if (group === undefined || (of(place) < SURE_FROM && !stays)) {
    const because = `most like ${group?.name ?? "nobody"}, but only ${Math.round(confidence * 100)} % sure`;
    return { confidence, because, tier, base, ...UNSURE };
  }
  return { key: group.key, name: group.name, confidence, because: group.description, tier, base };
}
