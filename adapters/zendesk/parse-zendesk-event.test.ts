import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseZendeskEvent } from "./parse-zendesk-event.js";
import type { ParsedZendeskEvent } from "./zendesk-delivery.js";

const SIGNED_AT_MS = Date.UTC(2026, 10, 20, 12);

function fixture(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8"));
}

function parse(body: unknown): ParsedZendeskEvent {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return parseZendeskEvent({
    body: Buffer.from(text),
    subdomain: "acme",
    invocationId: "inv-1",
    signedAtMs: SIGNED_AT_MS,
  });
}

const ADA = { type: "zendesk_user_id", id: "acme/8447388090494" };
const CLAIMED = { type: "email", id: "ada@example.com", verified: false };

describe("Zendesk's own envelope", () => {
  test.each([
    ["ticket-created", "Ticket Created", "new", "01JQMQ0A5Y7Y3W8T4N6C1B2D01", "2026-11-20T09:15:42.254Z"],
    [
      "ticket-comment-added",
      "Ticket Comment Added",
      "open",
      "01JQMQ0A5Y7Y3W8T4N6C1B2D02",
      "2026-11-20T09:20:05.000Z",
    ],
    [
      "ticket-status-changed",
      "Ticket Status Changed",
      "pending",
      "01JQMQ0A5Y7Y3W8T4N6C1B2D03",
      "2026-11-20T11:00:00.000Z",
    ],
    ["ticket-solved", "Ticket Solved", "solved", "01JQMQ0A5Y7Y3W8T4N6C1B2D04", "2026-11-20T11:00:00.000Z"],
    ["ticket-reopened", "Ticket Reopened", "open", "01JQMQ0A5Y7Y3W8T4N6C1B2D05", "2026-11-21T08:30:00.000Z"],
  ])("%s becomes %s", (name, event, status, id, timestamp) => {
    expect(parse(fixture(name))).toEqual({
      kind: "events",
      customer: { id: "8447388090494" },
      events: [
        {
          type: "track",
          event,
          messageId: `zendesk/acme/${id}/track`,
          timestamp,
          context: { externalIds: [ADA] },
          properties: { ticket_id: "42", status },
        },
      ],
    });
  });

  test.each([
    [{ current: "OPEN", previous: "CLOSED" }, "Ticket Reopened"],
    [{ current: "OPEN", previous: "PENDING" }, "Ticket Status Changed"],
    [{ current: "OPEN" }, "Ticket Status Changed"],
    [{ current: "PENDING", previous: "SOLVED" }, "Ticket Status Changed"],
    [{ current: "CLOSED", previous: "SOLVED" }, "Ticket Status Changed"],
    [{ current: "SOLVED", previous: "SOLVED" }, "Ticket Solved"],
  ])("a change of status %o is a %s", (event, name) => {
    expect(parse({ ...fixture("ticket-reopened"), event })).toMatchObject({ events: [{ event: name }] });
  });

  test("no word of a comment, subject or description gets into an event", () => {
    const text = JSON.stringify(parse(fixture("ticket-comment-added")));
    for (const word of ["promised", "Tuesday", "order", "where", "not here"])
      expect(text).not.toContain(word);
  });

  test("user-created becomes an identify with the address as a claim, and no trait", () => {
    expect(parse(fixture("user-created"))).toEqual({
      kind: "events",
      customer: { id: "8447388090494", email: { address: "ada@example.com", isVerified: false } },
      events: [
        {
          type: "identify",
          messageId: "zendesk/acme/2b24ef10-19d4-4740-93cf-8f98ec477600/identify",
          timestamp: "2026-11-20T09:15:40.000Z",
          context: { externalIds: [ADA, CLAIMED] },
          traits: {},
        },
      ],
    });
  });

  test("user-deleted becomes the request to forget, by the id alone", () => {
    expect(parse(fixture("user-deleted"))).toEqual({
      kind: "erasure",
      events: [
        {
          type: "track",
          event: "User Deleted",
          messageId: "zendesk/acme/2b24ef10-19d4-4740-93cf-8f98ec477609/track",
          timestamp: "2026-11-21T08:00:00.000Z",
          context: { externalIds: [ADA] },
          properties: {},
        },
      ],
    });
  });

  test("a deleted user is forgotten whatever role and address they had last", () => {
    for (const detail of [{ role: "agent" }, { role: null, email: null }]) {
      expect(parse(withDetail("user-deleted", detail)).kind).toBe("erasure");
    }
  });

  test("a new or changed identity is news about what is verified", () => {
    for (const type of ["identity_created", "identity_changed"]) {
      const body = { ...fixture("user-created"), type: `zen:event-type:user.${type}` };
      expect(parse(body)).toMatchObject({ kind: "events", identityChanged: true });
    }
    expect(parse(fixture("user-name-changed"))).not.toHaveProperty("identityChanged");
  });

  test("user-name-changed carries the new name", () => {
    expect(parse(fixture("user-name-changed"))).toMatchObject({
      events: [
        {
          type: "identify",
          context: { externalIds: [ADA, CLAIMED] },
          traits: { name: "Ada L. Example" },
        },
      ],
    });
  });

  test.each([
    ["an event type of tomorrow", { ...fixture("ticket-created"), type: "zen:event-type:ticket.teleported" }],
    ["a soft deletion", { ...fixture("user-created"), type: "zen:event-type:user.active_changed" }],
    ["the end of user 0", withDetail("user-deleted", { id: "0" })],
    ["the end of an identity", { ...fixture("user-created"), type: "zen:event-type:user.identity_deleted" }],
    ["a ticket without requester", withDetail("ticket-created", { requester_id: "0" })],
    ["a ticket without requester, null", withDetail("ticket-created", { requester_id: null })],
    ["an agent", withDetail("user-created", { role: "agent" })],
    ["user 0", withDetail("user-created", { id: "0" })],
  ])("%s is ignored", (_name, body) => {
    expect(parse(body).kind).toBe("ignored");
  });

  test("numeric ids are read too", () => {
    expect(parse(withDetail("ticket-created", { id: 42, requester_id: 7 }))).toMatchObject({
      customer: { id: "7" },
      events: [{ properties: { ticket_id: "42" } }],
    });
  });

  test.each([
    ["not JSON", "{"],
    ["empty", ""],
    ["an array", "[]"],
    ["null", "null"],
    ["an empty object", "{}"],
    ["no detail", { ...fixture("ticket-created"), detail: undefined }],
    ["no id", { ...fixture("ticket-created"), id: "" }],
    ["no time", { ...fixture("ticket-created"), time: "yesterday" }],
    ["a deletion of nobody we can read", withDetail("user-deleted", { id: "7; DROP" })],
    ["a ticket id with a path", withDetail("ticket-created", { id: "42/../1" })],
  ])("%s is malformed", (_name, body) => {
    expect(parse(body).kind).toBe("malformed");
  });

  test("the rule that was broken is named without the value", () => {
    expect(parse(withDetail("ticket-created", { requester_id: "secret words" }))).toEqual({
      kind: "malformed",
      rule: "requester_id: invalid_format",
    });
  });
});

