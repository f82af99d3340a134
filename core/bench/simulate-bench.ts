import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { seededRandom } from "../seeded-random.js";
import { type RegretCurve, type RegretPanel, regretChart } from "./simulate-chart.js";
import { type Coverage, measureCoverage } from "./simulate-coverage.js";
import {
  drawAccepted,
  drawSegment,
  type SimulatedCompany,
  simulateCompany,
  TRUE_ETA,
} from "./simulate-customers.js";
import {
  bestOrder,
  explorer,
  oracle,
  randomLearner,
  regretOf,
  type SimulatedLearner,
} from "./simulate-learners.js";
import { type Machine, machine, prove, rounded, sum } from "./timing.js";

/** How one learner did, over all seeds. */
export interface LearnerScore {
  readonly name: string;
  /** Acceptances lost against the oracle, summed over the turns; by seed, and their mean. */
  readonly regrets: readonly number[];
  readonly meanRegret: number;
  /** Mean regret over that of the random learner. */
  readonly shareOfRandom: number;
  /** In how many seeds it lost less than the greedy learner. */
  readonly betterThanGreedy: number;
  /** What it took attention to fall by, at the end; the mean. `null` of a learner that doesn't ask. */
  readonly eta: number | null;
}

/** Who sees how many replies. */
export interface AudienceScore {
  readonly name: string;
  readonly shown: number;
  readonly learners: readonly LearnerScore[];
}

export interface SimulateResult {
  readonly machine: Machine;
  readonly seeds: number;
  readonly turns: number;
  readonly trueEta: number;
  readonly audiences: readonly AudienceScore[];
  readonly chart: string;
  readonly coverage: Coverage;
  readonly seconds: number;
}

export interface SimulateOptions {
  readonly seeds: number;
  readonly turns: number;
  /** Logs on which off-policy estimates are tried. */
  readonly runs: number;
  readonly onProgress: (line: string) => void;
}

const FOLDER = join("dist", "bench");
const CHART = "simulate-regret.svg";
const POINTS = 100;
const SHARES = [0.1, 0.3] as const;
const DRAWS = 20;
const AUDIENCES = [
  { name: "one reply, by a bot", shown: 1 },
  { name: "three replies, to an agent", shown: 3 },
] as const;

/**
 * Simulates customers of known tastes (`simulateCompany`) who are shown replies by learners: their regret turn by
 * turn, drawn as a chart, and whether off-policy estimates hold what is true. All learners of a seed meet the same
 * customers in the same order.
 */
export async function benchSimulate(options: SimulateOptions): Promise<SimulateResult> {
  const { seeds, turns, runs, onProgress } = options;
  const startedAtMs = performance.now();
  proveSimulation();
  onProgress(
    "the simulation is right: the oracle loses nothing, nobody gains on it, and it sums up as by hand",
  );
  const audiences: AudienceScore[] = [];
  const panels: RegretPanel[] = [];
  for (const { name, shown } of AUDIENCES) {
    const curves = new Map<string, number[][]>();
    const etas = new Map<string, number[]>();
    for (let seed = 1; seed <= seeds; seed++) {
      const company = simulateCompany(seed, turns, shown);
      for (const learner of learnersOf(company, seed)) {
        const curve = regretCurve(company, learner, seed);
        curves.set(learner.name, [...(curves.get(learner.name) ?? []), curve]);
        const eta = learner.eta();
        if (eta !== undefined) etas.set(learner.name, [...(etas.get(learner.name) ?? []), eta]);
        await new Promise(setImmediate);
      }
      onProgress(`${name}: seed ${seed} of ${seeds}`);
    }
    audiences.push({ name, shown, learners: scoresOf(curves, etas) });
    panels.push({ title: name, curves: bandsOf(curves, turns) });
  }
  mkdirSync(FOLDER, { recursive: true });
  const chart = join(FOLDER, CHART);
  writeFileSync(chart, regretChart(panels, turns));
  return {
    machine: machine(),
    seeds,
    turns,
    trueEta: TRUE_ETA,
    audiences,
    chart,
    coverage: await measureCoverage({ runs, onProgress }),
    seconds: rounded((performance.now() - startedAtMs) / 1_000),
  };
}

