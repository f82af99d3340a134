import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROPERTY_RUNS } from "../../property-runs.js";
import {
  countReplies,
  type LeftOut,
  replyLift as liftsOf,
  type ReplyLifts,
} from "../../recommend/replies/reply-lifts.js";
import type { DecisionInputs } from "../decision-inputs.js";
import { type ReplyRecord, replyRecordSchema } from "../reply-record.js";
import { findCandidates } from "./find-candidates.js";
import { type Choice, choiceLoss, fitWeights } from "./fit-weights.js";
import { orderSuggestions } from "./order-suggestions.js";
import { rankCandidates } from "./rank-candidates.js";
import { RANKING_FEATURES } from "./ranking-features.js";
import { readRanking, serializeRanking, UNTRAINED_RANKING, withRankingVersion } from "./ranking-model.js";
import { acceptanceLift, acceptanceOf } from "./reply-acceptance.js";
import { shelve } from "./shelve.js";

const reply = (key: string, given: object = {}): ReplyRecord =>
  replyRecordSchema.parse({ key, title: key, body: `About ${key}.`, ...given });
const byKey = (...replies: readonly ReplyRecord[]) => new Map(replies.map((each) => [each.key, each]));
const replyLift = (lifts: ReplyLifts, token: string, key: string, leftOut?: LeftOut) =>
  liftsOf(lifts, token)(key, leftOut);
const candidate = (key: string, ...features: readonly number[]) => ({ key, features });

describe("ranking", () => {
  it("gives odds of the exponential of what speaks for each, and no more in all than is there", () => {
    const ranked = rankCandidates([candidate("a", 0), candidate("b", Math.log(3))], [1], 0.8);
    expect(ranked.map(({ key, score }) => [key, Math.round(score * 1e6) / 1e6])).toEqual([
      ["b", 0.6],
      ["a", 0.2],
    ]);
    expect(rankCandidates([candidate("b", 1), candidate("a", 1)], [1], 1).map(({ key }) => key)).toEqual([
      "a",
      "b",
    ]);
    expect(rankCandidates([], [1], 1)).toEqual([]);
  });

  it("leaves out the least probable without making the others more so", () => {
    const some = [candidate("a", 0), candidate("b", Math.log(3)), candidate("c", 0)];
    expect(rankCandidates(some, [1], 1, 2)).toEqual(rankCandidates(some, [1], 1).slice(0, 2));
  });

  it("is learnt from choices: the loss is least where it says, whichever way one looks", () => {
    const feature = fc.double({ min: -2, max: 2, noNaN: true });
    const choice = fc
      .tuple(fc.array(fc.tuple(feature, feature), { minLength: 2, maxLength: 5 }), fc.nat())
      .map(
        ([rows, chosen]): Choice => ({
          candidates: rows.map((features, at) => ({ key: String(at), features })),
          chosen: chosen % rows.length,
        }),
      );
    fc.assert(
      fc.property(fc.array(choice, { minLength: 1, maxLength: 20 }), (choices) => {
        const prior = [1, 0];
        const fitted = fitWeights(choices, prior);
        // What is minimized: the choices' loss, and ten halves of the squared way from the prior.
        const loss = (weights: readonly number[]) =>
          choiceLoss(choices, weights) * choices.length +
          weights.reduce((sum, weight, at) => sum + 5 * (weight - (prior[at] ?? 0)) ** 2, 0);
        for (const [x, y] of [
          [0.02, 0],
          [-0.02, 0],
          [0, 0.02],
          [0, -0.02],
        ] as const) {
          expect(loss([(fitted[0] ?? 0) + x, (fitted[1] ?? 0) + y])).toBeGreaterThan(loss(fitted));
        }
      }),
      { numRuns: PROPERTY_RUNS },
    );
    expect(fitWeights([], [1, 0.5])).toEqual([1, 0.5]);
  });

  it("comes back from storage as it was, and from anything else not at all", () => {
    const lifts = countReplies(
      Array.from({ length: 12 }, (_, at) => ({ key: at % 2 === 0 ? "a" : "b", tokens: ["plan=summit"] })),
    );
    const model = withRankingVersion({ ...UNTRAINED_RANKING, lifts, tier: "clusters" });
    expect(readRanking(serializeRanking(model))).toEqual(model);
    expect(readRanking(Buffer.from("{}"))).toBeUndefined();
    expect(readRanking(Buffer.from("\0"))).toBeUndefined();
  });
});

describe("lifts", () => {
  const chosen = [
    ...Array.from({ length: 30 }, () => ({ key: "fast", tokens: ["plan=summit"] })),
    ...Array.from({ length: 30 }, () => ({ key: "slow", tokens: ["plan=trail"] })),
    { key: "slow", tokens: ["plan=rare"] },
  ];
  const lifts = countReplies(chosen);

  it("are high where a reply is chosen oftener, low where it is not, and nothing where nothing is known", () => {
    expect(replyLift(lifts, "plan=summit", "fast")).toBeGreaterThan(0.5);
    expect(replyLift(lifts, "plan=trail", "fast")).toBeLessThan(-1);
    expect(replyLift(lifts, "plan=rare", "slow")).toBe(0);
    expect(replyLift(lifts, "city=Bonn", "slow")).toBe(0);
  });

  it("leave the choice out that is being judged", () => {
    const without = countReplies(chosen.slice(1));
    const left = replyLift({ ...lifts, priors: without.priors }, "plan=summit", "fast", { key: "fast" });
    expect(left).toBeCloseTo(replyLift(without, "plan=summit", "fast"), 2);
  });
});

