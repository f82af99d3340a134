import { describe, expect, it } from "vitest";
import { seededRandom } from "../../seeded-random.js";
import { unknownSegment } from "../../segments/assign-segment.js";
import { replyRecordSchema } from "../reply-record.js";
import { beginnerWeights } from "./beginner-weights.js";
import { RANKING_FEATURES } from "./ranking-features.js";
import { UNTRAINED_RANKING } from "./ranking-model.js";
import { replyPriors } from "./reply-priors.js";

const TOPICS = ["refund", "delivery", "size", "repair"];
const REPLIES = new Map(
  TOPICS.map((key) => [
    key,
    replyRecordSchema.parse({ key, title: `About ${key}`, body: `This is ${key}.` }),
  ]),
);

/** Customers name what they mean; what they say besides says nothing. */
function tickets(count: number) {
  const random = seededRandom(3);
  return Array.from({ length: count }, () => {
    const label = TOPICS[Math.floor(random() * TOPICS.length)] ?? "";
    const noise = Array.from({ length: 4 }, () => `word${Math.floor(random() * 200)}`).join(" ");
    return {
      ...{ label, text: `${noise} ${label}`, after: undefined, language: "en", tokens: [] },
      segment: unknownSegment("nobody is known"),
    };
  });
}

const priors = replyPriors(
  TOPICS.flatMap((key) =>
    Array.from({ length: 50 }, (_, at) => ({ customer: `${key} ${at}`, key, tokens: [] })),
  ),
  { random: () => 0 },
);

async function learn(count: number) {
  if (priors === undefined) throw new Error("there are enough customers");
  return beginnerWeights({ tickets: tickets(count), replies: REPLIES, priors, seed: 1, onProgress() {} });
}

describe("weights for a beginner", () => {
  it("trust what tells replies apart when there are few tickets, the same each time", async () => {
    const weights = (await learn(600)) ?? [];
    const at = RANKING_FEATURES.indexOf("words");
    expect(weights[at]).toBeGreaterThan(UNTRAINED_RANKING.weights[at] ?? 0);
    expect(await learn(600)).toEqual(weights);
  }, 60_000);

  it("are none where there are too few tickets to play with", async () => {
    expect(await learn(539)).toBeUndefined();
  });
});
