import fc from "fast-check";
import { seededRandom } from "../../seeded-random.js";
import { type Interaction, interactionMatrix } from "./interactions.js";

/** Interactions of a few users with a few items, the same pair perhaps several times. */
export const arbitraryInteractions: fc.Arbitrary<readonly Interaction[]> = fc.array(
  fc.record({
    user: fc.integer({ min: 0, max: 7 }).map((at) => `u${at}`),
    item: fc.integer({ min: 0, max: 9 }).map((at) => `i${at}`),
    weight: fc.integer({ min: 1, max: 4 }),
    timestampMs: fc.integer({ min: 0, max: 3 }),
  }),
  { minLength: 1, maxLength: 60 },
);

/** Users of two tastes: each takes most of the even, or most of the odd items, and hardly any others. */
export function twoTastes(users: number, items: number, seed: number) {
  const random = seededRandom(seed);
  const interactions: Interaction[] = [];
  for (let user = 0; user < users; user++) {
    for (let item = 0; item < items; item++) {
      const own = user % 2 === item % 2;
      if (random() < (own ? 0.6 : 0.03)) interactions.push({ user: `u${user}`, item: `i${item}` });
    }
  }
  return interactionMatrix(interactions);
}
