import type { Steps } from "../steps.js";
import type { ExactSample } from "./exact-sample.js";
import { type ExactSplit, findExactSplit } from "./find-exact-split.js";
import type { NodeJson } from "./forest-json.js";
import type { TreePlan } from "./forest-options.js";
import { packageDistribution } from "./gini.js";
import { nodeOptions } from "./node-options.js";

/** The tree that `ml-cart` grows from this sample. Orders the sample anew. */
export function* growExactTree(sample: ExactSample, plan: TreePlan): Steps<NodeJson> {
  const options = nodeOptions(plan);
  function* node(
    start: number,
    end: number,
    counts: Int32Array,
    depth: number,
    parentGain?: number,
  ): Steps<NodeJson> {
    const size = end - start;
    const leaf = () => ({ distribution: [packageDistribution(counts, size)] });
    if (size <= plan.minNumSamples) return { ...options, ...leaf() };
    const split = counts.includes(size) ? undefined : findExactSplit(sample, start, end, counts);
    // The package's −Infinity, of a node with nothing to split, is null in JSON.
    if (split === undefined) return { ...options, gain: null, ...leaf() };
    const { feature, value, gain, lesser, lesserSize } = split;
    const found = {
      ...options,
      splitValue: value,
      splitColumn: feature.column,
      gain,
      numberSamples: size,
    };
    const isMade =
      depth < plan.maxDepth &&
      gain > options.gainThreshold &&
      gain !== parentGain &&
      lesserSize > 0 &&
      lesserSize < size;
    if (!isMade) return { ...found, ...leaf() };
    part(sample, split, start, end);
    yield;
    const middle = start + lesserSize;
    const greater = counts.map((count, label) => count - (lesser[label] ?? 0));
    return {
      ...found,
      left: yield* node(start, middle, lesser, depth + 1, gain),
      right: yield* node(middle, end, greater, depth + 1, gain),
    };
  }
  const counts = new Int32Array(sample.classes);
  for (const label of sample.labels) counts[label] = (counts[label] ?? 0) + 1;
  return yield* node(0, sample.labels.length, counts, 0);
}

/** Moves in every order of the stretch those that go left before the others, each side in the order it had. */
function part({ features, goesLeft, spare }: ExactSample, split: ExactSplit, start: number, end: number) {
  const middle = start + split.lesserSize;
  const { order } = split.feature;
  for (let at = start; at < end; at++) goesLeft[order[at] ?? 0] = at < middle ? 1 : 0;
  for (const feature of features) {
    if (feature === split.feature) continue;
    partOrder(feature.order, goesLeft, spare, start, end);
  }
}

function partOrder(order: Int32Array, goesLeft: Uint8Array, spare: Int32Array, start: number, end: number) {
  let left = start;
  let right = 0;
  for (let at = start; at < end; at++) {
    const place = order[at] ?? 0;
    if (goesLeft[place] === 1) order[left++] = place;
    else spare[right++] = place;
  }
  order.set(spare.subarray(0, right), left);
}
