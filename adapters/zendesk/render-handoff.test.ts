import { expect, it } from "vitest";
import type { Relay } from "../../core/index.js";
import { renderSummary, renderTicket } from "./render-handoff.js";

const RELAY = {
  relayId: "1",
  handoffId: "7",
  attempt: 1,
  channel: "teams",
  address: {},
  locale: "de",
  ticketId: undefined,
  summary: {
    reason: "flow",
    flowReason: "late return",
    topic: "Your return",
    slots: { order: "LF-100012" },
    flow: "return_vip",
  },
} as const;

const OPENING: Extract<Relay, { readonly kind: "open" }> = {
  ...RELAY,
  kind: "open",
  requester: { name: "Clara" },
  lastInputs: ["Where is my order?", "I want to send\nsomething back"],
};

it("tells the agent which flow handed over, and why, in a note", () => {
  expect(renderSummary({ ...RELAY, kind: "summary" }).split("\n\n")[0]).toBe(
    [
      "Why: the conversation's flow ends with a person: late return",
      "Topic: Your return",
      "Given so far: order: LF-100012",
      "Flow: return_vip",
      "Language: de",
    ].join("\n"),
  );
});

it("says in public where it comes from, and what the customer wrote there if it may be copied", () => {
  const { subject, body } = renderTicket(OPENING, "acme");
  expect(subject).toBe("Your return (Microsoft Teams)");
  expect(body).toBe(
    [
      "Handed over from Microsoft Teams (rapport-handoff-7).",
      "",
      "> Where is my order?",
      "> I want to send",
      "> something back",
    ].join("\n"),
  );
  expect(renderTicket({ ...OPENING, channel: "slack", lastInputs: [] }, "acme").body).toBe(
    "Handed over from Slack (rapport-handoff-7).",
  );
});
