import { seededRandom } from "../seeded-random.js";
import type { LabelledRows } from "./forest/evaluate-forest.js";
import { oversampleRare } from "./oversample-rare.js";
import type { Steps } from "./steps.js";

/** A group is rare that has fewer rows than this share of the largest, up to which it is filled … */
const RARE_SHARE = 0.1;
/** … and fewer than so many: of more a forest sees enough. */
const RARE_ROWS = 200;
/** A group is filled up to so many times what it was at most: more would say the same again. */
const MOST_TIMES = 10;

/**
 * Places of the groups that are rare, in their order. A group of a single row is none of them: there is nothing between
 * it and another.
 * @param labels by row the place of its group
 */
export function rareGroups(labels: Int32Array): readonly number[] {
  const sizes = sizesOf(labels);
  const largest = Math.max(0, ...sizes.values());
  return [...sizes]
    .filter(([, size]) => size >= 2 && size < RARE_ROWS && size < RARE_SHARE * largest)
    .map(([group]) => group)
    .sort((a, b) => a - b);
}

/**
 * The rows, and after them made ones of the rare groups (`oversampleRare`), so that these have a tenth of the largest's
 * rows. Filled up further they would be found a little oftener, and probabilities would be right less often.
 * Deterministic.
 * @param rare places of groups
 */
export function* fillUpRare(
  { rows, labels }: LabelledRows,
  rare: readonly number[],
  seed: number,
): Steps<LabelledRows> {
  const sizes = sizesOf(labels);
  const random = seededRandom(seed);
  const wanted = Math.ceil(RARE_SHARE * Math.max(0, ...sizes.values()));
  let filled: LabelledRows = { rows, labels };
  for (const group of rare) {
    const atLeast = Math.min(wanted, MOST_TIMES * (sizes.get(group) ?? 0));
    filled = yield* oversampleRare(filled.rows, filled.labels, { atLeast, classes: [group], random });
    yield;
  }
  return filled;
}

function sizesOf(labels: Int32Array): ReadonlyMap<number, number> {
  const sizes = new Map<number, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  return sizes;
}
