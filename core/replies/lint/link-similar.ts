import { setImmediate } from "node:timers/promises";
import { disjointSets } from "./disjoint-sets.js";

/** Two sets that are similar enough, by their places, `a` < `b`. */
export interface SimilarPair {
  readonly a: number;
  readonly b: number;
  /** Jaccard similarity, in [0,1]. */
  readonly similarity: number;
}

/** What `linkSimilar` found. */
export interface LinkedSets {
  /** Groups that chains of similar pairs connect, of at least two; places ascending. */
  readonly groups: readonly (readonly number[])[];
  /** Pairs that connect the groups; pairs within what others connected already are left out. */
  readonly links: readonly SimilarPair[];
}

/** So many sets are compared between two looks at whatever else waits. */
const STRETCH = 100;

/** 0.6 · 5 is 3 here, not 3.0000000000000004. */
const ROUNDING = 1e-9;

/** Sets of which a member is among the rarest, and its position there. */
interface Holders {
  readonly places: number[];
  readonly positions: number[];
}

/**
 * Groups sets by Jaccard similarity (single linkage), exactly and without comparing all pairs: of two sets whose
 * similarity reaches the threshold t, each has a common member among its |x| − ⌈t·|x|⌉ + 1 rarest ones (prefix
 * filtering; Chaudhuri, Ganti and Kaushik, ICDE 2006), and enough of both is left after the first of them (positional
 * filtering; Xiao, Wang, Lin and Yu, WWW 2008). Only what passes both is compared.
 * @param sets members in any order, each once, whole numbers; an empty set is similar to none
 * @param threshold in (0,1]
 * @param isComparable whether a pair may be linked at all
 */
export async function linkSimilar(
  sets: readonly (readonly number[])[],
  threshold: number,
  isComparable: (a: number, b: number) => boolean,
): Promise<LinkedSets> {
  const ranked = byRarity(sets);
  const united = disjointSets(sets.length);
  const links: SimilarPair[] = [];
  const index: (Holders | undefined)[] = [];
  const seenBy = new Int32Array(sets.length).fill(-1);
  // Smaller sets first: a set then meets only sets that are no larger.
  const order = [...ranked.entries()].sort(([x, one], [y, two]) => one.length - two.length || x - y);
  for (const [step, [place, members]] of order.entries()) {
    if (step % STRETCH === STRETCH - 1) await setImmediate();
    const rarest = members.length - Math.ceil(threshold * members.length - ROUNDING) + 1;
    for (let position = 0; position < rarest && position < members.length; position++) {
      const member = members[position] ?? 0;
      const holders = index[member] ?? { places: [], positions: [] };
      for (let n = 0; n < holders.places.length; n++) {
        const other = holders.places[n] ?? 0;
        // The first common member is the rarest: what both have in common begins with it.
        if (seenBy[other] === place) continue;
        seenBy[other] = place;
        link(place, position, other, holders.positions[n] ?? 0);
      }
      holders.places.push(place);
      holders.positions.push(position);
      index[member] = holders;
    }
  }
  return { groups: united.groups().filter((group) => group.length > 1), links };

  function link(x: number, positionOfX: number, y: number, positionOfY: number): void {
    const [one, two] = [ranked[x], ranked[y]];
    if (one === undefined || two === undefined) return;
    const sizes = one.length + two.length;
    const needed = (threshold / (1 + threshold)) * sizes - ROUNDING;
    if (Math.min(one.length - positionOfX, two.length - positionOfY) < needed) return;
    if (united.find(x) === united.find(y) || !isComparable(Math.min(x, y), Math.max(x, y))) return;
    const shared = countShared(one, positionOfX, two, positionOfY, needed);
    if (shared < needed) return;
    united.unite(x, y);
    links.push({ a: Math.min(x, y), b: Math.max(x, y), similarity: shared / (sizes - shared) });
  }
}

/** Each set as numbers from 0, ascending: the rarer a member is over all sets, the smaller its number. */
function byRarity(sets: readonly (readonly number[])[]): readonly Uint32Array[] {
  const ids = new Map<number, number>();
  const counts: number[] = [];
  const numbered = sets.map((set) =>
    Uint32Array.from(set, (member) => {
      const id = ids.get(member) ?? ids.size;
      ids.set(member, id);
      counts[id] = (counts[id] ?? 0) + 1;
      return id;
    }),
  );
  const rarestFirst = Uint32Array.from(counts.keys()).sort(
    (x, y) => (counts[x] ?? 0) - (counts[y] ?? 0) || x - y,
  );
  const ranks = new Uint32Array(rarestFirst.length);
  for (const [rank, id] of rarestFirst.entries()) ranks[id] = rank;
  return numbered.map((set) => set.map((id) => ranks[id] ?? 0).sort());
}

/** How many members both have from those positions on; or fewer than `needed`, as soon as that is certain. */
function countShared(one: Uint32Array, i0: number, two: Uint32Array, j0: number, needed: number): number {
  let shared = 0;
  let i = i0;
  let j = j0;
  while (i < one.length && j < two.length) {
    if (shared + Math.min(one.length - i, two.length - j) < needed) return shared;
    const x = one[i] ?? 0;
    const y = two[j] ?? 0;
    if (x === y) shared++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return shared;
}
