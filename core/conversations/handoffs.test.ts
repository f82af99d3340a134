import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RapportError } from "../error.js";
import { openTestCore, steppedClock, TEST_CUSTOMERS, type TestCore } from "../testing.js";
import { parseFlows } from "./flows/read-flows.js";
import { handoffExternalId, type Relay } from "./handoff.js";
import { BACK_TO_BOT_CHOICE } from "./handoff-reply.js";
import type { RelayLine } from "./handoffs.js";

const NOW_MS = Date.parse("2026-11-28T12:00:00Z");
const HOUR_MS = 3_600_000;
const REQUEST = "I want to talk to a human";
const VIP = { type: "email", value: TEST_CUSTOMERS.vip.email } as const;

const clock = steppedClock(NOW_MS);
let test: TestCore;
let desk: RelayLine;
let chat: RelayLine;
/** What reached the desk and the customer, oldest first. */
let atDesk: Relay[];
let atCustomer: Relay[];
/** What the desk answers next. */
let trouble: Error | undefined;

beforeEach(async () => {
  clock.set(NOW_MS);
  [atDesk, atCustomer, trouble] = [[], [], undefined];
  test = await openTestCore({ clock });
  serve();
});

afterEach(() => test.close());

function serve(): void {
  const { handoffs } = test.core;
  desk = handoffs.serve(test.tenantId, "zendesk", async (relay) => {
    if (trouble !== undefined) throw trouble;
    atDesk.push(relay);
    return relay.kind === "open" ? { ticketId: "42" } : undefined;
  });
  chat = handoffs.serve(test.tenantId, "slack", async (relay) => {
    atCustomer.push(relay);
    return undefined;
  });
}

const say = (text: string, more: { readonly choice?: string; readonly channel?: "slack" | "teams" } = {}) => {
  const { channel = "slack", ...others } = more;
  return test.core.respond({
    tenantId: test.tenantId,
    channel,
    conversationId: "T1/D1",
    sender: { identifiers: [{ type: "slack_user_id", value: "T1/U1" }, VIP], name: "Vera" },
    isPrivate: true,
    text,
    address: { room: "D1" },
    link: async () => "https://acme.slack.com/archives/D1/p1",
    ...others,
  });
};

const fromDesk = (
  event: { readonly kind: "agent_replied"; readonly text: string } | { readonly kind: "solved" },
) =>
  test.core.handoffs.fromDesk(
    event.kind === "solved"
      ? { tenantId: test.tenantId, ticketId: "42", kind: "solved", eventId: "e" }
      : { tenantId: test.tenantId, ticketId: "42", commentId: event.text, ...event },
  );

async function settled(): Promise<void> {
  await desk.idle();
  await chat.idle();
  await desk.idle();
}

it("without a desk the customer is told so", async () => {
  const alone = await openTestCore({ stocked: false });
  const { text, kind } = await alone.core.respond({
    tenantId: alone.tenantId,
    channel: "slack",
    conversationId: "T1/D1",
    sender: { identifiers: [{ type: "slack_user_id", value: "T1/U1" }], locale: "de" },
    isPrivate: true,
    text: "Ich möchte mit einem Menschen sprechen",
    address: { room: "D1" },
  });
  expect(kind).toBe("handoff");
  expect(text).toContain("niemanden dazuholen");
  await alone.close();
});

