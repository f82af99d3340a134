import type { Steps } from "../steps.js";
import { type BinnedSample, type BinnedSplit, findBinnedSplit } from "./find-binned-split.js";
import type { NodeJson } from "./forest-json.js";
import type { TreePlan } from "./forest-options.js";
import { nodeOptions } from "./node-options.js";

/**
 * A tree whose splits lie at the cuts of the bins.
 * @param tried columns tried at a split
 * @param random numbers in [0,1), seeded
 */
export function* growHistogramTree(
  sample: BinnedSample,
  plan: TreePlan,
  tried: number,
  random: () => number,
): Steps<NodeJson> {
  const options = nodeOptions(plan);
  const order = Int32Array.from(sample.columns, (_, column) => column);
  const spare = new Int32Array(sample.members.length);
  function* node(
    start: number,
    end: number,
    counts: Int32Array,
    size: number,
    depth: number,
  ): Steps<NodeJson> {
    const isLeaf = depth >= plan.maxDepth || size <= plan.minNumSamples || counts.includes(size);
    if (!isLeaf) shuffleStart(order, tried, random);
    const split = isLeaf ? undefined : findBinnedSplit(sample, start, end, counts, size, order, tried);
    if (split === undefined || split.gain <= options.gainThreshold) {
      return { ...options, distribution: [sharesOf(counts, size)] };
    }
    yield;
    const { column, bin, gain, lesser, lesserSize } = split;
    const middle = part(sample, split, spare, start, end);
    const greater = counts.map((count, label) => count - (lesser[label] ?? 0));
    return {
      ...options,
      splitValue: sample.columns[column]?.cuts[bin] ?? 0,
      splitColumn: column,
      gain,
      numberSamples: size,
      left: yield* node(start, middle, lesser, lesserSize, depth + 1),
      right: yield* node(middle, end, greater, size - lesserSize, depth + 1),
    };
  }
  const counts = new Int32Array(sample.classes);
  let size = 0;
  for (const row of sample.members) {
    const label = sample.labels[row] ?? 0;
    const weight = sample.weights[row] ?? 0;
    counts[label] = (counts[label] ?? 0) + weight;
    size += weight;
  }
  yield;
  return yield* node(0, sample.members.length, counts, size, 0);
}

/** Draws the first `count` places without replacement (Fisher and Yates), so that the rest stays in some order. */
function shuffleStart(order: Int32Array, count: number, random: () => number): void {
  for (let at = 0; at < count; at++) {
    const other = at + Math.floor(random() * (order.length - at));
    const column = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = column;
  }
}

/** Shares of the classes, as long as the greatest class needs. */
function sharesOf(counts: Int32Array, size: number): readonly number[] {
  const length = counts.findLastIndex((count) => count > 0) + 1;
  return Array.from(counts.subarray(0, length), (count) => count / size);
}

/** Moves the members that go left before the others. @returns where the others begin */
function part(
  { members, columns }: BinnedSample,
  { column, bin }: BinnedSplit,
  spare: Int32Array,
  start: number,
  end: number,
): number {
  const bins = columns[column]?.bins ?? new Uint8Array();
  let left = start;
  let right = 0;
  for (let at = start; at < end; at++) {
    const row = members[at] ?? 0;
    if ((bins[row] ?? 0) <= bin) members[left++] = row;
    else spare[right++] = row;
  }
  members.set(spare.subarray(0, right), left);
  return left;
}