function learnersOf(company: SimulatedCompany, seed: number): readonly SimulatedLearner[] {
  return [
    randomLearner(company, seededRandom(seed)),
    ...[0, ...SHARES].map((share) => explorer(company, { share, random: seededRandom(seed), draws: DRAWS })),
    oracle(company),
  ];
}

/** Regret so far at evenly spaced turns, the last one included. */
function regretCurve(company: SimulatedCompany, learner: SimulatedLearner, seed: number): number[] {
  const random = seededRandom(seed * 7_919);
  const every = Math.max(1, Math.floor(company.turns / POINTS));
  const curve: number[] = [];
  let regret = 0;
  for (let turn = 0; turn < company.turns; turn++) {
    const segment = drawSegment(company, turn, random);
    const order = learner.order(segment, turn);
    regret += regretOf(company, segment, order, turn);
    learner.learn(segment, order, drawAccepted(company, segment, order, turn, random));
    if ((turn + 1) % every === 0) curve.push(regret);
  }
  return curve;
}

function scoresOf(
  curves: ReadonlyMap<string, readonly (readonly number[])[]>,
  etas: ReadonlyMap<string, readonly number[]>,
): readonly LearnerScore[] {
  const last = (name: string) => (curves.get(name) ?? []).map((curve) => curve.at(-1) ?? 0);
  const [ofRandom, ofGreedy] = [last("random"), last("greedy")];
  return [...curves.keys()].map((name) => {
    const regrets = last(name);
    const eta = etas.get(name);
    return {
      name,
      regrets: regrets.map(rounded),
      meanRegret: rounded(sum(regrets) / regrets.length),
      shareOfRandom: rounded(sum(regrets) / sum(ofRandom)),
      betterThanGreedy: regrets.filter((regret, seed) => regret < (ofGreedy[seed] ?? 0)).length,
      eta: eta === undefined ? null : rounded(sum(eta) / eta.length),
    };
  });
}

function bandsOf(
  curves: ReadonlyMap<string, readonly (readonly number[])[]>,
  turns: number,
): readonly RegretCurve[] {
  const every = Math.max(1, Math.floor(turns / POINTS));
  return [...curves].map(([name, ofSeeds]) => ({
    name,
    points: (ofSeeds[0] ?? []).map((_, at) => {
      const values = ofSeeds.map((curve) => curve[at] ?? 0);
      return {
        turn: (at + 1) * every,
        mean: sum(values) / values.length,
        least: Math.min(...values),
        greatest: Math.max(...values),
      };
    }),
  }));
}

/** @throws Error if the simulation isn't what it is said to be */
function proveSimulation(): void {
  const company = simulateCompany(1, 100, 3);
  const random = seededRandom(1);
  for (const turn of [0, 50, 99]) {
    prove(Math.abs(sum(company.mixAt(turn)) - 1) < 1e-12, "the segments' shares don't sum to 1");
    for (let segment = 0; segment < company.segments; segment++) {
      const best = bestOrder(company, segment, turn);
      prove(regretOf(company, segment, best, turn) === 0, "the oracle loses something");
      const any = randomLearner(company, random).order(segment, turn);
      prove(regretOf(company, segment, any, turn) >= 0, "somebody gains on the oracle");
    }
  }
  const order = bestOrder(company, 2, 10);
  const [a, b, c] = order.map((reply) => company.acceptance(2, reply, 10));
  const draws = 20_000;
  let hits = 0;
  for (let draw = 0; draw < draws; draw++) {
    hits += drawAccepted(company, 2, order, 10, random).filter(Boolean).length;
  }
  const expected = (a ?? 0) + (b ?? 0) / 2 + (c ?? 0) / 3;
  prove(Math.abs(hits / draws - expected) < 0.025, "acceptances aren't as frequent as they should be");
}
