import type { Interval } from "../evaluation/interval.js";
import { type LoggedChoice, offPolicyEstimates } from "../evaluation/off-policy.js";
import { exploreRanking } from "../recommend/exploration/explore-ranking.js";
import { seededRandom } from "../seeded-random.js";
import { drawAccepted, drawSegment, type SimulatedCompany, simulateCompany } from "./simulate-customers.js";
import { type BelievingLearner, explorer, type SegmentBelief } from "./simulate-learners.js";
import { rounded } from "./timing.js";

/** How often an estimator's own 95 % interval held the truth. */
export interface EstimatorCoverage {
  readonly name: "IPS" | "SNIPS" | "DR";
  /** In [0,1]. */
  readonly covered: number;
  /** Mean of estimate less truth; truths are about 0.4. */
  readonly bias: number;
  /** Mean width of the interval. */
  readonly width: number;
}

export interface Coverage {
  readonly runs: number;
  readonly turnsPerRun: number;
  /** Runs whose effective sample was too small for an estimate; they are not counted as covered or not. */
  readonly refused: number;
  readonly meanEffectiveSampleSize: number;
  readonly meanTruth: number;
  readonly estimators: readonly EstimatorCoverage[];
}

const LOGGED_TURNS = 3_000;
const WARM_UP_TURNS = 2_000;
const SHOWN = 3;
const LOGGING_SHARE = 0.5;
const LOGGING_DRAWS = 20;
/** The judged policy shows its own favourite so often, and otherwise any reply. */
const TARGET_SHARE = 0.9;

/**
 * Judges a policy that never served anybody by logs of another one, `runs` times, each time in a new company: an
 * explorer learns for 2,000 turns; its posteriors are then frozen and 3,000 turns are logged with a share of 0.5 that
 * explores over all replies; the judged policy is the belief of another explorer that has met other customers of the
 * company. The reward is whether the first reply shown is accepted. What the judged policy would earn is known
 * exactly, as tastes are. DR's model is what the logging policy believes, from before the log.
 */
export async function measureCoverage({
  runs,
  onProgress,
}: {
  readonly runs: number;
  readonly onProgress: (line: string) => void;
}): Promise<Coverage> {
  const intervals: { readonly truth: number; readonly of: readonly Interval[] }[] = [];
  let effective = 0;
  for (let run = 0; run < runs; run++) {
    const company = simulateCompany(10_000 + run, WARM_UP_TURNS, SHOWN);
    const logging = beliefsOf(company, 3 * run + 1);
    const target = targetOf(company, beliefsOf(company, 3 * run + 2));
    const result = offPolicyEstimates(logChoices(company, logging, target, 3 * run + 3));
    effective += result.effectiveSampleSize;
    if (result.status === "estimated") {
      const { ips, snips, doublyRobust } = result;
      intervals.push({ truth: truthOf(company, target), of: [ips, snips, doublyRobust] });
    }
    if ((run + 1) % 50 === 0) onProgress(`off-policy estimates: ${run + 1} of ${runs} runs`);
    await new Promise(setImmediate);
  }
  const mean = (values: readonly number[]) =>
    rounded(values.reduce((sum, value) => sum + value, 0) / values.length);
  return {
    runs,
    turnsPerRun: LOGGED_TURNS,
    refused: runs - intervals.length,
    meanEffectiveSampleSize: Math.round(effective / runs),
    meanTruth: mean(intervals.map(({ truth }) => truth)),
    estimators: (["IPS", "SNIPS", "DR"] as const).map((name, at) => {
      const own = intervals.flatMap(({ truth, of }) => {
        const interval = of[at];
        return interval === undefined ? [] : [{ truth, ...interval }];
      });
      return {
        name,
        covered: mean(own.map(({ truth, low, high }) => (low <= truth && truth <= high ? 1 : 0))),
        bias: mean(own.map(({ truth, estimate }) => estimate - truth)),
        width: mean(own.map(({ low, high }) => high - low)),
      };
    }),
  };
}

/** Tastes stay as they are in the first turn. */
const FIRST_TURN = 0;

function beliefsOf(company: SimulatedCompany, seed: number): readonly SegmentBelief[] {
  const random = seededRandom(seed);
  const learner: BelievingLearner = explorer(company, {
    share: LOGGING_SHARE,
    random,
    draws: LOGGING_DRAWS,
    halfLifeTurns: Number.POSITIVE_INFINITY,
  });
  for (let turn = 0; turn < WARM_UP_TURNS; turn++) {
    const segment = drawSegment(company, FIRST_TURN, random);
    const order = learner.order(segment, FIRST_TURN);
    learner.learn(segment, order, drawAccepted(company, segment, order, FIRST_TURN, random));
  }
  return Array.from({ length: company.segments }, (_, segment) => learner.belief(segment));
}

/** By segment and reply, how probable the judged policy shows it first. */
function targetOf(
  company: SimulatedCompany,
  beliefs: readonly SegmentBelief[],
): readonly (readonly number[])[] {
  const otherwise = (1 - TARGET_SHARE) / company.replies;
  return beliefs.map(({ ranked }) =>
    Array.from(
      { length: company.replies },
      (_, reply) => otherwise + (Number(ranked[0]?.key) === reply ? TARGET_SHARE : 0),
    ),
  );
}

function truthOf(company: SimulatedCompany, target: readonly (readonly number[])[]): number {
  let truth = 0;
  for (const [segment, share] of company.mixAt(FIRST_TURN).entries()) {
    for (const [reply, probability] of (target[segment] ?? []).entries()) {
      truth += share * probability * company.acceptance(segment, reply, FIRST_TURN);
    }
  }
  return truth;
}

function logChoices(
  company: SimulatedCompany,
  beliefs: readonly SegmentBelief[],
  target: readonly (readonly number[])[],
  seed: number,
): readonly LoggedChoice[] {
  const random = seededRandom(seed);
  const expected = beliefs.map(({ ranked }) => {
    const scores = Array.from({ length: company.replies }, () => 0);
    for (const { key, score } of ranked) scores[Number(key)] = score;
    return scores;
  });
  const underTarget = expected.map((scores, segment) =>
    scores.reduce((sum, score, reply) => sum + score * (target[segment]?.[reply] ?? 0), 0),
  );
  return Array.from({ length: LOGGED_TURNS }, () => {
    const segment = drawSegment(company, FIRST_TURN, random);
    const belief = beliefs[segment];
    if (belief === undefined) throw new Error(`no segment ${segment}`);
    const { order, propensities } = exploreRanking(belief.ranked, {
      share: LOGGING_SHARE,
      random,
      draws: LOGGING_DRAWS,
      // All may be explored: what the judged policy shows must be seen.
      margin: 1,
      prior: belief.prior,
      posterior: (key) => belief.counts[Number(key)] ?? { accepted: 0, shown: 0 },
    });
    const reply = Number(belief.ranked[order[0] ?? 0]?.key);
    return {
      reward: random() < company.acceptance(segment, reply, FIRST_TURN) ? 1 : 0,
      propensity: propensities[0] ?? Number.NaN,
      targetProbability: target[segment]?.[reply] ?? 0,
      expectedReward: expected[segment]?.[reply] ?? 0,
      expectedUnderTarget: underTarget[segment] ?? 0,
    };
  });
}
