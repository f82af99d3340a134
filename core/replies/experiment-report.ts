import { alwaysValidSizePerArm } from "../evaluation/always-valid-size.js";
import { readExperiment } from "../evaluation/experiment.js";
import type { Interval } from "../evaluation/interval.js";
import { wilsonInterval } from "../evaluation/wilson-interval.js";
import type { Estimate } from "../segments/segment-report.js";
import { IMPERSONAL, PERSONAL } from "./decide.js";

/** A turn whose replies were ranked, and what came of it. */
export interface RankedTurn {
  /** The profile's id; of a stranger the turn's, since each of their turns is drawn anew. */
  readonly customer: string;
  /** Of the experiment that ran then, as `NAME: ARM`. */
  readonly arm: string | undefined;
  /** With what probability the first place came to be as it was, in (0,1]; `undefined`: it is not in the log. */
  readonly propensity: number | undefined;
  /** Whether a reply that was shown was taken or sent, or its reader said that it was good. */
  readonly isHelped: boolean;
}

/** The customers of one arm, each by the first of their turns. */
export interface ArmReport {
  readonly name: string;
  readonly customers: number;
  readonly helped: number;
  /** Wilson's interval; `undefined` of no customers. */
  readonly rate: Estimate | undefined;
}

/** What an experiment shows so far. */
export interface ExperimentReport {
  readonly name: string;
  readonly isRunning: boolean;
  readonly arms: readonly [impersonal: ArmReport, personal: ArmReport];
  /** The personal rate less the impersonal one, with an interval that holds however often one looks; `undefined` while an arm has nobody. */
  readonly difference: Interval | undefined;
  readonly verdict: "personal_better" | "impersonal_better" | "undecided";
  /** Customers that each arm needs so that a difference of `leastDifference` is found 8 times in 10. */
  readonly perArm: number;
  readonly leastDifference: number;
}

/**
 * What is worth finding, fixed before anybody looks: a twentieth of the customers. It decides how soon a difference is
 * seen, not how often one is seen that isn't there.
 */
const LEAST_DIFFERENCE = 0.05;

/** What is expected of everybody before anything was measured, and how many customers that is worth. */
const PRIOR_RATE = 0.3;
const PRIOR_CUSTOMERS = 20;
/** Beyond these a difference as large as `LEAST_DIFFERENCE` has no room. */
const RATES = { least: 0.02, most: 0.9 } as const;

const VERDICTS = {
  variant_better: "personal_better",
  control_better: "impersonal_better",
  undecided: "undecided",
} as const;

/**
 * Reads one experiment. The unit is the customer, since customers were drawn and not messages: of each only the first
 * turn counts, for what came later also depends on that one. Whoever has merged since and has turns in both arms
 * stays where they were first.
 *
 * How many customers are needed is told by the rate of both arms together, which does not show how they differ.
 * @param turns oldest first; those of other experiments, and of none, are passed over
 */
export function experimentReport(
  turns: Iterable<RankedTurn>,
  { name, isRunning }: Pick<ExperimentReport, "name" | "isRunning">,
): ExperimentReport {
  const seen = new Set<string>();
  const tallies = { [IMPERSONAL]: { hits: 0, n: 0 }, [PERSONAL]: { hits: 0, n: 0 } };
  for (const { customer, arm, isHelped } of turns) {
    if (arm === undefined || experimentOf(arm) !== name || seen.has(customer)) continue;
    seen.add(customer);
    const tally = arm.endsWith(` ${IMPERSONAL}`) ? tallies[IMPERSONAL] : tallies[PERSONAL];
    tally.n++;
    if (isHelped) tally.hits++;
  }
  const [control, variant] = [tallies[IMPERSONAL], tallies[PERSONAL]];
  const both = { hits: control.hits + variant.hits, n: control.n + variant.n };
  const rate = (both.hits + PRIOR_RATE * PRIOR_CUSTOMERS) / (both.n + PRIOR_CUSTOMERS);
  const plan = {
    baseline: Math.min(RATES.most, Math.max(RATES.least, rate)),
    effect: LEAST_DIFFERENCE,
  };
  const reading = Math.min(control.n, variant.n) > 0 ? readExperiment(plan, control, variant) : undefined;
  return {
    name,
    isRunning,
    arms: [armReport(IMPERSONAL, control), armReport(PERSONAL, variant)],
    difference: reading && {
      estimate: reading.anytime.estimate,
      low: reading.anytime.low,
      high: reading.anytime.high,
    },
    verdict: VERDICTS[reading?.verdict ?? "undecided"],
    perArm: alwaysValidSizePerArm(plan),
    leastDifference: LEAST_DIFFERENCE,
  };
}

/** The experiment that an arm is of. */
export function experimentOf(arm: string): string {
  return arm.slice(0, arm.lastIndexOf(": "));
}

/** How arms are written down. */
export function armsOf(experiment: string): readonly string[] {
  return [IMPERSONAL, PERSONAL].map((arm) => `${experiment}: ${arm}`);
}

function armReport(name: string, { hits, n }: { readonly hits: number; readonly n: number }): ArmReport {
  const rate = n === 0 ? undefined : { mean: hits / n, ...wilsonInterval(hits, n), n };
  return { name, customers: n, helped: hits, rate };
}
