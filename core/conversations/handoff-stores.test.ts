import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PartId } from "../profiles/profile.js";
import { TEST_DATABASES } from "../storage/test-databases.js";
import { openTwoTenants, type TestStores, type TwoTenants } from "../storage/test-stores.js";
import { CONVERSATION_TTL_MS } from "./conversation-store.js";
import type { RelayPayload } from "./handoff.js";
import { LEASE_MS } from "./relay-store.js";

const NOW_MS = Date.parse("2026-11-28T12:00:00Z");
const DAY_MS = 24 * 3_600_000;
const MARKER = "quetzalcoatlus";
const part = (name: string) => name as PartId;

describe.each(TEST_DATABASES)("hand-offs on $name", ({ create }) => {
  let tenants: TwoTenants | undefined;
  let own: TestStores;
  /** Another tenant on the same database. */
  let other: TestStores;

  beforeAll(async () => {
    tenants = await openTwoTenants(create);
    ({ own, other } = tenants);
  });

  afterAll(() => tenants?.close());

  const newHandoff = (conversationHash: string, whose: { partId?: string; subjectHash?: string } = {}) => ({
    handoffId: randomUUID(),
    channel: "slack" as const,
    conversationHash,
    partId: whose.partId === undefined ? undefined : part(whose.partId),
    subjectHash: whose.subjectHash,
    document: {
      address: { room: MARKER },
      locale: "en",
      summary: { reason: "asked" as const, slots: {} },
      identifiers: [],
    },
  });

  it("one stands for a conversation, until it is solved; found by its ticket, and the tenant's own", async () => {
    const { handoffs } = own.stores;
    const first = newHandoff("c-1");
    expect(await handoffs.add(first, NOW_MS)).toBe(true);
    expect(await handoffs.add(newHandoff("c-1"), NOW_MS)).toBe(false);
    expect(await handoffs.add({ ...newHandoff("c-1"), channel: "teams" }, NOW_MS)).toBe(true);
    expect(await other.stores.handoffs.standing("slack", "c-1")).toBeUndefined();
    await handoffs.note(first.handoffId, { state: "open", ticketId: "42" }, NOW_MS);
    expect(await handoffs.standing("slack", "c-1")).toMatchObject({ state: "open", ticketId: "42" });
    expect(await handoffs.byTicket("42")).toMatchObject({
      handoffId: first.handoffId,
      document: first.document,
    });
    expect(await other.stores.handoffs.byTicket("42")).toBeUndefined();
    await handoffs.note(first.handoffId, { state: "solved" }, NOW_MS);
    expect(await handoffs.standing("slack", "c-1")).toBeUndefined();
    expect(await handoffs.add(newHandoff("c-1"), NOW_MS)).toBe(true);
    const rows = await own.storage.db.selectFrom("handoffs").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(MARKER);
  });

  it("of two at once for a conversation one is made", async () => {
    const add = () => own.inTransaction((tx) => tx.handoffs.add(newHandoff("c-race"), NOW_MS));
    const made = await Promise.all([add(), add(), add()]);
    expect(made.filter(Boolean)).toHaveLength(1);
  });

  it("are forgotten by whose they are, with what waits in them, and when nothing moves", async () => {
    const { handoffs, relays } = own.stores;
    const [ofPart, ofStranger, stays, old] = [
      newHandoff("c-2", { partId: "p-1" }),
      newHandoff("c-3", { subjectHash: "s-1" }),
      newHandoff("c-4", { partId: "p-2", subjectHash: "s-2" }),
      newHandoff("c-5"),
    ];
    for (const each of [ofPart, ofStranger, stays]) await handoffs.add(each, NOW_MS);
    await handoffs.add(old, NOW_MS - 31 * DAY_MS);
    await relays.add(relay(ofPart.handoffId, "1"), NOW_MS);
    const owners = { partIds: [part("p-1")], hashes: ["s-1"] };
    expect((await handoffs.of(owners)).map(({ handoffId }) => handoffId).sort()).toEqual(
      [ofPart.handoffId, ofStranger.handoffId].sort(),
    );
    expect(await handoffs.of({ ...owners, channel: "teams" })).toEqual([]);
    expect(await other.stores.handoffs.forget(owners)).toBe(0);
    expect(await handoffs.forget(owners)).toBe(2);
    expect(await handoffs.forget({ partIds: [], hashes: [] })).toBe(0);
    expect(await relays.held([ofPart.handoffId])).toEqual([]);
    expect(await handoffs.byId(stays.handoffId)).toBeDefined();
    expect(await handoffs.forgetOlder(NOW_MS)).toBe(1);
    expect(await handoffs.byId(old.handoffId)).toBeUndefined();
  });

  const wrote = (text: string): RelayPayload => ({ kind: "customer_wrote", text });
  const relay = (handoffId: string, source: string, recipient: "zendesk" | "slack" = "zendesk") => ({
    handoffId,
    recipient,
    source,
    payload: wrote(`${MARKER} ${source}`),
  });
  const take = (nowMs: number, abandonedBeforeMs = 0, stores = own) =>
    stores.stores.relays.take("zendesk", { nowMs, abandonedBeforeMs });

  it("relays: once for a source, in order within a hand-off, one taker each, and nothing kept once settled", async () => {
    const { handoffs, relays } = own.stores;
    const [a, b] = [newHandoff("c-6"), newHandoff("c-7")];
    for (const each of [a, b]) await handoffs.add(each, NOW_MS);
    expect(await relays.add(relay(a.handoffId, "1"), NOW_MS)).toBe(true);
    expect(await relays.add(relay(a.handoffId, "1"), NOW_MS)).toBe(false);
    await relays.add(relay(a.handoffId, "2"), NOW_MS);
    await relays.add(relay(a.handoffId, "3", "slack"), NOW_MS);
    await relays.add(relay(b.handoffId, "1"), NOW_MS + 1);
    expect(await take(NOW_MS - 1)).toEqual([]);
    expect(await take(NOW_MS, 0, other)).toEqual([]);
    const rows = await own.storage.db.selectFrom("relays").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(MARKER);

    const [first, second] = await Promise.all([take(NOW_MS + 1), take(NOW_MS + 1)]);
    const taken = [...first, ...second];
    expect(taken.map(({ handoffId, payload }) => [handoffId, payload]).sort()).toEqual(
      [
        [a.handoffId, wrote(`${MARKER} 1`)],
        [b.handoffId, wrote(`${MARKER} 1`)],
      ].sort(),
    );
    expect(taken.map(({ attempt }) => attempt)).toEqual([1, 1]);
    // Whoever has it may be gone: after a while another tries, and at once who knows that nobody else is there.
    expect(await take(NOW_MS + 2)).toEqual([]);
    expect(await relays.nextDueMs("zendesk")).toBe(NOW_MS + 1 + LEASE_MS);
    expect((await take(NOW_MS + 3, NOW_MS + 2)).map(({ attempt }) => attempt)).toEqual([2, 2]);
    expect((await take(NOW_MS + 3 + LEASE_MS)).map(({ attempt }) => attempt)).toEqual([3, 3]);

    for (const { relayId } of taken) await relays.settle(relayId, NOW_MS);
    const [next] = await take(NOW_MS + 4);
    expect(next).toMatchObject({ handoffId: a.handoffId, attempt: 1, payload: wrote(`${MARKER} 2`) });
    await relays.postpone(next?.relayId ?? "", NOW_MS + 100);
    expect(await take(NOW_MS + 99)).toEqual([]);
    expect(await relays.nextDueMs("zendesk")).toBe(NOW_MS + 100);
    expect(await relays.held([a.handoffId])).toEqual([wrote(`${MARKER} 2`), wrote(`${MARKER} 3`)]);
    await relays.settleAll(a.handoffId, "zendesk", NOW_MS);
    expect(await take(NOW_MS + DAY_MS)).toEqual([]);
    expect(await relays.nextDueMs("zendesk")).toBeUndefined();
    expect(await relays.held([a.handoffId])).toEqual([wrote(`${MARKER} 3`)]);
    expect(await relays.forgetOld(NOW_MS + CONVERSATION_TTL_MS)).toBe(0);
    expect(await relays.forgetOld(NOW_MS + CONVERSATION_TTL_MS + 1)).toBe(1);
    expect(await relays.held([a.handoffId])).toEqual([]);
  });
});
