import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROPERTY_RUNS } from "../../property-runs.js";
import { seededRandom } from "../../seeded-random.js";
import { UNTRAINED_RANKING } from "./ranking-model.js";
import {
  MAX_NUMBERS_EACH,
  namedWeights,
  type PriorChoice,
  type ReplyPriors,
  readPriors,
  replyPriors,
} from "./reply-priors.js";

/** Each draw is then 0, and so is the noise. */
const noNoise = () => 0;

function chosen(count: number, key: string, tokens: readonly string[] = []): readonly PriorChoice[] {
  return Array.from({ length: count }, (_, at) => ({ customer: `${key} ${at}`, key, tokens }));
}

describe("priors for a sibling", () => {
  it("count customers, leave out what few stand behind, and say of whom", () => {
    const choices = [
      ...chosen(30, "refund", ["plan=summit", "segment=vip"]),
      ...chosen(25, "size", ["plan=trail"]),
      ...chosen(19, "rare", ["plan=trail"]),
      ...chosen(6, "hello", ["plan=one-of-a-kind"]),
    ];
    expect(replyPriors(choices, { random: noNoise })).toEqual({
      format: "rapport-priors/1",
      minimum: 20,
      epsilon: 1,
      choices: 80,
      replies: { refund: 30, size: 25 },
      tokens: {
        "plan=summit": { choices: 30, replies: { refund: 30 } },
        "plan=trail": { choices: 44, replies: { size: 25 } },
        "segment=vip": { choices: 30, replies: { refund: 30 } },
      },
    });
    expect(replyPriors(choices, { random: noNoise, minimum: 31 })).toBeUndefined();
    expect(replyPriors([], { random: noNoise })).toBeUndefined();
  });

  it("let a customer count once a reply, for three replies, and never by what helped them before", () => {
    const busy: readonly PriorChoice[] = ["a", "a", "b", "c", "d"].map((key) => ({
      customer: "busy",
      key,
      tokens: ["after=a", "plan=summit", "likes=Tents\n", "plan=summit"],
    }));
    const others = ["a", "b", "c", "d"].flatMap((key) => chosen(20, key));
    const counted = replyPriors([...busy, ...others], { random: noNoise, epsilon: 10, minimum: 2 });
    expect(counted?.replies).toEqual({ a: 21, b: 21, c: 21, d: 20 });
    expect(counted?.choices).toBe(83);
    expect(counted?.tokens).toEqual({});
    const twice = [...busy, ...busy.map((choice) => ({ ...choice, customer: "as busy" }))];
    expect(replyPriors(twice, { random: noNoise, epsilon: 10, minimum: 2 })?.tokens).toEqual({
      "plan=summit": { choices: 6, replies: { a: 2, b: 2, c: 2 } },
    });
  });

  it("change by one at most in each count when one customer more is in, and in no more numbers than is said", () => {
    const choice = fc.record({
      customer: fc.constantFrom("u", "v", "w", "x", "y", "z"),
      key: fc.constantFrom("a", "b", "c", "d", "e"),
      tokens: fc.uniqueArray(fc.constantFrom("p=1", "q=1", "r=1", "s=1", "t=1", "u=1", "v=1"), {
        maxLength: 7,
      }),
    });
    const numbersOf = (priors: ReplyPriors | undefined) =>
      new Map<string, number>(
        Object.entries({ "": priors, ...priors?.tokens }).flatMap(([token, counts]) =>
          Object.entries(counts?.replies ?? {}).map(([key, count]) => [`${token} ${key}`, count] as const),
        ),
      );
    const options = { random: noNoise, epsilon: 10, minimum: 2 };
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 60 }), (choices) => {
        const all = numbersOf(replyPriors(choices, options));
        const others = numbersOf(
          replyPriors(
            choices.filter(({ customer }) => customer !== "u"),
            options,
          ),
        );
        let changed = 0;
        for (const number of new Set([...all.keys(), ...others.keys()])) {
          // What is hidden is 1 at most.
          const change = (all.get(number) ?? 1) - (others.get(number) ?? 1);
          expect([0, 1]).toContain(change);
          changed += change;
        }
        expect(changed).toBeLessThanOrEqual(MAX_NUMBERS_EACH);
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it("carry noise whose odds fall by e with each step, at an epsilon of 1", () => {
    const keys = Array.from({ length: 3_000 }, (_, at) => `reply_${at}`);
    const choices = keys.flatMap((key) => chosen(40, key));
    const counted = replyPriors(choices, { random: seededRandom(1) });
    const noise = keys.map((key) => (counted?.replies[key] ?? 0) - 40);
    const share = (of: number) => noise.filter((each) => each === of).length / noise.length;
    // (1 − 1/e) / (1 + 1/e) = 0.462, and 1/e of it one step away on either side.
    expect(share(0)).toBeGreaterThan(0.43);
    expect(share(0)).toBeLessThan(0.49);
    for (const step of [-1, 1]) {
      expect(share(step)).toBeGreaterThan(0.145);
      expect(share(step)).toBeLessThan(0.195);
    }
  });

  it("are refused where they would protect too little", () => {
    const choices = chosen(100, "refund");
    const ask = (options: object) => () => replyPriors(choices, { random: noNoise, ...options });
    expect(ask({ minimum: 10 })).toThrow(
      "minimum: a whole number, and with an epsilon of 1 at least 11, not 10",
    );
    expect(ask({ minimum: 20.5 })).toThrow("not 20.5");
    expect(ask({ epsilon: 0 })).toThrow("epsilon: above 0 and at most 10, not 0");
    expect(ask({ epsilon: Number.NaN })).toThrow("epsilon");
    expect(replyPriors(chosen(101, "refund"), { random: noNoise, epsilon: 0.1 })?.minimum).toBe(101);
  });

  it("are read as they were written, and anything else is refused by the rule that it breaks", () => {
    const counted = replyPriors(chosen(30, "refund", ["plan=summit"]), { random: noNoise });
    const document = { ...counted, weights: namedWeights(UNTRAINED_RANKING.weights) };
    expect(readPriors(JSON.stringify(document))).toEqual(document);
    expect(document.weights).toMatchObject({ text: 1, words: 3, tickets: 0.15 });
    const read = (change: object) => () => readPriors(JSON.stringify({ ...document, ...change }));
    expect(() => readPriors("refund: 30")).toThrow("priors: this is no JSON document");
    expect(read({ format: "rapport-priors/9" })).toThrow("priors: format");
    expect(read({ replies: { refund: -1 } })).toThrow("priors: replies.refund");
    expect(read({ tokens: { "not a token": { choices: 1, replies: {} } } })).toThrow("priors: tokens");
    expect(read({ weights: { text: 1e9 } })).toThrow("priors: weights.text");
    expect(read({ customers: ["c-1"] })).toThrow("priors: document");
    // Of a later release, which knows another method.
    expect(read({ weights: { later: 1 } })().weights).toEqual({ later: 1 });
  });
});
