import type { Interval } from "../evaluation/interval.js";
import { type LoggedChoice, offPolicyEstimates } from "../evaluation/off-policy.js";
import type { RankedTurn } from "./experiment-report.js";

/**
 * What would have come of the turns without exploration. `nothing_tried`: the same as did. The doubly robust estimate
 * is left out: it wants a guess at what the reply would have done that stood first otherwise, and which one that was
 * stands in the sealed inputs only; without such a guess it is the same as IPS.
 */
export type WithoutExploration =
  | { readonly status: "nothing_tried" }
  | { readonly status: "too_few"; readonly effectiveCustomers: number; readonly needed: number }
  | {
      readonly status: "estimated";
      /** Of customers who tell as much. */
      readonly effectiveCustomers: number;
      /** Inverse propensity scoring: without bias, and wide. */
      readonly ips: Interval;
      /** Self-normalised: narrower, with a bias that vanishes with more turns. */
      readonly snips: Interval;
      /** What did come of them, with an interval of the same kind. */
      readonly actual: Interval;
    };

/** What exploring came to. Shares are of turns in which a reply helped, in [0,1]. */
export interface ExplorationReport {
  readonly turns: number;
  /** Of these, in which something else than the best reply stood first. */
  readonly tried: number;
  readonly helped: number;
  /** Ranked turns besides whose first place is not in the log: it could not be shown. Nothing can be said of them. */
  readonly unlogged: number;
  readonly without: WithoutExploration;
}

/**
 * Judges the ranking without exploration by turns that were explored. Exploring moves one reply to the first place
 * and leaves the others in order, so how probable the first place was is how probable all of the turn was. A
 * customer's turns count as one observation.
 * @param turns in any order
 */
export function explorationReport(turns: Iterable<RankedTurn>): ExplorationReport {
  const choices: LoggedChoice[] = [];
  let [tried, helped, unlogged] = [0, 0, 0];
  for (const { customer, propensity, isHelped } of turns) {
    if (propensity === undefined) {
      unlogged++;
      continue;
    }
    const isBest = isBestFirst(propensity);
    if (!isBest) tried++;
    if (isHelped) helped++;
    choices.push({
      reward: isHelped ? 1 : 0,
      propensity,
      targetProbability: isBest ? 1 : 0,
      expectedReward: 0,
      expectedUnderTarget: 0,
      cluster: customer,
    });
  }
  const without: WithoutExploration = tried === 0 ? { status: "nothing_tried" } : withoutTried(choices);
  return { turns: choices.length, tried, helped, unlogged, without };
}

/**
 * Whether the best reply stood first. At most half of the turns explore, and the best reply may win there too: it
 * stands first with a probability above a half, and every other one below.
 */
export function isBestFirst(propensity: number): boolean {
  return propensity > 0.5;
}

function withoutTried(choices: readonly LoggedChoice[]): WithoutExploration {
  const result = offPolicyEstimates(choices);
  if (result.status === "too_few") {
    const { effectiveSampleSize: effectiveCustomers, needed } = result;
    return { status: "too_few", effectiveCustomers, needed };
  }
  // The policy that logged, judged by its own choices: the plain share.
  const own = offPolicyEstimates(
    choices.map((choice) => ({ ...choice, propensity: 1, targetProbability: 1 })),
    0,
  );
  if (own.status === "too_few") throw new RangeError("a policy's own choices are never too few");
  return {
    status: "estimated",
    effectiveCustomers: result.effectiveSampleSize,
    ips: withinShares(result.ips),
    snips: withinShares(result.snips),
    actual: withinShares(own.snips),
  };
}

/** No share lies outside [0,1], whatever the normal approximation says. */
function withinShares({ estimate, low, high }: Interval): Interval {
  const within = (value: number) => Math.min(1, Math.max(0, value));
  return { estimate: within(estimate), low: within(low), high: within(high) };
}
