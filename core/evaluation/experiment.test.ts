import { describe, expect, it } from "vitest";
import { seededRandom } from "../seeded-random.js";
import { alwaysValid } from "./always-valid.js";
import { assignArm } from "./assign-arm.js";
import { readExperiment } from "./experiment.js";
import { sampleSizePerArm } from "./sample-size.js";
import { twoProportionTest } from "./two-proportion-test.js";
import { wilsonInterval } from "./wilson-interval.js";

const KEY = new Uint8Array(32).fill(7);
const ARMS = [
  { name: "control", share: 0.5 },
  { name: "variant", share: 0.3 },
];
const UNITS = Array.from({ length: 20_000 }, (_, at) => `profile-${at}`);

describe("assignment", () => {
  const assignment = { experiment: "shorter replies", arms: ARMS, key: KEY };
  const assigned = UNITS.map((unit) => assignArm(unit, assignment));
  const shareOf = (arm: string | undefined) => assigned.filter((each) => each === arm).length / UNITS.length;

  it("is the same every time, in the shares that were asked for", () => {
    expect(UNITS.map((unit) => assignArm(unit, assignment))).toEqual(assigned);
    // Three standard errors of a share of 20,000 are 0.011 at most.
    expect(Math.abs(shareOf("control") - 0.5)).toBeLessThan(0.011);
    expect(Math.abs(shareOf("variant") - 0.3)).toBeLessThan(0.011);
    expect(Math.abs(shareOf(undefined) - 0.2)).toBeLessThan(0.011);
  });

  it("is another one in another experiment, and under another key", () => {
    for (const other of [
      { ...assignment, experiment: "longer replies" },
      { ...assignment, key: new Uint8Array(32) },
    ]) {
      const again = UNITS.map((unit) => assignArm(unit, other));
      const both = UNITS.filter((_, at) => assigned[at] === "control" && again[at] === "control").length;
      expect(Math.abs(both / UNITS.length - 0.25)).toBeLessThan(0.011);
    }
  });

  it("moves nobody whose arm doesn't shrink when a share grows", () => {
    const wider = {
      ...assignment,
      arms: [ARMS[0] ?? { name: "", share: 0 }, { name: "variant", share: 0.5 }],
    };
    UNITS.forEach((unit, at) => {
      if (assigned[at] !== undefined) expect(assignArm(unit, wider)).toBe(assigned[at]);
      else expect(assignArm(unit, wider)).toBe("variant");
    });
  });

  it("refuses shares that are none", () => {
    for (const share of [-0.1, 0.6, Number.NaN]) {
      const arms = [
        { name: "a", share: 0.5 },
        { name: "b", share },
      ];
      expect(() => assignArm("one", { ...assignment, arms })).toThrow(RangeError);
    }
    expect(assignArm("one", { ...assignment, arms: [] })).toBeUndefined();
  });
});

describe("the test of two shares", () => {
  it("has the intervals of Newcombe's examples", () => {
    const wilson = wilsonInterval(81, 263);
    expect(wilson.low).toBeCloseTo(0.2553, 4);
    expect(wilson.high).toBeCloseTo(0.3662, 4);
    const { estimate, low, high } = twoProportionTest({ hits: 48, n: 80 }, { hits: 56, n: 70 });
    expect(estimate).toBeCloseTo(0.2, 12);
    expect(low).toBeCloseTo(0.0524, 4);
    expect(high).toBeCloseTo(0.3339, 4);
  });

  it("is what one gets by hand", () => {
    // Pooled 0.5, error √(0.25 × 2 / 100): z is 0.2 / 0.0707.
    const { z, pValue } = twoProportionTest({ hits: 40, n: 100 }, { hits: 60, n: 100 });
    expect(z).toBeCloseTo(2 * Math.SQRT2, 12);
    expect(pValue).toBeCloseTo(0.004677735, 8);
    expect(twoProportionTest({ hits: 0, n: 9 }, { hits: 0, n: 9 })).toMatchObject({ z: 0, pValue: 1 });
  });

  it("needs as many units as the tables say", () => {
    expect(sampleSizePerArm({ baseline: 0.1, effect: 0.02 })).toBe(3_841);
    expect(sampleSizePerArm({ baseline: 0.12, effect: -0.02 })).toBe(3_841);
    expect(() => sampleSizePerArm({ baseline: 0.1, effect: 0 })).toThrow(RangeError);
    expect(() => sampleSizePerArm({ baseline: 0.1, effect: 0.9 })).toThrow(RangeError);
  });

  it("finds, with so many, what is there 8 times in 10, and what isn't 1 time in 20", () => {
    const random = seededRandom(1);
    const perArm = sampleSizePerArm({ baseline: 0.3, effect: 0.1 });
    const found = (rate: number) =>
      Array.from({ length: 1_000 }, () => {
        const hits = (share: number) =>
          Array.from({ length: perArm }, random).filter((each) => each < share).length;
        const { pValue } = twoProportionTest({ hits: hits(0.3), n: perArm }, { hits: hits(rate), n: perArm });
        return pValue <= 0.05;
      }).filter(Boolean).length;
    expect(found(0.4)).toBeGreaterThan(750);
    expect(found(0.4)).toBeLessThan(850);
    expect(found(0.3)).toBeLessThan(75);
  });
});

