import { describe, expect, it } from "vitest";
import { seededRandom } from "../seeded-random.js";
import type { Interval } from "./interval.js";
import {
  effectiveSampleSize,
  type LoggedChoice,
  MIN_EFFECTIVE_SAMPLE,
  type OffPolicyResult,
  offPolicyEstimates,
} from "./off-policy.js";

const choice = (reward: number, propensity: number, targetProbability: number, model = 0): LoggedChoice => ({
  reward,
  propensity,
  targetProbability,
  expectedReward: model,
  expectedUnderTarget: model,
});

/** Weights 2, 0, 2 and 1. */
const FOUR = [
  choice(1, 0.5, 1, 0.5),
  choice(0, 0.5, 0, 0.5),
  choice(1, 0.25, 0.5, 0.5),
  choice(0, 1, 1, 0.5),
];

function estimated(result: OffPolicyResult) {
  if (result.status !== "estimated") throw new Error("too few choices");
  return result;
}

const expectInterval = (interval: Interval, estimate: number, error: number) => {
  expect(interval.estimate).toBeCloseTo(estimate, 12);
  expect(interval.high - interval.estimate).toBeCloseTo(1.959963984540054 * error, 12);
  expect(interval.estimate - interval.low).toBeCloseTo(1.959963984540054 * error, 12);
};

describe("off-policy estimates", () => {
  it("are what one gets by hand", () => {
    const { ips, snips, doublyRobust, effectiveSampleSize: size } = estimated(offPolicyEstimates(FOUR, 1));
    expect(size).toBeCloseTo(25 / 9, 12);
    expectInterval(ips, 1, Math.sqrt(4 / 3 / 4));
    expectInterval(snips, 4 / 5, Math.sqrt(0.16 + 0.16 + 0.64) / 5);
    // 1.5, 0.5, 1.5 and 0 around 0.875.
    expectInterval(doublyRobust, 0.875, Math.sqrt((2 * 0.625 ** 2 + 0.375 ** 2 + 0.875 ** 2) / 3 / 4));
  });

  it("take what is of one customer as one observation", () => {
    const [a, b, c, d] = FOUR.map((each, at) => ({ ...each, cluster: at < 2 ? "ann" : `other ${at}` }));
    if (!(a && b && c && d)) throw new Error("there are four");
    const { ips, snips, effectiveSampleSize: size } = estimated(offPolicyEstimates([a, b, c, d], 1));
    // Weights 2 + 0, 2 and 1.
    expect(size).toBeCloseTo(25 / 9, 12);
    // 2, 0, 2 and 0 around 1: together 0, 1 and -1.
    expectInterval(ips, 1, Math.sqrt((3 / 2) * 2) / 4);
    // 2 × 0.2 + 0, 2 × 0.2 and 1 × -0.8, of weights that sum to 5.
    expectInterval(snips, 4 / 5, Math.sqrt(0.16 + 0.16 + 0.64) / 5);
    const often = Array.from({ length: 400 }, (_, at) => ({
      ...choice(at % 2, 1, 1),
      cluster: `${at % 50}`,
    }));
    expect(offPolicyEstimates(often)).toMatchObject({ status: "too_few", effectiveSampleSize: 50 });
    // 50 customers who are always or never content: the interval is that of 50, not of 400.
    const { ips: wide } = estimated(offPolicyEstimates(often, 10));
    expectInterval(wide, 0.5, Math.sqrt(0.25 / 49));
  });

  it("are the plain mean of a policy that is the logging one", () => {
    const same = Array.from({ length: 200 }, (_, at) => choice(at % 4 === 0 ? 1 : 0, 0.3, 0.3));
    const { ips, snips, doublyRobust, effectiveSampleSize: size } = estimated(offPolicyEstimates(same));
    expect(size).toBeCloseTo(200, 9);
    for (const each of [ips, snips, doublyRobust]) expect(each.estimate).toBeCloseTo(0.25, 12);
    expect(snips.high - snips.low).toBeCloseTo(2 * 1.96 * Math.sqrt((0.25 * 0.75) / 200), 4);
  });

  it("are IPS where there is no model", () => {
    const { ips, doublyRobust } = estimated(
      offPolicyEstimates(
        [...FOUR.map((each) => ({ ...each, expectedReward: 0, expectedUnderTarget: 0 }))],
        1,
      ),
    );
    expect(doublyRobust).toEqual(ips);
  });

  it("are refused of too few that tell of the policy", () => {
    const rare = Array.from({ length: 10_000 }, (_, at) => choice(1, 0.5, at < 40 ? 1 : 0));
    expect(offPolicyEstimates(rare)).toEqual({
      status: "too_few",
      effectiveSampleSize: 40,
      needed: MIN_EFFECTIVE_SAMPLE,
    });
    expect(offPolicyEstimates([])).toMatchObject({ status: "too_few", effectiveSampleSize: 0 });
    expect(effectiveSampleSize([0, 0])).toBe(0);
    expect(effectiveSampleSize([5, 5, 5])).toBeCloseTo(3, 12);
  });

  it("want propensities", () => {
    for (const propensity of [0, 1.5, Number.NaN]) {
      expect(() => offPolicyEstimates([choice(1, propensity, 1)])).toThrow(/choice 0: propensity/);
    }
  });

  it("hold the truth about as often as they say, DR also with a wrong model and narrower with a good one", () => {
    const rates = [0.2, 0.5, 0.35];
    const logging = [0.7, 0.1, 0.2];
    const target = [0.1, 0.6, 0.3];
    const truth = 0.02 + 0.3 + 0.105;
    const held = { ips: 0, snips: 0, wrong: 0, good: 0 };
    let narrower = 0;
    const runs = 300;
    for (let seed = 0; seed < runs; seed++) {
      const random = seededRandom(seed);
      const log = (model: readonly number[]) =>
        Array.from({ length: 800 }, () => {
          const drawn = random();
          const arm = drawn < 0.7 ? 0 : drawn < 0.8 ? 1 : 2;
          return {
            reward: random() < (rates[arm] ?? 0) ? 1 : 0,
            propensity: logging[arm] ?? 0,
            targetProbability: target[arm] ?? 0,
            expectedReward: model[arm] ?? 0,
            expectedUnderTarget: target.reduce((sum, share, at) => sum + share * (model[at] ?? 0), 0),
          };
        });
      const good = estimated(offPolicyEstimates(log(rates)));
      const wrong = estimated(offPolicyEstimates(log([0.9, 0.1, 0.7])));
      const holds = ({ low, high }: Interval) => (low <= truth && truth <= high ? 1 : 0);
      held.ips += holds(good.ips);
      held.snips += holds(good.snips);
      held.good += holds(good.doublyRobust);
      held.wrong += holds(wrong.doublyRobust);
      narrower += good.doublyRobust.high - good.doublyRobust.low < good.ips.high - good.ips.low ? 1 : 0;
    }
    for (const [name, count] of Object.entries(held)) {
      expect(count / runs, name).toBeGreaterThan(0.91);
      expect(count / runs, name).toBeLessThan(0.985);
    }
    expect(narrower / runs).toBeGreaterThan(0.95);
  });
});
