import { randomNormal } from "../random-normal.js";
import { examinationAt } from "../recommend/exploration/examination-propensity.js";
import { seededRandom } from "../seeded-random.js";

/** A company whose customers' tastes are known. */
export interface SimulatedCompany {
  readonly segments: number;
  readonly replies: number;
  /** So many replies are shown each turn. */
  readonly shown: number;
  readonly turns: number;
  /** Shares of the segments among those who write in a turn; sums to 1. */
  mixAt(turn: number): readonly number[];
  /** How probable it is that a customer of a segment who looks at a reply accepts it, in a turn; in (0,1). */
  acceptance(segment: number, reply: number, turn: number): number;
}

const SEGMENTS = 6;
const REPLIES = 12;
/** Attention falls as 1 / rank. */
export const TRUE_ETA = 1;
/** Logits: of the mean reply, what replies differ by for all, and what they differ by for one segment. */
const MEAN_LOGIT = -1.4;
const POPULARITY = 0.5;
const TASTE = 0.9;
/** Tastes change in the middle fifth of the time, for half of the replies of each segment. */
const CHANGE = { from: 0.4, to: 0.6 } as const;
const CHANGED_SHARE = 0.5;

/**
 * Draws a company of 6 segments and 12 replies.
 *
 * - **Tastes.** The logit of a reply's acceptance is −1.4, plus 0.5 × a standard normal number of the reply, plus 0.9 ×
 *   one of the segment and the reply: acceptance is mostly between 5 % and 60 %.
 * - **Drift.** In the middle fifth of the turns, half of each segment's replies change to another such number, evenly;
 *   and over all turns the shares of the segments change from one random mix to another.
 * - **Position bias.** Of the replies shown, the one at rank k is looked at with probability 1 / k, and what is
 *   looked at is accepted as its acceptance says, each by itself.
 * @param shown so many replies a turn: 1 by a bot, 3 to an agent
 */
export function simulateCompany(seed: number, turns: number, shown: number): SimulatedCompany {
  const random = seededRandom(seed);
  const popularity = Array.from({ length: REPLIES }, () => POPULARITY * randomNormal(random));
  const taste = () => TASTE * randomNormal(random);
  const before = Array.from({ length: SEGMENTS }, () => Array.from({ length: REPLIES }, taste));
  const after = before.map((tastes) => tastes.map((old) => (random() < CHANGED_SHARE ? taste() : old)));
  const mix = () => {
    const weights = Array.from({ length: SEGMENTS }, () => 0.2 + random());
    const sum = weights.reduce((all, weight) => all + weight, 0);
    return weights.map((weight) => weight / sum);
  };
  const [firstMix, lastMix] = [mix(), mix()];
  return {
    segments: SEGMENTS,
    replies: REPLIES,
    shown,
    turns,
    mixAt: (turn) => firstMix.map((share, at) => share + (turn / turns) * ((lastMix[at] ?? 0) - share)),
    acceptance(segment, reply, turn) {
      const changed = Math.min(1, Math.max(0, (turn / turns - CHANGE.from) / (CHANGE.to - CHANGE.from)));
      const [old, young] = [before[segment]?.[reply] ?? 0, after[segment]?.[reply] ?? 0];
      const logit = MEAN_LOGIT + (popularity[reply] ?? 0) + old + changed * (young - old);
      return 1 / (1 + Math.exp(-logit));
    },
  };
}

/** The segment of whoever writes in a turn. */
export function drawSegment(company: SimulatedCompany, turn: number, random: () => number): number {
  const threshold = random();
  let passed = 0;
  return Math.max(
    0,
    company.mixAt(turn).findIndex((share) => {
      passed += share;
      return threshold < passed;
    }),
  );
}

/** How many of the shown replies a customer of the segment accepts, on average. */
export function expectedAcceptances(
  company: SimulatedCompany,
  segment: number,
  order: readonly number[],
  turn: number,
): number {
  let value = 0;
  for (let place = 0; place < company.shown; place++) {
    const acceptance = company.acceptance(segment, order[place] ?? 0, turn);
    value += examinationAt(place, TRUE_ETA) * acceptance;
  }
  return value;
}

/** Which of the shown places are accepted. */
export function drawAccepted(
  company: SimulatedCompany,
  segment: number,
  order: readonly number[],
  turn: number,
  random: () => number,
): readonly boolean[] {
  return Array.from(
    { length: company.shown },
    (_, place) =>
      random() < examinationAt(place, TRUE_ETA) * company.acceptance(segment, order[place] ?? 0, turn),
  );
}