describe("the body of our trigger", () => {
  test("becomes an identify and a track", () => {
    expect(parse(fixture("trigger-ticket-solved"))).toEqual({
      kind: "events",
      customer: {
        id: "8447388090494",
        email: { address: "ada@example.com", isVerified: false },
        name: "Ada Example",
        language: "en-US",
      },
      events: [
        {
          type: "identify",
          messageId: "zendesk/acme/inv-1/identify",
          timestamp: "2026-11-20T12:00:00.000Z",
          context: { externalIds: [ADA, CLAIMED] },
          traits: { name: "Ada Example", language: "en-US" },
        },
        {
          type: "track",
          event: "Ticket Solved",
          messageId: "zendesk/acme/inv-1/track",
          timestamp: "2026-11-20T12:00:00.000Z",
          context: { externalIds: [ADA, CLAIMED] },
          properties: { ticket_id: "42", status: "solved", satisfaction: "good" },
        },
      ],
    });
  });

  test("placeholders that Zendesk had nothing for are left out", () => {
    const body = trigger('"requester":{"name":"","email":" ","locale":"English","id":"7"}');
    expect(parse(body)).toMatchObject({ customer: { id: "7" }, events: [{ traits: {} }, {}] });
  });

  test("a rating's sentence is kept as one word, anything else not at all", () => {
    const rated = (satisfaction: string) =>
      parse({ ...fixture("trigger-ticket-solved"), ticket: { id: "42", satisfaction } });
    expect(rated("Bad, I'm unsatisfied, and my card number is")).toMatchObject({
      events: [{}, { properties: { ticket_id: "42", satisfaction: "bad" } }],
    });
    expect(JSON.stringify(rated("Goodness, call me"))).not.toContain("satisfaction");
  });

  test.each([
    ["a name that adds a key", '"requester":{"name":"x","vip":"y","id":"7"}'],
    ["a name that closes the requester", '"requester":{"name":"x","id":"1"},"y":{"a":"","id":"7"}'],
    ["no requester id", '"requester":{"name":"x"}'],
  ])("%s is malformed", (_name, requester) => {
    expect(parse(trigger(requester)).kind).toBe("malformed");
  });

  test("a name that repeats keys can't replace what Zendesk wrote after it", () => {
    const name = 'x","email":"victim@example.com","id":"1';
    const body = trigger(`"requester":{"name":"${name}","email":"eve@example.com","locale":"de","id":"666"}`);
    expect(parse(body)).toMatchObject({
      customer: { id: "666", email: { address: "eve@example.com", isVerified: false } },
    });
  });
});

function withDetail(name: string, detail: Record<string, unknown>): unknown {
  const body = fixture(name);
  return { ...body, detail: { ...(body.detail as Record<string, unknown>), ...detail } };
}

function trigger(requester: string): string {
  return `{"rapport":1,"event":"ticket_created","ticket":{"satisfaction":"","status":"Open","id":"42"},${requester}}`;
}