describe("candidates", () => {
  const vip = { key: "vip", name: "VIP", confidence: 1, because: "plan is summit", tier: "rules" } as const;
  const replies = byKey(
    reply("open"),
    reply("for_vip", { segments: ["vip"] }),
    reply("in_slack", { channels: ["slack"] }),
    reply("in_france", { countries: ["FR"] }),
  );
  const find = (given: object) =>
    findCandidates({
      shelf: shelve(replies, UNTRAINED_RANKING),
      text: "about open for vip in slack france",
      labels: [],
      vector: undefined,
      after: undefined,
      segment: { ...vip, key: "regular" },
      tokens: [],
      language: "en",
      channel: "teams",
      country: undefined,
      acceptance: () => 0,
      ...given,
    })
      .map(({ key }) => key)
      .sort();

  it("never are what is for others", () => {
    expect(find({})).toEqual(["open"]);
    expect(find({ segment: vip })).toEqual(["for_vip", "open"]);
    expect(find({ channel: "slack", country: "FR" })).toEqual(["in_france", "in_slack", "open"]);
    const labels = [...replies.keys()].map((label) => ({ label, probability: 0.25 }));
    expect(find({ labels })).toEqual(["open"]);
  });

  it("are found by an intent that they answer, and by a key that the library has no text for", () => {
    const labelled = shelve(
      byKey(reply("a", { intents: ["size"] }), reply("b", { intents: ["size"] })),
      UNTRAINED_RANKING,
    );
    const labels = [
      { label: "size", probability: 0.8 },
      { label: "unwritten", probability: 0.2 },
    ];
    expect(find({ shelf: labelled, labels, text: "" })).toEqual(["a", "b", "unwritten"]);
  });
});

describe("the order of suggestions", () => {
  const inputs = { limit: 3, exploration: 0, candidates: [], inputId: "turn" } as unknown as DecisionInputs;
  const ranked = [
    { ...candidate("a"), score: 0.4 },
    { ...candidate("b"), score: 0.3 },
    { ...candidate("c"), score: 0.2 },
  ];

  it("puts what answers another question before what says the same in other words", () => {
    const same = byKey(
      reply("a", { intents: ["x"] }),
      reply("b", { intents: ["x"] }),
      reply("c", { intents: ["y"] }),
    );
    expect(orderSuggestions(ranked, inputs, same).map(({ key, place }) => [key, place])).toEqual([
      ["a", 1],
      ["c", 2],
      ["b", 3],
    ]);
    const other = byKey(reply("a"), reply("b"), reply("c"));
    expect(orderSuggestions(ranked, inputs, other).map(({ key }) => key)).toEqual(["a", "b", "c"]);
  });

  it("tries something near the best in a share of the turns, and says how probable that was", () => {
    const near = [
      { ...candidate("a"), score: 0.4 },
      { ...candidate("b"), score: 0.35 },
      { ...candidate("c"), score: 0.1 },
    ];
    const replies = byKey(reply("a"), reply("b"), reply("c"));
    const firsts = Array.from({ length: 400 }, (_, at) =>
      orderSuggestions(near, { ...inputs, exploration: 0.5, inputId: `turn ${at}` }, replies),
    );
    const tried = firsts.filter(([first]) => first?.isTried);
    expect(new Set(tried.map(([first]) => first?.key))).toEqual(new Set(["b"]));
    expect(tried.length / firsts.length).toBeGreaterThan(0.15);
    expect(tried.length / firsts.length).toBeLessThan(0.35);
    // What was shown, weighed by one over its probability, adds up to all turns (importance weighting).
    const weighed = tried.reduce((sum, [first]) => sum + 1 / (first?.propensity ?? 1), 0);
    expect(weighed / firsts.length).toBeGreaterThan(0.7);
    expect(weighed / firsts.length).toBeLessThan(1.3);
    expect(orderSuggestions(near, { ...inputs, exploration: 0.5 }, replies)).toEqual(
      orderSuggestions(near, { ...inputs, exploration: 0.5 }, replies),
    );
  });

  it("begins with what the customer chose, known to the methods or not", () => {
    const replies = byKey(reply("a"), reply("b"), reply("c"), reply("d"));
    const keys = (choice: string) =>
      orderSuggestions(ranked, { ...inputs, choice }, replies).map(({ key }) => key);
    expect(keys("b")).toEqual(["b", "a", "c"]);
    expect(keys("d")).toEqual(["d", "a", "b"]);
    expect(keys("gone")).toEqual(["a", "b", "c"]);
  });
});

describe("acceptance", () => {
  const outcomes = (places: ReadonlyMap<number, object>) => ({
    places: (key: string) => (key === "r" ? places : new Map()),
    segmentsOf: () => ["vip"],
  });

  it("counts a showing as far as it is looked at, and a use once", () => {
    const places = new Map([
      [1, { shown: 10, accepted: 4, sent: 3, edited: 1 }],
      [2, { shown: 10, rejected: 1 }],
    ]);
    expect(acceptanceOf(outcomes(places), "r", "vip")).toEqual({ shown: 16, accepted: 4 });
  });

  it("raises what is taken oftener than the average, lowers the rest, and leaves what nobody saw", () => {
    const often = new Map([[1, { shown: 100, accepted: 80 }]]);
    const never = new Map([[1, { shown: 100 }]]);
    expect(acceptanceLift(outcomes(often), "r", "vip")).toBeGreaterThan(1);
    expect(acceptanceLift(outcomes(never), "r", "vip")).toBeLessThan(-1);
    expect(acceptanceLift(outcomes(often), "other", "vip")).toBe(0);
    expect(RANKING_FEATURES).toContain("acceptance");
  });
});
