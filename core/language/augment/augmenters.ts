import { backOffNgrams } from "./back-off-ngrams.js";
import type { Augmenters } from "./choose-augmentation.js";
import { paraphraseBySynonyms } from "./paraphrase-by-synonyms.js";
import { type SlotReading, swapSlots } from "./swap-slots.js";

/** All that make examples, with what they need to know of the company. */
export function augmentersOf(reading: SlotReading): Augmenters {
  return {
    synonyms: (examples, random) => paraphraseBySynonyms(examples, random),
    slots: (examples, random) => swapSlots(examples, random, reading),
    "n-grams": backOffNgrams,
  };
}
