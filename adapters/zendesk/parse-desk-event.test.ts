import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parseDeskEvent } from "./parse-desk-event.js";

interface Fixture {
  readonly detail: Record<string, unknown>;
  readonly event: { readonly comment: Record<string, unknown> };
}

const recorded = (name: string): Fixture =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8"));
const parse = (body: unknown) =>
  parseDeskEvent({
    body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
    subdomain: "acme",
    invocationId: "invocation-1",
    signedAtMs: 0,
  });

const AGENT = { id: "8447388090111", is_staff: true, name: "Alex Morgan" };

/** The recorded comment, but for what is given. */
function comment(change: Record<string, unknown>, externalId: string | null = null) {
  const { detail, event, ...envelope } = recorded("ticket-comment-added");
  return {
    ...envelope,
    detail: { ...detail, external_id: externalId },
    event: { ...event, comment: { ...event.comment, author: AGENT, body: "On its way.", ...change } },
  };
}

it("an agent's public reply is one, with who wrote it and our own number of the ticket", () => {
  expect(parse(comment({}, "rapport-handoff-x"))).toEqual({
    kind: "agent_replied",
    ticketId: "42",
    externalId: "rapport-handoff-x",
    commentId: "8447320469999",
    author: "Alex Morgan",
    text: "On its way.",
  });
});

it("one without its text says that there is something to read", () => {
  expect(parse(comment({ body: undefined }))).toMatchObject({ kind: "commented", ticketId: "42" });
});

it.each([
  ["a private note", comment({ is_public: false })],
  ["the customer's own comment", recorded("ticket-comment-added")],
  [
    "the comment that we opened the ticket with",
    comment({ body: "Handed over from Slack (rapport-handoff-1)." }),
  ],
  ["a change of another status", recorded("ticket-status-changed")],
  ["a new ticket", recorded("ticket-created")],
  ["what is no event", { type: "zen:event-type:ticket.comment_added" }],
  ["what is no JSON", '{"type":'],
])("%s is for nobody", (_what, body) => expect(parse(body)).toBeUndefined());

it("a solved or closed ticket is its end", () => {
  const end = { kind: "solved", ticketId: "42" };
  const solved = recorded("ticket-solved");
  expect(parse(solved)).toMatchObject(end);
  expect(parse({ ...solved, event: { current: "CLOSED" } })).toMatchObject(end);
});

it("the trigger's body says as much, without a text", () => {
  const body = (event: string, status: string) => ({
    rapport: 1,
    event,
    ticket: { id: "42", status },
    requester: {},
  });
  expect(parse(body("ticket_solved", ""))).toEqual({
    kind: "solved",
    ticketId: "42",
    eventId: "invocation-1",
  });
  expect(parse(body("comment_added", "Open"))).toMatchObject({ kind: "commented" });
  expect(parse(body("status_changed", "Closed"))).toMatchObject({ kind: "solved" });
  expect(parse(body("status_changed", "Pending"))).toBeUndefined();
});
