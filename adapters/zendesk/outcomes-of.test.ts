import { expect, it } from "vitest";
import type { ProfileEvent } from "../../core/index.js";
import { outcomesOf } from "./outcomes-of.js";

const AT = "2026-11-20T11:00:00.000Z";

function track(event: string, properties: Record<string, unknown>): ProfileEvent {
  return { type: "track", event, messageId: event, timestamp: AT, properties };
}

it("a ticket that was re-opened or rated says something about the replies in it", () => {
  const about = { conversationId: "ticket/42", atMs: Date.parse(AT) };
  const events = [
    track("Ticket Reopened", { ticket_id: "42" }),
    track("Ticket Solved", { ticket_id: "42", satisfaction: "good" }),
    track("Ticket Status Changed", { ticket_id: "42", satisfaction: "bad" }),
  ];
  expect(outcomesOf(events)).toEqual([
    { ...about, kind: "reopened" },
    { ...about, kind: "satisfied" },
    { ...about, kind: "unsatisfied" },
  ]);
});

it("other events say nothing", () => {
  const identify: ProfileEvent = { type: "identify", messageId: "1", timestamp: AT };
  expect(
    outcomesOf([
      identify,
      track("Ticket Solved", { ticket_id: "42", satisfaction: "offered" }),
      track("Ticket Reopened", {}),
    ]),
  ).toEqual([]);
});
