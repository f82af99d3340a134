/** A stream of pseudo-random numbers that depends on its seed alone. */
export interface SeededRandom {
  /** [0,1) */
  next(): number;
  /** An integer from `min` to `max`, both included. */
  int(min: number, max: number): number;
  /** True with the given probability, [0,1]. */
  chance(probability: number): boolean;
  /** @throws RangeError if `items` is empty. */
  pick<T>(items: readonly T[]): T;
  /** Picks in proportion to `weight(item)`. @throws RangeError if `items` is empty. */
  weighted<T>(items: readonly T[], weight: (item: T) => number): T;
}

/**
 * sfc32 (Chris Doty-Humphrey, PractRand), seeded by hashing `seed` and `stream` with FNV-1a. Streams with
 * different names are independent, so that a change in one part of the demo leaves the others as they were.
 */
export function seededRandom(seed: number, stream: string): SeededRandom {
  let hash = 0x811c9dc5;
  for (const char of `${seed}/${stream}`) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  }
  let a = hash | 0;
  let b = Math.imul(hash, 0x9e3779b9) | 0;
  let c = Math.imul(hash ^ 0x5bf03635, 0x85ebca6b) | 0;
  let counter = 1;

  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let warmUp = 0; warmUp < 15; warmUp++) next();

  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(next() * items.length)];
    if (item === undefined) throw new RangeError("cannot pick from an empty list");
    return item;
  };
  return {
    next,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    pick,
    weighted(items, weight) {
      const total = items.reduce((sum, item) => sum + weight(item), 0);
      let left = next() * total;
      for (const item of items) {
        left -= weight(item);
        if (left < 0) return item;
      }
      return pick(items.slice(-1));
    },
  };
}
