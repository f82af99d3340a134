import type { PlaceCounts } from "./examination-propensity.js";

/** What was shown where, and accepted; older turns count less. */
export interface AcceptanceTally {
  /** One reply at one place, in the turn at hand. */
  add(key: string, place: number, accepted: boolean): void;
  /** Ends the turn: all that was counted before loses so much that it is worth half after a half-life. */
  advance(): void;
  /** By place; empty of a key that was never shown. */
  of(key: string): readonly PlaceCounts[];
  all(): readonly PlaceCounts[];
}

interface Tallied {
  readonly key: string;
  readonly place: number;
  accepted: number;
  shown: number;
}

/** What one turn weighs may grow so far before everything is scaled back. */
const MAX_WEIGHT = 1e100;

/**
 * Counts that forget: what customers like changes, and a posterior of years is sure of what was (discounted Thompson
 * sampling: Raj and Kalyani, "Taming Non-stationary Bandits: A Bayesian Approach", 2017). Instead of shrinking all
 * counts, each turn weighs more than the one before it.
 * @param halfLifeTurns after so many turns an answer counts half; above 0, `Infinity` for never
 */
export function openAcceptanceTally(halfLifeTurns: number): AcceptanceTally {
  const growth = 2 ** (1 / halfLifeTurns);
  const byKey = new Map<string, Tallied[]>();
  let weight = 1;

  const scaled = ({ key, place, accepted, shown }: Tallied): PlaceCounts => ({
    key,
    place,
    accepted: accepted / weight,
    shown: shown / weight,
  });

  return {
    add(key, place, accepted) {
      const places = byKey.get(key) ?? [];
      byKey.set(key, places);
      let at = places.find((each) => each.place === place);
      if (at === undefined) {
        at = { key, place, accepted: 0, shown: 0 };
        places.push(at);
      }
      at.shown += weight;
      if (accepted) at.accepted += weight;
    },

    advance() {
      weight *= growth;
      if (weight < MAX_WEIGHT) return;
      for (const each of [...byKey.values()].flat()) {
        each.accepted /= weight;
        each.shown /= weight;
      }
      weight = 1;
    },

    of: (key) => (byKey.get(key) ?? []).map(scaled),
    all: () => [...byKey.values()].flat().map(scaled),
  };
}
