import type { AcceptanceCounts } from "../../recommend/exploration/acceptance-counts.js";
import { examinationAt } from "../../recommend/exploration/examination-propensity.js";
import type { OutcomeCounts, ReplyOutcomes } from "../reply-outcomes.js";
import { timesUsed } from "../times-used.js";

/** Showings that the average is worth. */
const PRIOR_SHOWN = 20;
/** Of all replies, before anybody took one. */
const PRIOR_RATE = 0.3;
const NONE: AcceptanceCounts = { accepted: 0, shown: 0 };

/** How steeply attention falls from place to place: the second of three is looked at half as often as the first. */
const ETA = 1;

/** What came of one reply in one segment: how often it was looked at, as far as that can be told, and how often it was taken. */
export function acceptanceOf(
  outcomes: Pick<ReplyOutcomes, "places">,
  key: string,
  segment: string,
): AcceptanceCounts {
  const places = outcomes.places(key, segment);
  if (places.size === 0) return NONE;
  let shown = 0;
  let accepted = 0;
  places.forEach((counts, place) => {
    const good = timesGood(counts);
    const used = timesUsed(counts);
    const examined = (counts.shown ?? 0) * examinationAt(Math.max(0, place - 1), ETA);
    shown += Math.max(examined, used) + good + timesBad(counts);
    accepted += used + good;
  });
  return { accepted, shown };
}

/**
 * By how much more often a reply is taken than others, as log-odds: drawn to what is known of it in all segments, and
 * that to the average, as far as little is known (empirical Bayes).
 */
export function acceptanceLift(
  outcomes: Pick<ReplyOutcomes, "places" | "segmentsOf">,
  key: string,
  segment: string,
): number {
  let [shown, accepted] = [0, 0];
  for (const each of outcomes.segmentsOf(key)) {
    const one = acceptanceOf(outcomes, key, each);
    shown += one.shown;
    accepted += one.accepted;
  }
  if (shown === 0) return 0;
  const inAll = (accepted + PRIOR_SHOWN * PRIOR_RATE) / (shown + PRIOR_SHOWN);
  const own = acceptanceOf(outcomes, key, segment);
  const rate = (own.accepted + PRIOR_SHOWN * inAll) / (own.shown + PRIOR_SHOWN);
  return logit(Math.min(0.999, rate)) - logit(PRIOR_RATE);
}

function logit(rate: number): number {
  return Math.log(rate / (1 - rate));
}

/** How often an agent or a customer did what says that they were served. */
function timesGood({ rated_up = 0, satisfied = 0 }: OutcomeCounts): number {
  return rated_up + satisfied;
}

function timesBad({ rejected = 0, rated_down = 0, reopened = 0, unsatisfied = 0 }: OutcomeCounts): number {
  return rejected + rated_down + reopened + unsatisfied;
}
