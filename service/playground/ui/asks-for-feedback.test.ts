import { expect, it } from "vitest";
import { asksForFeedback } from "./asks-for-feedback.js";

const card = (data: unknown) => ({
  type: "AdaptiveCard",
  body: [
    { type: "TextBlock", text: "feedback" },
    { type: "ActionSet", actions: [{ type: "Action.Submit", title: "Yes", data }] },
  ],
});

it("finds a button that carries feedback", () => {
  expect(asksForFeedback(card({ feedback: "rated_up", decisionId: "d-1" }))).toBe(true);
});

it.each([card({ choice: "order_status" }), card(undefined), null, "feedback"])(
  "finds none in %j",
  (other) => {
    expect(asksForFeedback(other)).toBe(false);
  },
);
