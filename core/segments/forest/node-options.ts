import type { NodeOptionsJson } from "./forest-json.js";
import type { TreePlan } from "./forest-options.js";

/** What each node repeats of its tree's options, in the package's order. */
export function nodeOptions(plan: TreePlan): NodeOptionsJson {
  return {
    kind: plan.kind,
    gainFunction: plan.gainFunction,
    splitFunction: plan.splitFunction,
    minNumSamples: plan.minNumSamples,
    maxDepth: finiteDepth(plan),
    gainThreshold: plan.gainThreshold || 0,
  };
}

/** What a tree says of its options. */
export function treeOptions(plan: TreePlan): NodeOptionsJson {
  return { ...plan, maxDepth: finiteDepth(plan) };
}

/** JSON has no infinity. */
function finiteDepth({ maxDepth }: TreePlan): number | null {
  return Number.isFinite(maxDepth) ? maxDepth : null;
}
