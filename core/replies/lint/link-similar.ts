import { giveWay } from "../../segments/give-way.js";
import { type DisjointSets, disjointSets } from "./disjoint-sets.js";

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
const STRETCH = 200;

/**
 * Groups sets by Jaccard similarity (single linkage), exactly and without comparing all pairs: two sets of which the
 * similarity reaches the threshold t share one of the |x| − ⌈t·|x|⌉ + 1 rarest members of each (prefix filtering;
 * Chaudhuri, Ganti and Kaushik, ICDE 2006; Bayardo, Ma and Srikant, WWW 2007), so only those are looked up.
 * @param sets members in any order, each once; an empty set is similar to none
 * @param threshold in (0,1]
 * @param isComparable whether a pair may be linked at all
 */
export async function linkSimilar(
  sets: readonly (readonly string[])[],
  threshold: number,
  isComparable: (a: number, b: number) => boolean,
): Promise<LinkedSets> {
  const ranked = byRarity(sets);
  const united = disjointSets(sets.length);
  const links: SimilarPair[] = [];
  const index = new Map<number, number[]>();
  const seenBy = new Int32Array(sets.length).fill(-1);
  // Smaller sets first: a set then meets only sets that are no larger.
  const order = ranked
    .map((_, place) => place)
    .sort((x, y) => sizeOf(ranked, x) - sizeOf(ranked, y) || x - y);
  for (const [step, place] of order.entries()) {
    if (step % STRETCH === STRETCH - 1) await giveWay();
    const members = ranked[place] ?? new Uint32Array();
    const least = Math.ceil(threshold * members.length - ROUNDING);
    for (const member of members.subarray(0, members.length - least + 1)) {
      const holders = index.get(member) ?? [];
      for (const other of holders) {
        if (seenBy[other] === place) continue;
        seenBy[other] = place;
        link(place, other);
      }
      holders.push(place);
      index.set(member, holders);
    }
  }
  return { groups: united.groups().filter((group) => group.length > 1), links };

  function link(x: number, y: number): void {
    const [one, two] = [ranked[x], ranked[y]];
    if (one === undefined || two === undefined || two.length < threshold * one.length - ROUNDING) return;
    if (isLinked(united, x, y) || !isComparable(Math.min(x, y), Math.max(x, y))) return;
    const similarity = jaccard(one, two);
    if (similarity < threshold) return;
    united.unite(x, y);
    links.push({ a: Math.min(x, y), b: Math.max(x, y), similarity });
  }
}

/** 0.6 · 5 is 3 here, not 3.0000000000000004. */
const ROUNDING = 1e-9;

function isLinked(united: DisjointSets, x: number, y: number): boolean {
  return united.find(x) === united.find(y);
}

function sizeOf(ranked: readonly Uint32Array[], place: number): number {
  return ranked[place]?.length ?? 0;
}

/** Each set as numbers, ascending: the rarer a member is over all sets, the smaller its number. */
function byRarity(sets: readonly (readonly string[])[]): readonly Uint32Array[] {
  const counts = new Map<string, number>();
  for (const set of sets) for (const member of set) counts.set(member, (counts.get(member) ?? 0) + 1);
  const ranks = new Map([...counts].sort(([, x], [, y]) => x - y).map(([member], rank) => [member, rank]));
  return sets.map((set) => Uint32Array.from(set, (member) => ranks.get(member) ?? 0).sort());
}

function jaccard(one: Uint32Array, two: Uint32Array): number {
  let shared = 0;
  for (let i = 0, j = 0; i < one.length && j < two.length; ) {
    const [x, y] = [one[i] ?? 0, two[j] ?? 0];
    if (x === y) shared++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return shared / (one.length + two.length - shared);
}
