import { expect, test } from "vitest";
import { plainText, readTicket } from "./ticket.js";
import type { ZafClient } from "./zaf-client.js";

const REQUESTER = { id: 7, name: "Ada", email: "ada@example.com", locale: "de", role: "end-user" };
const BASE = { "ticket.id": 42, "ticket.requester": REQUESTER, "ticket.subject": "Subject", errors: {} };

function read(fields: Record<string, unknown>, identities: readonly unknown[] = []) {
  const unused = () => Promise.reject(new Error("not called by readTicket"));
  const client: ZafClient = {
    get: () => Promise.resolve({ ...BASE, ...fields }),
    on: unused,
    off: unused,
    invoke: unused,
    request: ({ url }) =>
      url === "/api/v2/users/7/identities.json" ? Promise.resolve({ identities }) : unused(),
  };
  return readTicket(client);
}

const said = (role: string, content: string | null, timestamp: string, contentType = "text/html") => ({
  author: { role },
  message: { content, contentType },
  timestamp,
});

test("the latest words of the customer are taken, whatever the order", async () => {
  const conversation = [
    said("end-user", "<p>Where is it?</p>", "2026-11-20T10:00:00Z"),
    said("end-user", "first", "2026-11-20T09:00:00Z"),
    said("agent", "I look", "2026-11-20T11:00:00Z"),
    { author: {}, message: { content: null }, timestamp: "2026-11-20T12:00:00Z" },
  ];
  expect(await read({ "ticket.conversation": conversation })).toEqual({
    ticketId: "42",
    requester: { id: "7", name: "Ada", email: "ada@example.com", emailVerified: false, locale: "de" },
    text: "Where is it?",
  });
});

test("what macros print of agent and organization goes along", async () => {
  const given = { "currentUser.name": "Ada Lovelace", "ticket.organization": { id: 1, name: "Acme" } };
  expect((await read(given))?.placeholders).toEqual({
    "ticket.organization.name": "Acme",
    "current_user.name": "Ada Lovelace",
    "current_user.first_name": "Ada",
  });
});

test("plain text is left as it was written", async () => {
  const conversation = [said("end-user", "a <b> c", "2026-11-20T10:00:00Z", "text/plain")];
  expect((await read({ "ticket.conversation": conversation }))?.text).toBe("a <b> c");
});

test("comments, description and subject stand in, in this order", async () => {
  const comments = [
    { id: 2, author: { role: "end-user" }, value: "<p>newer</p>" },
    { id: 1, author: { role: "end-user" }, value: "older" },
    { id: 3, author: { role: "admin" }, value: "staff" },
  ];
  expect((await read({ "ticket.comments": comments, "ticket.description": "d" }))?.text).toBe("newer");
  expect((await read({ "ticket.comments": [], "ticket.description": "d" }))?.text).toBe("d");
  expect((await read({}))?.text).toBe("Subject");
});

test("a ticket without requester is not read", async () => {
  expect(await read({ "ticket.requester": null })).toBeUndefined();
});

test("what Zendesk verified of the requester goes along", async () => {
  const identity = { type: "email", value: REQUESTER.email, verified: true };
  expect((await read({}, [identity]))?.requester.emailVerified).toBe(true);
  const nameless = await read({ "ticket.requester": { ...REQUESTER, email: null } }, [identity]);
  expect(nameless?.requester).toEqual({ id: "7", name: "Ada", emailVerified: false, locale: "de" });
});

test("no more than 4,000 characters are sent", async () => {
  expect((await read({ "ticket.description": "x".repeat(9_000) }))?.text).toHaveLength(4_000);
});

test.each([
  ["<p>a</p><p>b</p>", "a\nb"],
  ["a<br>b<br/>c", "a\nb\nc"],
  ["<style>p{}</style>x &amp; y &lt;3", "x & y <3"],
  ["  spaced&nbsp;out  ", "spaced out"],
  ["5 < 6", "5 < 6"],
])("%s reads as %j", (html, plain) => {
  expect(plainText(html)).toBe(plain);
});
