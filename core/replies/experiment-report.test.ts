import { describe, expect, it } from "vitest";
import { alwaysValid } from "../evaluation/always-valid.js";
import { alwaysValidSizePerArm } from "../evaluation/always-valid-size.js";
import { exploreRanking } from "../recommend/exploration/explore-ranking.js";
import { seededRandom } from "../seeded-random.js";
import { explorationReport, isBestFirst } from "./experiment-exploration.js";
import { experimentReport, type RankedTurn } from "./experiment-report.js";
import { experimentSentence, explorationSentence } from "./experiment-sentences.js";

const NAME = "plain";

const turn = (customer: string, arm: string | undefined, isHelped: boolean, propensity?: number) =>
  ({ customer, arm, isHelped, propensity }) satisfies RankedTurn;

/** So many customers of one arm, of whom the first few were helped. */
const arm = (name: string, customers: number, helped: number) =>
  Array.from({ length: customers }, (_, at) => turn(`${name} ${at}`, `${NAME}: ${name}`, at < helped));

const report = (turns: readonly RankedTurn[], isRunning = true) =>
  experimentReport(turns, { name: NAME, isRunning });

describe("an experiment", () => {
  it("counts each customer once, by the first of their turns, in the arm that it was in", () => {
    const { arms } = report([
      turn("ann", "plain: personal", false),
      turn("ann", "plain: personal", true),
      turn("bob", "plain: impersonal", true),
      // Merged since: whom bob is now was in the other arm too.
      turn("bob", "plain: personal", false),
      turn("cid", undefined, true),
      turn("cid", "plain: impersonal", false),
      turn("dan", "plain-2: impersonal", true),
      turn("ann", "plain-2: impersonal", true),
    ]);
    expect(arms.map(({ name, customers, helped }) => [name, customers, helped])).toEqual([
      ["impersonal", 2, 1],
      ["personal", 1, 0],
    ]);
  });

  it("has the rates with Wilson's intervals, and the difference with one that holds at every look", () => {
    const read = report([...arm("impersonal", 100, 30), ...arm("personal", 100, 40)]);
    const [impersonal, personal] = read.arms;
    // By Wilson's formula: centre (0.3 + 0.0192) / 1.0384, and 0.0882 on both sides.
    expect(impersonal.rate?.mean).toBe(0.3);
    expect(impersonal.rate?.low).toBeCloseTo(0.2189, 3);
    expect(impersonal.rate?.high).toBeCloseTo(0.3958, 3);
    expect(personal.rate?.mean).toBe(0.4);
    const { estimate, low, high } = alwaysValid(
      { hits: 30, n: 100 },
      { hits: 40, n: 100 },
      { level: 0.05, expectedEffect: 0.05 },
    );
    expect(read.difference).toEqual({ estimate, low, high });
    expect(read.verdict).toBe("undecided");
    // 70 of 200, and 6 of 20 that were expected.
    expect(read.perArm).toBe(alwaysValidSizePerArm({ baseline: 76 / 220, effect: 0.05 }));
    expect(experimentSentence(read)).toMatch(
      /^Undecided: the difference lies between −\d+(\.\d)? and \d+(\.\d)? percentage points\. To find one of 5, each way needs about \d+ customers; the impersonal way has had 100, the personal way 100\.$/,
    );
  });

  it("decides for the better arm once that is proved", () => {
    const better = report([...arm("impersonal", 1_000, 300), ...arm("personal", 1_000, 450)]);
    expect(better.verdict).toBe("personal_better");
    expect(experimentSentence(better)).toContain(
      "Replies ranked the personal way help more customers: 45 % against 30 %; the difference lies between",
    );
    const worse = report([...arm("impersonal", 1_000, 450), ...arm("personal", 1_000, 300)]);
    expect(worse.verdict).toBe("impersonal_better");
    expect(experimentSentence(worse)).toContain("the impersonal way help more customers: 45 % against 30 %");
  });

  it("says when more customers would not help much", () => {
    const same = report([...arm("impersonal", 4_000, 1_200), ...arm("personal", 4_000, 1_200)]);
    expect(experimentSentence(same)).toMatch(
      /^Undecided, with enough customers: .+ If there is a difference, it is a small one\.$/,
    );
  });

  it("says who is missing, also where everybody or nobody was helped", () => {
    expect(experimentSentence(report([]))).toBe(
      "Undecided: nobody was served the impersonal or the personal way yet.",
    );
    const half = report(arm("personal", 5, 5), false);
    expect(half).toMatchObject({ isRunning: false, verdict: "undecided", difference: undefined });
    expect(half.arms[0].rate).toBeUndefined();
    expect(experimentSentence(half)).toBe("Undecided: nobody was served the impersonal way yet.");
    for (const helped of [0, 5_000]) {
      const all = report([...arm("impersonal", 5_000, helped), ...arm("personal", 5_000, helped)]);
      expect(all.verdict).toBe("undecided");
      expect(all.perArm).toBeGreaterThan(100);
    }
  });
});