describe("a conversation in Slack", () => {
  it("is handed off with what the agent needs and none of the customer's words", async () => {
    const reply = await say(REQUEST);
    expect(reply).toMatchObject({ kind: "handoff", choices: [{ replyKey: BACK_TO_BOT_CHOICE }] });
    await settled();
    expect(atDesk).toMatchObject([
      {
        kind: "open",
        attempt: 1,
        requester: { name: "Vera", email: VIP.value },
        lastInputs: [],
        summary: { reason: "asked", segment: "VIP", link: "https://acme.slack.com/archives/D1/p1" },
      },
      { kind: "summary", ticketId: "42" },
    ]);
    expect((await say("Are you there?")).kind).toBe("relayed");
    await settled();
    expect(atDesk[2]).toMatchObject({
      kind: "customer_wrote",
      link: "https://acme.slack.com/archives/D1/p1",
    });
    expect(atDesk[2]).not.toHaveProperty("text");
    expect(JSON.stringify(atDesk)).not.toContain("Are you there");
  });

  it("gets each of the agent's replies once, and the bot back when the ticket is solved", async () => {
    await say(REQUEST);
    await settled();
    expect(await fromDesk({ kind: "agent_replied", text: "Hello" })).toBe("passed_on");
    expect(await fromDesk({ kind: "agent_replied", text: "Hello" })).toBe("known");
    expect(await fromDesk({ kind: "solved" })).toBe("passed_on");
    await settled();
    expect(atCustomer.map(({ kind }) => kind)).toEqual(["agent_replied", "solved"]);
    expect(atCustomer[0]).toMatchObject({ address: { room: "D1" }, text: "Hello" });
    expect(await fromDesk({ kind: "agent_replied", text: "Too late" })).toBe("no_handoff");
    expect((await say("Where is my order?")).kind).toBe("answer");
  });

  it("goes back to the bot when the customer wants it, and the agent is told", async () => {
    await say(REQUEST);
    expect((await say("", { choice: BACK_TO_BOT_CHOICE })).text).toContain("I'm here again");
    await settled();
    expect(atDesk.map(({ kind }) => kind)).toEqual(["open", "summary", "bot_resumed"]);
    expect((await say("Where is my order?")).kind).toBe("answer");
    expect(await fromDesk({ kind: "agent_replied", text: "Hello" })).toBe("no_handoff");
  });

  it("finds its ticket by our number when an agent is faster than the note of it", async () => {
    trouble = new RapportError("vendor_unavailable", "away");
    await say(REQUEST);
    await desk.idle();
    const rows = await test.core.storage.db.selectFrom("handoffs").select("handoff_id").execute();
    const externalId = handoffExternalId(rows[0]?.handoff_id ?? "");
    const reply = { tenantId: test.tenantId, kind: "agent_replied", commentId: "1", text: "Hi" } as const;
    expect(
      await test.core.handoffs.fromDesk({ ...reply, ticketId: "43", externalId: "rapport-handoff-x" }),
    ).toBe("no_handoff");
    expect(await test.core.handoffs.fromDesk({ ...reply, ticketId: "42", externalId })).toBe("passed_on");
    await chat.idle();
    expect(atCustomer).toMatchObject([{ text: "Hi", ticketId: "42" }]);
    trouble = undefined;
    clock.set(NOW_MS + HOUR_MS);
    await desk.resume();
    // It may have stood for a while, so what was said in it is read.
    expect(atDesk.map(({ kind, attempt }) => [kind, attempt])).toEqual([
      ["open", 2],
      ["summary", 1],
      ["look", 1],
    ]);
  });
});

describe("a hand-off by a flow", () => {
  const FLOWS = `
languages: [de, en]
slots:
  order:
    type: order
    prompt: { en: "Which order?", de: "Welche Bestellung?" }
    validate: { ownOrder: false }
  story: { type: text, prompt: { en: "What happened?", de: "Was ist passiert?" } }
  wish:
    type: choice
    prompt: { en: "Money or a new one?", de: "Geld oder Ersatz?" }
    choices:
      - { value: refund, names: { en: [money], de: [Geld] } }
      - { value: new_one, names: { en: [a new one], de: [Ersatz] } }
flows:
  tracking:
    title: { en: your parcel, de: Ihr Paket }
    starts_on: [order_status]
    steps: [{ ask: order }, { ask: wish }, { end: done }]
  size_complaint:
    title: { en: your complaint, de: Ihre Beschwerde }
    starts_on: [size_help]
    steps: [{ ask: story }, { ask: wish }, { handoff: complaint_urgent }]
`;

  beforeEach(() => test.core.followFlows(parseFlows(FLOWS, "flows.yaml")));

  it.each(["slack", "teams"] as const)("from %s tells the agent of that flow, and why", async (channel) => {
    const texts = ["Where is my order?", "A-1001", "which size do I need", "The boots quetzal", "a new one"];
    for (const text of texts) await say(text, { channel });
    await settled();
    const [opened, note] = atDesk;
    expect(opened?.summary).toMatchObject({
      reason: "flow",
      flowReason: "complaint urgent",
      topic: "Your complaint",
      flow: "size_complaint",
      slots: { order: "A-1001", wish: "a new one" },
    });
    expect(JSON.stringify(note)).not.toContain("quetzal");
    expect(opened).toMatchObject({ lastInputs: channel === "slack" ? [] : texts.slice(1) });
  });

  it("where a person is asked for in its middle, says which question waited", async () => {
    await say("Where is my order?");
    await say("A-1001");
    await say(REQUEST);
    await settled();
    expect(atDesk[0]?.summary).toMatchObject({
      reason: "asked",
      topic: "Your parcel",
      flow: "tracking: waiting for wish",
      slots: { order: "A-1001" },
    });
    expect(atDesk[0]?.summary).not.toHaveProperty("flowReason");
  });

  it("leaves nothing to go on with when the bot is back", async () => {
    await say("Where is my order?");
    await say("A-1001");
    await say(REQUEST);
    await say("", { choice: BACK_TO_BOT_CHOICE });
    expect((await say("Where is it? Where is my order?")).text).toBe("Which order?");
  });
});

it("a conversation in Teams takes the customer's words along, and drops them once they have arrived", async () => {
  await say(REQUEST, { channel: "teams" });
  await say("Are you there?", { channel: "teams" });
  await settled();
  expect(atDesk).toMatchObject([
    { kind: "open", lastInputs: [REQUEST] },
    { kind: "summary" },
    { kind: "customer_wrote", text: "Are you there?" },
  ]);
  const rows = await test.core.storage.db.selectFrom("relays").select("payload_sealed").execute();
  expect(rows.map(({ payload_sealed }) => payload_sealed)).toEqual([null, null, null]);
});

