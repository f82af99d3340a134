import type { ReplyOutcome } from "../reply-count-store.js";
import type { OutcomeCounts, ReplyOutcomes } from "../reply-outcomes.js";

/** How often a reply was looked at, as far as that can be told, and how often it was taken. */
export interface Acceptance {
  readonly examined: number;
  readonly taken: number;
}

/** What an agent or a customer did that says they were served. */
const GOOD: readonly ReplyOutcome[] = ["rated_up", "satisfied"];
const BAD: readonly ReplyOutcome[] = ["rejected", "rated_down", "reopened", "unsatisfied"];
/** Showings that the average is worth. */
const PRIOR_SHOWN = 20;
/** Of all replies, before anybody took one. */
const PRIOR_RATE = 0.3;

/** How probable it is that what stands at a place is looked at, from 1 for the first (position-based model; Joachims et al., WSDM 2017). */
export function examinationOf(place: number): number {
  return 1 / Math.max(1, place);
}

/** What came of one reply in one segment. */
export function acceptanceOf(
  outcomes: Pick<ReplyOutcomes, "places">,
  key: string,
  segment: string,
): Acceptance {
  let [examined, taken] = [0, 0];
  for (const [place, counts] of outcomes.places(key, segment)) {
    const good = sumOf(counts, GOOD);
    const bad = sumOf(counts, BAD);
    // What was sent was inserted before, or typed over: one of the two counts.
    const used = Math.max(counts.accepted ?? 0, (counts.sent ?? 0) + (counts.edited ?? 0));
    examined += Math.max((counts.shown ?? 0) * examinationOf(place), used) + good + bad;
    taken += used + good;
  }
  return { examined, taken };
}

/**
 * By how much more often a reply is taken than others, as log-odds: drawn to what is known of it in all segments, and
 * that to the average, as far as little is known (empirical Bayes).
 */
export function acceptanceLift(
  outcomes: Pick<ReplyOutcomes, "places" | "segments">,
  key: string,
  segment: string,
): number {
  let [examined, taken] = [0, 0];
  for (const each of outcomes.segments()) {
    const one = acceptanceOf(outcomes, key, each);
    examined += one.examined;
    taken += one.taken;
  }
  if (examined === 0) return 0;
  const inAll = (taken + PRIOR_SHOWN * PRIOR_RATE) / (examined + PRIOR_SHOWN);
  const own = acceptanceOf(outcomes, key, segment);
  const rate = (own.taken + PRIOR_SHOWN * inAll) / (own.examined + PRIOR_SHOWN);
  return logit(Math.min(0.999, rate)) - logit(PRIOR_RATE);
}

function logit(rate: number): number {
  return Math.log(rate / (1 - rate));
}

function sumOf(counts: OutcomeCounts, outcomes: readonly ReplyOutcome[]): number {
  return outcomes.reduce((sum, outcome) => sum + (counts[outcome] ?? 0), 0);
}
