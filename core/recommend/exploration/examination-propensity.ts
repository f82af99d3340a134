import type { AcceptanceCounts } from "./acceptance-counts.js";

/** How one reply did at one place. */
export interface PlaceCounts extends AcceptanceCounts {
  /** The reply, and whatever else decides how good it is: its segment. */
  readonly key: string;
  /** Place at which it was shown, from 0 on. */
  readonly place: number;
}

/** How steeply attention falls. */
export interface ExaminationFit {
  /** In [0, 4]: 0, all places are looked at alike; 1, the second half as often as the first. */
  readonly eta: number;
  readonly standardError: number;
}

const MAX_ETA = 4;
const HALVINGS = 60;

/**
 * How often a place is looked at, as against the first: 1 / rank^η.
 *
 * Source: Joachims, Swaminathan, Schnabel, "Unbiased Learning-to-Rank with Biased Feedback", WSDM 2017.
 * @param place from 0 on
 * @returns in (0,1]
 */
export function examinationAt(place: number, eta: number): number {
  return (place + 1) ** -eta;
}

/**
 * Finds η from the same reply at different places, where exploration has put it: the position-based model says that
 * it is accepted as often as the place is looked at times how good it is. How good it is falls out: of a reply's
 * acceptances, those at place p are as probable as shown(p) / rank(p)^η, and η is the one that makes them most
 * probable. One reply at two places, shown equally often, gives what the swap intervention of Joachims et al. gives:
 * rate at the first over rate at rank k is k^η.
 * @returns `undefined` if no reply that was accepted was shown at two places
 */
export function fitExamination(counts: readonly PlaceCounts[]): ExaminationFit | undefined {
  const byKey = new Map<string, PlaceCounts[]>();
  for (const each of counts) {
    if (each.shown <= 0) continue;
    const same = byKey.get(each.key);
    if (same === undefined) byKey.set(each.key, [each]);
    else same.push(each);
  }
  const replies = [...byKey.values()].filter(
    (same) => new Set(same.map(({ place }) => place)).size > 1 && same.some(({ accepted }) => accepted > 0),
  );
  if (replies.length === 0) return undefined;
  let [low, high] = [0, MAX_ETA];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    if (slopeAt(replies, middle).slope > 0) low = middle;
    else high = middle;
  }
  const eta = (low + high) / 2;
  return { eta, standardError: 1 / Math.sqrt(slopeAt(replies, eta).information) };
}

/** Derivative of the log-likelihood by η, which falls throughout, and how fast it falls. */
function slopeAt(replies: readonly (readonly PlaceCounts[])[], eta: number) {
  let slope = 0;
  let information = 0;
  for (const places of replies) {
    let accepted = 0;
    let observed = 0;
    let mass = 0;
    let mean = 0;
    let square = 0;
    for (const each of places) {
      const logRank = Math.log(each.place + 1);
      const weight = each.shown * examinationAt(each.place, eta);
      accepted += each.accepted;
      observed += each.accepted * logRank;
      mass += weight;
      mean += weight * logRank;
      square += weight * logRank ** 2;
    }
    mean /= mass;
    slope += accepted * mean - observed;
    information += accepted * (square / mass - mean ** 2);
  }
  return { slope, information };
}

/**
 * Counts over places as though all had been shown at the first: what was shown at rank k counts 1 / k^η. The rate of
 * these counts estimates how good the reply is without the bias of its places, and with less variance than weighting
 * each acceptance by k^η.
 */
export function examinedCounts(counts: readonly Omit<PlaceCounts, "key">[], eta: number): AcceptanceCounts {
  let accepted = 0;
  let shown = 0;
  for (const each of counts) {
    accepted += each.accepted;
    shown += each.shown * examinationAt(each.place, eta);
  }
  return { accepted, shown };
}
