import type { TextExample } from "../text-example.js";

/** What can be tried where there are few examples. */
export const AUGMENTATIONS = ["synonyms", "slots", "n-grams", "self-training"] as const;

export type AugmentationName = (typeof AUGMENTATIONS)[number];

/** An example that was made says less than one that somebody wrote; and, weak, it is never held out. */
export const MADE_WEIGHT = 0.5;

/**
 * Makes further examples out of these, for these to be learnt with. Same examples, same random numbers: same result.
 * Lets others have their turn now and then.
 * @returns of weight `MADE_WEIGHT` at most, none of whose texts is one of the examples'; may be empty
 */
export type MakeExamples = (
  examples: readonly TextExample[],
  random: () => number,
) => Promise<readonly TextExample[]>;