describe("a desk in trouble", () => {
  it("is tried again with growing pauses, and nothing overtakes", async () => {
    trouble = new RapportError("vendor_unavailable", "away");
    await say(REQUEST);
    await say("Hello?");
    await desk.idle();
    const [row] = await test.core.storage.db.selectFrom("relays").selectAll().orderBy("position").execute();
    expect(row).toMatchObject({ attempts: 1, due_at: NOW_MS + 1_000 });
    clock.set(NOW_MS + 1_000);
    await desk.resume();
    const [again] = await test.core.storage.db.selectFrom("relays").selectAll().orderBy("position").execute();
    expect(again).toMatchObject({ attempts: 2, due_at: NOW_MS + 3_000 });
    trouble = undefined;
    clock.set(NOW_MS + 3_000);
    await desk.resume();
    expect(atDesk.map(({ kind }) => kind)).toEqual(["open", "summary", "customer_wrote", "look"]);
  });

  it.each([
    ["refuses", new RapportError("vendor_refused", "no"), 0],
    ["is away for half a day", new RapportError("vendor_unavailable", "away"), 12 * HOUR_MS],
    ["makes us stumble for half a day", new Error("a bug"), 12 * HOUR_MS],
  ])("that %s is given up, and the customer told", async (_what, error, afterMs) => {
    trouble = error;
    await say(REQUEST);
    await desk.idle();
    clock.set(NOW_MS + afterMs);
    await desk.resume();
    await chat.resume();
    expect(atCustomer).toMatchObject([{ kind: "unreachable" }]);
    expect((await say("Where is my order?")).kind).toBe("answer");
  });
});

it("an agent learns when a reply can't be delivered", async () => {
  await say(REQUEST);
  await settled();
  chat = test.core.handoffs.serve(test.tenantId, "slack", async () => {
    throw new RapportError("vendor_refused", "channel_not_found");
  });
  await fromDesk({ kind: "agent_replied", text: "Hello" });
  await settled();
  expect(atDesk.at(-1)).toMatchObject({ kind: "undelivered", code: "vendor_refused" });
});

it("what an earlier process had in hand is passed on after a restart, at once", async () => {
  let begun: (() => void) | undefined;
  const isBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  test.core.handoffs.serve(test.tenantId, "zendesk", async () => {
    begun?.();
    throw new RapportError("vendor_unavailable", "the process ends before it knows");
  });
  await say(REQUEST);
  await isBegun;
  clock.set(NOW_MS + 1);
  await test.reopen();
  serve();
  await desk.resume();
  expect(atDesk).toMatchObject([{ kind: "open", attempt: 2 }, { kind: "summary" }, { kind: "look" }]);
});

describe("the rights of a person", () => {
  const state = () => test.core.handoffs.conversationOf(test.tenantId, "42");

  it("the sidebar shows the segment as long as the customer allows it", async () => {
    await say(REQUEST);
    await settled();
    expect(await state()).toMatchObject({ channel: "slack", state: "open", segment: "VIP", sinceMs: NOW_MS });
    const answers = { answers: { personalization: false }, method: "chat", channel: "slack" } as const;
    await test.core.privacy.recordConsent({ identifier: VIP }, answers, "cli");
    expect(await state()).not.toHaveProperty("segment");
    expect(await test.core.handoffs.conversationOf(test.tenantId, "43")).toBeUndefined();
  });

  it("an export holds their hand-offs, and an erasure ends them", async () => {
    await say(REQUEST);
    await settled();
    const all = await test.core.privacy.exportData({ identifier: VIP }, "cli");
    expect(all?.handoffs).toMatchObject([{ channel: "slack", state: "open", ticketId: "42" }]);
    const report = await test.core.privacy.erase({ identifier: VIP }, "cli", "request");
    expect(report?.places).toContainEqual({ place: "hand-offs", entries: 1 });
    expect(await state()).toBeUndefined();
    expect(await fromDesk({ kind: "agent_replied", text: "Hello" })).toBe("no_handoff");
    expect((await say("Where is my order?")).kind).not.toBe("relayed");
  });

  it("a stranger's is found by the platform's id of them", async () => {
    const identifier = { type: "slack_user_id", value: "T1/STRANGER" } as const;
    await test.core.respond({
      tenantId: test.tenantId,
      channel: "slack",
      conversationId: "T1/D2",
      sender: { identifiers: [identifier] },
      isPrivate: true,
      text: REQUEST,
      address: { room: "D2" },
    });
    await settled();
    expect((await test.core.privacy.exportData({ identifier }, "cli"))?.handoffs).toHaveLength(1);
    const report = await test.core.privacy.erase({ identifier }, "cli", "request");
    expect(report?.places).toContainEqual({ place: "hand-offs", entries: 1 });
    expect(await test.core.privacy.exportData({ identifier }, "cli")).toBeUndefined();
  });
});
