import { expect, it } from "vitest";
import { suggestionsResponseSchema } from "./app-messages.js";
import { renderConversation } from "./render-conversation.js";

const STATE = {
  channel: "slack",
  state: "open",
  sinceMs: Date.parse("2026-11-28T12:00:00Z"),
  reason: "unsure",
  slots: { order_number: "A-1001" },
} as const;

it("says in an agent's words where the conversation stands", () => {
  expect(
    renderConversation({
      ...STATE,
      topic: "Returns",
      segment: "VIP",
      link: "https://acme.slack.com/archives/D1/p1",
    }),
  ).toEqual({
    channel: "Slack",
    isOpen: true,
    state: "Waiting for you",
    since: "2026-11-28T12:00:00.000Z",
    reason: "the assistant was not sure of its answer",
    slots: [{ label: "order number", value: "A-1001" }],
    topic: "Returns",
    segment: "VIP",
    link: "https://acme.slack.com/archives/D1/p1",
  });
});

it("is what the app reads, and offers no link that is none of the web's", () => {
  const rendered = renderConversation({
    ...STATE,
    state: "solved",
    link: "javascript:alert(1)",
    withheld: "refused",
  });
  expect(rendered).not.toHaveProperty("link");
  expect(rendered).toMatchObject({ isOpen: false, withheld: "refused" });
  expect(suggestionsResponseSchema.shape.conversation.parse(rendered)).toEqual(rendered);
});
