import { afterEach, beforeEach, expect, test } from "vitest";
import { startZendeskStandIn, type ZendeskStandIn } from "./zendesk-stand-in.js";
import { createZendeskTickets, type ZendeskTickets } from "./zendesk-tickets.js";

let standIn: ZendeskStandIn;
let tickets: ZendeskTickets;

beforeEach(async () => {
  standIn = await startZendeskStandIn();
  const { apiUrl: url, email, token } = standIn;
  tickets = createZendeskTickets({ url, email, token });
});

afterEach(() => standIn.close());

const NEW = {
  externalId: "rapport-handoff-1",
  subject: "Damaged on arrival (Slack)",
  body: "Handed over from Slack (rapport-handoff-1).",
  requester: { name: "Vera", email: "vera@customers.example", locale: "de" },
  tags: ["rapport_handoff"],
};

test("a ticket is made once, also when it is asked for twice, and found by our number", async () => {
  expect(await tickets.find(NEW.externalId)).toBeUndefined();
  const id = await tickets.create(NEW);
  expect(await tickets.create(NEW)).toBe(id);
  expect(await tickets.find(NEW.externalId)).toBe(id);
  expect(standIn.tickets).toHaveLength(1);
  expect(standIn.tickets[0]).toMatchObject({ subject: NEW.subject, tags: NEW.tags });
  expect(standIn.requesters).toEqual([NEW.requester]);
});

test("the ticket of somebody whom Zendesk knows is for them", async () => {
  await tickets.create({ ...NEW, requester: { id: "4711" } });
  expect(standIn.tickets[0]?.requester_id).toBe(4711);
});

test("a note is private; what the customer wrote is public and theirs; both are found by their mark", async () => {
  const ticketId = await tickets.create(NEW);
  expect(await tickets.hasMark(ticketId, "1")).toBe(false);
  await tickets.comment({ ticketId, mark: "1", body: "Why: asked", as: "note", opens: false });
  await tickets.comment({ ticketId, mark: "2", body: "Hello?", as: "requester", opens: true });
  const [ticket] = standIn.tickets;
  expect(ticket?.comments.slice(1)).toMatchObject([
    { body: "Why: asked", public: false },
    { body: "Hello?", public: true, author_id: ticket?.requester_id },
  ]);
  expect(ticket?.status).toBe("open");
  expect(await tickets.hasMark(ticketId, "1")).toBe(true);
  expect(await tickets.hasMark(ticketId, "3")).toBe(false);
});

test("of the comments, the public ones of the company's own people are read, oldest first", async () => {
  const ticketId = await tickets.create(NEW);
  await tickets.comment({ ticketId, mark: "1", body: "a note", as: "note", opens: false });
  await tickets.comment({ ticketId, mark: "2", body: "the customer's", as: "requester", opens: true });
  standIn.reply(Number(ticketId), "first");
  standIn.reply(Number(ticketId), "second");
  expect((await tickets.agentComments(ticketId)).map(({ text, author }) => [text, author])).toEqual([
    [NEW.body, "Rapport"],
    ["first", "Alex Morgan"],
    ["second", "Alex Morgan"],
  ]);
});

test("what may pass is told from what won't, and nothing is tried twice here", async () => {
  standIn.refusal = 503;
  await expect(tickets.create(NEW)).rejects.toMatchObject({ code: "vendor_unavailable" });
  standIn.refusal = 422;
  await expect(tickets.create(NEW)).rejects.toMatchObject({ code: "vendor_refused" });
  standIn.refusal = undefined;
  await expect(tickets.hasMark("1", "x")).rejects.toMatchObject({ code: "not_found" });
  expect(standIn.requests).toHaveLength(3);
});