describe("looking whenever one likes", () => {
  const options = { level: 0.05, expectedEffect: 0.1 };

  it("is what one gets by hand", () => {
    const half = (hits: number, n: number) => (((hits + 0.5) / (n + 1)) * (1 - (hits + 0.5) / (n + 1))) / n;
    const variance = half(40, 100) + half(60, 100);
    const both = variance + 0.01;
    const ratio = Math.sqrt(variance / both) * Math.exp((0.04 * 0.01) / (2 * variance * both));
    const { pValue, low, high } = alwaysValid({ hits: 40, n: 100 }, { hits: 60, n: 100 }, options);
    expect(pValue).toBeCloseTo(1 / ratio, 12);
    expect(low).toBeCloseTo(0.4 - high, 12);
  });

  it("excludes no difference exactly when the p-value is at most the level", () => {
    for (let hits = 20; hits <= 80; hits++) {
      const { pValue, low, high } = alwaysValid({ hits: 40, n: 100 }, { hits, n: 100 }, options);
      expect(low > 0 || high < 0, `${hits}`).toBe(pValue < 0.05);
    }
  });

  it("keeps what was once proved", () => {
    const now = alwaysValid({ hits: 40, n: 100 }, { hits: 41, n: 100 }, { ...options, previous: 0.01 });
    expect(now.pValue).toBe(0.01);
    expect(alwaysValid({ hits: 40, n: 100 }, { hits: 40, n: 100 }, options).pValue).toBe(1);
  });

  it("errs in at most 1 of 20 experiments however often one looks, where the ordinary test errs in many", () => {
    const experiments = 400;
    let always = 0;
    let ordinary = 0;
    for (let seed = 0; seed < experiments; seed++) {
      const random = seededRandom(seed);
      const hits = [0, 0] as [number, number];
      let [isFound, isClaimed] = [false, false];
      for (let n = 1; n <= 2_000; n++) {
        for (const arm of [0, 1] as const) hits[arm] += random() < 0.3 ? 1 : 0;
        if (n % 20 !== 0) continue;
        const [control, variant] = [
          { hits: hits[0], n },
          { hits: hits[1], n },
        ];
        isFound ||= alwaysValid(control, variant, options).pValue <= 0.05;
        isClaimed ||= twoProportionTest(control, variant).pValue <= 0.05;
      }
      always += isFound ? 1 : 0;
      ordinary += isClaimed ? 1 : 0;
    }
    expect(always / experiments).toBeLessThan(0.05);
    expect(ordinary / experiments).toBeGreaterThan(0.25);
  });
});

describe("an experiment", () => {
  const plan = { baseline: 0.3, effect: 0.1 };

  it("withholds the ordinary test until both arms have their units", () => {
    const perArm = sampleSizePerArm(plan);
    const early = readExperiment(plan, { hits: 30, n: 100 }, { hits: 42, n: 100 });
    expect(early).toMatchObject({ verdict: "undecided", perArm });
    expect(early).not.toHaveProperty("atHorizon");
    const half = { hits: 120, n: 400 };
    expect(readExperiment(plan, half, { hits: 105, n: perArm - 50 })).not.toHaveProperty("atHorizon");
    const due = readExperiment(plan, half, { hits: 150, n: 400 });
    expect(due.atHorizon).toEqual(twoProportionTest(half, { hits: 150, n: 400 }));
    // The ordinary test calls it significant; who may look at any time must wait a little longer.
    expect(due.atHorizon?.pValue).toBeLessThan(0.05);
    expect(due.verdict).toBe("undecided");
  });

  it("decides for the better arm once that is proved", () => {
    const [low, high] = [
      { hits: 120, n: 400 },
      { hits: 200, n: 400 },
    ];
    expect(readExperiment(plan, low, high).verdict).toBe("variant_better");
    expect(readExperiment(plan, high, low).verdict).toBe("control_better");
    expect(readExperiment({ ...plan, effect: -0.1 }, high, low).verdict).toBe("control_better");
  });
});
