import { expect, it } from "vitest";
import { SESSION_FEATURES, sessionVector } from "./session-features.js";

const context = {
  turns: 4,
  outOfScope: 1,
  recent: [{ action: "unsure" }, { action: "answer" }, { action: "unsure" }, {}],
};

it("counts turns, haste and failures, and says which part of the day it is", () => {
  expect(SESSION_FEATURES.map(({ key }) => key)).toEqual(["turns", "urgent_words", "failed_steps", "hour"]);
  expect([...sessionVector({ context, channel: "teams", urgentWords: 2, hour: 0 })]).toEqual([4, 2, 2, 0]);
  expect([...sessionVector({ context, channel: "zendesk", urgentWords: 0, hour: 23 })]).toEqual([4, 0, 2, 3]);
});

it("reads nothing that came out of a text in Slack", () => {
  const [turns, urgent, failed, hour] = sessionVector({
    context,
    channel: "slack",
    urgentWords: 2,
    hour: 12,
  });
  expect([turns, urgent, failed, hour]).toEqual([4, Number.NaN, Number.NaN, 2]);
});