describe("exploration", () => {
  it("is told from the ranking by the propensity alone", () => {
    for (let seed = 0; seed < 2_000; seed++) {
      const random = seededRandom(seed);
      const candidates = Array.from({ length: 2 + (seed % 5) }, (_, at) => ({
        key: `${at}`,
        score: 0.5 - at * 0.02 * random(),
      }));
      const { order, propensities } = exploreRanking(candidates, {
        share: seed % 3 === 0 ? 0.5 : 0.001 + random() * 0.499,
        random,
        posterior: () => ({ accepted: Math.floor(random() * 50), shown: 50 }),
        prior: { alpha: 1, beta: 1 },
      });
      expect(isBestFirst(propensities[0] ?? 0), `${seed}`).toBe(order[0] === 0);
    }
  });

  it("weighs by hand what stood first anyway, and takes a customer's turns together", () => {
    // 200 customers: 160 saw the best first (0.8), of whom 80 were helped; 40 saw another one (0.2), of whom 4 were.
    const turns = Array.from({ length: 200 }, (_, at) =>
      at < 160 ? turn(`${at}`, undefined, at < 80, 0.8) : turn(`${at}`, undefined, at < 164, 0.2),
    );
    const read = explorationReport([...turns, turn("x", undefined, true)]);
    expect(read).toMatchObject({ turns: 200, tried: 40, helped: 84, unlogged: 1 });
    if (read.without.status !== "estimated") throw new Error(read.without.status);
    const { ips, snips, actual, effectiveCustomers } = read.without;
    expect(effectiveCustomers).toBeCloseTo(160, 9);
    // 80 / 0.8 of 200; 80 of the 160.
    expect(ips.estimate).toBeCloseTo(0.5, 12);
    expect(snips.estimate).toBeCloseTo(0.5, 12);
    expect(snips.high).toBeCloseTo(0.5 + 1.96 * Math.sqrt(0.25 / 160), 4);
    expect(actual.estimate).toBeCloseTo(0.42, 12);
    expect(explorationSentence(read)).toBe(
      "Something else was tried out in 40 of 200 turns. A reply helped in 42 % (35.2 % to 48.8 %) of them all; had nothing been tried out, it would have in 50 % (42.3 % to 57.7 %).",
    );
    const few = explorationReport(turns.map((each, at) => ({ ...each, customer: `${at % 50}` })));
    expect(few.without).toMatchObject({ status: "too_few", needed: 100 });
    expect(explorationSentence(few)).toMatch(
      /turns of 100 customers must tell of it, and those of \d\d do\.$/,
    );
  });

  it("that never was, or of nobody, is not estimated", () => {
    const read = explorationReport(Array.from({ length: 4 }, (_, at) => turn(`${at}`, undefined, at < 1, 1)));
    expect(read).toMatchObject({ turns: 4, tried: 0, without: { status: "nothing_tried" } });
    expect(explorationSentence(read)).toBe(
      "Nothing was tried out in the last 90 days; a reply helped in 25 % of 4 turns.",
    );
    expect(explorationSentence(explorationReport([]))).toBe("No reply was ranked in the last 90 days.");
  });
});
