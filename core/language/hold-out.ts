import type { Corpus, Embedded } from "./fit-text-model.js";
import type { TextExample } from "./text-example.js";

/** Examples in two parts: one to learn from, one to see what was learnt. */
export interface HeldOutSplit {
  readonly learnt: readonly Embedded<TextExample>[];
  /** Of these the labels that `learnt` has none of are out of its scope. */
  readonly heldOut: readonly Embedded<TextExample>[];
}

/** One example of so many is held out, of each label. */
const ONE_OF = 5;
/** One label of so many is held out as a whole. */
const LABEL_OF = 10;

/** So many texts at most are learnt from to see what the rest shows, in at most so many splits. */
const TEXTS = 3_000;
const MAX_SPLITS = 3;

/** How many splits are worth their time: of few examples, one shows little. At least 1. */
export function splitsOf({ examples, unlabelled }: Corpus): number {
  const texts = examples.length + unlabelled.length;
  return Math.min(MAX_SPLITS, Math.max(1, Math.floor(TEXTS / texts)));
}

/**
 * The `turn`th of at most 5 splits: a fifth of each label's examples, and a tenth of the labels (if there are 10
 * or more) with all of theirs, unless `wholeLabels` is false. Weak examples and the only example of a label are never held out.
 * @param order of the examples' places, random
 */
export function holdOut(
  examples: readonly Embedded<TextExample>[],
  order: readonly number[],
  turn: number,
  { wholeLabels }: { readonly wholeLabels: boolean },
): HeldOutSplit {
  const byLabel = new Map<string, Embedded<TextExample>[]>();
  const weak: Embedded<TextExample>[] = [];
  for (const place of order) {
    const example = examples[place];
    if (example === undefined) continue;
    const same = example.weight < 1 ? weak : (byLabel.get(example.label) ?? []);
    if (example.weight === 1) byLabel.set(example.label, same);
    same.push(example);
  }
  const left = new Set(
    !wholeLabels || byLabel.size < LABEL_OF
      ? []
      : [...byLabel.keys()].filter((_, index) => index % LABEL_OF === turn),
  );
  const learnt = weak.filter(({ label }) => !left.has(label));
  const heldOut: Embedded<TextExample>[] = [];
  for (const [label, same] of byLabel) {
    for (const [rank, example] of same.entries()) {
      const isHeldOut = left.has(label) || (same.length > 1 && rank % ONE_OF === turn % same.length);
      (isHeldOut ? heldOut : learnt).push(example);
    }
  }
  return { learnt, heldOut };
}
