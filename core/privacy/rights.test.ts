import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ProfileEvent } from "../events/profile-event.js";
import type { Identifier } from "../profiles/identity/identifier.js";
import { TEST_DATABASES, type TestDatabase } from "../storage/test-databases.js";
import { openTestCore, steppedClock, type TestCore } from "../testing.js";
import { parseTenantInventory } from "./tenant-attributes.js";

const NOW_MS = Date.parse("2026-11-24T00:00:00Z");
const DAY_MS = 86_400_000;

const INVENTORY = parseTenantInventory(`
attributes:
  - { attribute: demographics.shoe_size, from: shoeSize, purposes: [service], retention_days: 30, kind: number, correctable: true }
  - { attribute: preferences.parcel_locker, from: parcelLocker, purposes: [service], retention_days: 30, kind: boolean, correctable: true }
  - { attribute: preferences.gift_wrap, from: giftWrap, purposes: [service], retention_days: 30, sources: [api], correctable: true }
`);

const user = (value: string): { readonly identifier: Identifier } => ({
  identifier: { type: "user_id", value },
});
const email = (value: string): { readonly identifier: Identifier } => ({
  identifier: { type: "email", value },
});

describe.each(TEST_DATABASES)("rights on $name", ({ create }) => {
  let database: TestDatabase;
  let test: TestCore;
  const clock = steppedClock(NOW_MS);

  beforeAll(async () => {
    database = await create();
  });
  afterAll(() => database.drop());

  beforeEach(async () => {
    clock.set(NOW_MS);
    const tenant = `t${randomUUID().replaceAll("-", "")}`;
    test = await openTestCore({ ...database, tenant, clock, stocked: false, core: { inventory: INVENTORY } });
  });
  afterEach(() => test.close());

  const identify = (given: Partial<ProfileEvent & { type: "identify" }>): ProfileEvent => ({
    type: "identify",
    messageId: randomUUID(),
    timestamp: new Date(clock.nowMs()).toISOString(),
    ...given,
  });

  async function ingest(...events: readonly ProfileEvent[]): Promise<void> {
    await test.core.ingest(test.tenantId, events, "api");
    await test.core.drained();
  }

  const deleted = (given: Partial<ProfileEvent>): ProfileEvent =>
    ({ ...identify({}), type: "track", event: "User Deleted", ...given }) as ProfileEvent;

  const exported = (subject: Parameters<TestCore["core"]["privacy"]["exportData"]>[0]) =>
    test.core.privacy.exportData(subject, "cli");

  async function importTickets(...values: readonly unknown[]) {
    const rejected: unknown[] = [];
    async function* lines() {
      for (const [n, value] of values.entries()) yield { line: n + 2, value };
    }
    const counts = await test.core.library.import("tickets", lines(), {
      async onRejected({ line, value }, reason) {
        rejected.push([line, value, reason]);
      },
      onProgress() {},
    });
    return { counts, rejected };
  }

  describe("one person's User Deleted", () => {
    const bob = { userId: "u-bob", anonymousId: "a-shared", traits: { email: "bob@mail.example" } };

    it.each([
      ["names another's address", { traits: undefined, context: { traits: { email: "bob@mail.example" } } }],
      [
        "claims another's address",
        { context: { externalIds: [{ type: "email", id: "bob@mail.example", verified: false }] } },
      ],
      ["names a browser that they share", { anonymousId: "a-shared" }],
    ])("%s: the other stays, and goes on", async (_, given) => {
      await ingest(identify(bob), identify({ userId: "u-anna", traits: { firstName: "Anna" } }));
      const before = await exported(user("u-bob"));
      await ingest(deleted({ userId: "u-anna", ...given } as Partial<ProfileEvent>));
      expect(await exported(user("u-anna"))).toBeUndefined();
      expect((await exported(user("u-bob")))?.profileId).toBe(before?.profileId);
      await ingest(identify({ ...bob, traits: { ...bob.traits, firstName: "Bob" } }));
      expect((await exported(email("bob@mail.example")))?.fields["demographics.first_name"]).toBe("Bob");
      await ingest(identify({ anonymousId: "a-shared", traits: { lastName: "Shared" } }));
      expect((await exported(user("u-bob")))?.fields["demographics.last_name"]).toBe("Shared");
      // And nobody was merged on the way.
      expect(await test.core.privacy.merges()).toEqual([]);
    });

    it("keeps out whom it vouches for and nobody holds, and not whom it claims", async () => {
      await ingest(
        deleted({
          userId: "u-new",
          context: { externalIds: [{ type: "email", id: "eve@mail.example", verified: false }] },
        } as Partial<ProfileEvent>),
      );
      await ingest(
        identify({ userId: "u-new", traits: { firstName: "New" } }),
        identify({ userId: "u-eve", traits: { email: "eve@mail.example" } }),
      );
      expect(await exported(user("u-new"))).toBeUndefined();
      expect(await exported(email("eve@mail.example"))).toBeDefined();
    });

    it("by a browser alone erases who is known by nothing else, and nobody who is", async () => {
      await ingest(identify({ anonymousId: "a-1" }), identify({ userId: "u-bob", anonymousId: "a-2" }));
      await ingest(deleted({ anonymousId: "a-1" }), deleted({ anonymousId: "a-2" }));
      expect(await exported({ identifier: { type: "anonymous_id", value: "a-1" } })).toBeUndefined();
      expect(await exported(user("u-bob"))).toBeDefined();
    });
  });

  describe("imported tickets", () => {
    const ticket = (text: string, customer: string) => ({ text, reply: "r", customer });

    it("of somebody without a profile are exported and erased, and don't come back by an import", async () => {
      const [one, two] = [ticket("first", "R1 "), ticket("second", "Rita@Mail.example")];
      await importTickets(one, two, ticket("third", "R2"));
      expect((await exported(user("R1")))?.tickets).toEqual([{ text: "first", reply: "r" }]);
      expect((await exported(email("RITA@mail.example")))?.tickets).toMatchObject([{ text: "second" }]);
      const report = await test.core.privacy.erase(user("R1"), "cli", "request");
      expect(report?.places).toContainEqual({ place: "training tickets", entries: 1 });
      await test.core.privacy.erase(email("rita@mail.example"), "cli", "request");
      expect(await exported(user("R1"))).toBeUndefined();
      const { counts, rejected } = await importTickets(one, two, ticket("fourth", "R1"));
      expect(counts).toMatchObject({ read: 3, stored: 0, duplicates: 0, rejected: 3 });
      const reason = expect.stringContaining("was erased");
      // The line, and no copy of what stood there.
      expect(rejected).toEqual([2, 3, 4].map((line) => [line, undefined, reason]));
      // Nor does an event bring them back.
      await ingest(identify({ userId: "R1" }));
      expect(await exported(user("R1"))).toBeUndefined();
      expect(await test.core.library.counts()).toMatchObject({ tickets: 1 });
      const proof = await test.core.privacy.audit({ subject: user("R1") });
      expect(proof.map(({ action }) => action)).toEqual(["erase"]);
      expect(proof[0]?.subject).toBe(report?.profileId);
    });

    it("of somebody known go and stay away with them, by whatever names them, until they agree again", async () => {
      const vera = { userId: "u-vera", traits: { email: "vera@mail.example" } };
      const crm = { externalIds: [{ type: "crm_contact_id", id: "crm/77" }] };
      await ingest(identify({ ...vera, context: crm }));
      const all = [ticket("a", " u-vera"), ticket("b", "VERA@mail.example"), ticket("c", "crm/77")];
      await importTickets(...all, ticket("d", "u-other"));
      expect((await exported(user("u-vera")))?.tickets.map(({ text }) => text).sort()).toEqual([
        "a",
        "b",
        "c",
      ]);
      await test.core.privacy.erase(user("u-vera"), "cli", "request");
      expect((await importTickets(...all)).counts).toMatchObject({ stored: 0, rejected: 3 });
      const said = { answers: { personalization: true }, method: "admin", channel: "cli" } as const;
      clock.set(NOW_MS + 1);
      await test.core.privacy.recordConsent(user("u-vera"), said, "cli");
      expect((await importTickets(...all)).counts).toMatchObject({ stored: 1, rejected: 2 });
    });
  });

  it("restricted data outlives retention and missing consent, until the restriction ends", async () => {
    const order = (orderId: string): ProfileEvent => ({
      ...(identify({}) as ProfileEvent & { type: "identify" }),
      type: "track",
      event: "Order Completed",
      userId: "u-1",
      properties: { order_id: orderId, total: 1 },
    });
    await ingest(
      identify({ userId: "u-1", traits: { shoeSize: 42, address: { city: "Bonn" } } }),
      { ...order("o-1"), messageId: "o-1" },
      identify({ userId: "u-2", traits: { shoeSize: 43 } }),
    );
    const before = await exported(user("u-1"));
    expect(before?.events).toHaveLength(1);
    await test.core.privacy.restrict(user("u-1"), true, "cli");
    clock.set(NOW_MS + 4_000 * DAY_MS);
    await test.core.privacy.sweep();
    const after = await exported(user("u-1"));
    expect(after?.modules).toEqual(before?.modules);
    expect(after?.events).toEqual(before?.events);
    expect((await exported(user("u-2")))?.fields["demographics.shoe_size"]).toBeUndefined();
    await test.core.privacy.restrict(user("u-1"), false, "cli");
    clock.set(clock.nowMs() + 2 * DAY_MS);
    await test.core.privacy.sweep();
    expect((await exported(user("u-1")))?.modules.demographics ?? {}).toEqual({});
  });

  it("a merge that is taken back leaves both restricted, and says so", async () => {
    await ingest(identify({ userId: "u-1" }), identify({ traits: { email: "one@mail.example" } }));
    await test.core.privacy.restrict(user("u-1"), true, "cli");
    await ingest(identify({ userId: "u-1", traits: { email: "one@mail.example" } }));
    const [merge] = await test.core.privacy.merges();
    expect(await test.core.privacy.unmerge(merge?.mergeId ?? "", "cli")).toMatchObject({ restricted: true });
    for (const subject of [user("u-1"), email("one@mail.example")]) {
      expect((await exported(subject))?.restricted).toBe(true);
    }
  });

  describe("corrections", () => {
    const correct = (attribute: string, value: string) =>
      test.core.privacy.correct(user("u-1"), attribute, value, "cli");

    beforeEach(() => ingest(identify({ userId: "u-1", traits: { shoeSize: 42, giftWrap: "red" } })));

    it.each([
      ["demographics.shoe_size", "45", 45],
      ["demographics.shoe_size", " 45,5 ", 45.5],
      ["preferences.parcel_locker", "Yes", true],
      ["preferences.parcel_locker", "false", false],
      ["preferences.language", "German", "de"],
      ["preferences.language", "de-at", "de-AT"],
      ["demographics.city", "Bonn", "Bonn"],
    ])("of %s to %j stores %j", async (attribute, written, value) => {
      expect(await correct(attribute, written)).toMatchObject({ changed: true });
      expect((await exported(user("u-1")))?.fields[attribute]).toBe(value);
      expect(await correct(attribute, written)).toMatchObject({ changed: false });
    });

    it.each([
      ["demographics.shoe_size", "banana"],
      ["demographics.shoe_size", "1e400"],
      ["preferences.parcel_locker", "maybe"],
      ["preferences.parcel_locker", "constructor"],
      ["preferences.language", "banana"],
      ["preferences.language", "de_DE!"],
      ["preferences.gift_wrap", "blue"],
      ["demographics.city", "  "],
    ])("of %s to %j are refused, and change nothing", async (attribute, written) => {
      const before = (await exported(user("u-1")))?.modules;
      await expect(correct(attribute, written)).rejects.toMatchObject({ code: "request_malformed" });
      expect((await exported(user("u-1")))?.modules).toEqual(before);
    });
  });

  it("somebody who only claims an address is not found by it, and by their id has all rights", async () => {
    const claimed = { externalIds: [{ type: "email", id: "vera@mail.example", verified: false }] };
    await ingest(identify({ context: claimed, traits: { firstName: "Mallory" } }));
    const { privacy, storage } = test.core;
    const subject = email("vera@mail.example");
    expect(await exported(subject)).toBeUndefined();
    expect(await privacy.read(subject, "service", "cli")).toBeUndefined();
    expect(await privacy.erase(subject, "cli", "request")).toBeUndefined();
    expect(await privacy.setRegime(subject, "ccpa", "cli")).toBe(false);
    expect(await privacy.restrict(subject, true, "cli")).toBe(false);
    const row = await storage.db
      .selectFrom("profile_parts")
      .select("part_id")
      .where("tenant_id", "=", test.tenantId)
      .executeTakeFirstOrThrow();
    const byId = { profileId: row.part_id };
    expect(await privacy.setRegime(byId, "ccpa", "cli")).toBe(true);
    expect(await privacy.correct(byId, "demographics.city", "Bonn", "cli")).toMatchObject({ changed: true });
    const said = { answers: { marketing: false }, method: "admin", channel: "cli" } as const;
    expect((await privacy.recordConsent(byId, said, "cli"))?.consent.marketing.status).toBe("denied");
    const all = await exported(byId);
    expect(all).toMatchObject({ regime: "ccpa", fields: { "demographics.city": "Bonn" } });
    const actions = (await privacy.audit({ subject: byId })).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(["regime", "correct"]));
    expect(await privacy.erase(byId, "cli", "request")).toBeDefined();
    expect(await exported(byId)).toBeUndefined();
  });

  it("an erasure is found in the audit by what named its person, also the one before", async () => {
    const said = { answers: { personalization: true }, method: "admin", channel: "cli" } as const;
    const proofs: (string | undefined)[] = [];
    for (const second of [1, 2]) {
      clock.set(NOW_MS + second * 1_000);
      await test.core.privacy.recordConsent(user("u-1"), said, "cli");
      proofs.push((await test.core.privacy.erase(user("u-1"), "cli", "request"))?.profileId);
    }
    const entries = await test.core.privacy.audit({ subject: user("u-1") });
    const erasures = entries.filter(({ action }) => action === "erase").map(({ subject }) => subject);
    expect(erasures).toEqual(proofs);
    expect(new Set(proofs).size).toBe(2);
    const [last = ""] = proofs.slice(-1);
    expect((await test.core.privacy.audit({ subject: { profileId: last } })).at(-1)?.action).toBe("erase");
  });

  it("NUL characters break nothing, whatever holds them", async () => {
    const nul = "a\u0000b";
    await ingest(
      identify({
        messageId: nul,
        userId: "u-1",
        anonymousId: nul,
        traits: { firstName: nul, [nul]: 1, email: `v${nul}@mail.example`, address: { [nul]: nul } },
        context: {
          externalIds: [{ type: "crm_contact_id", id: `crm/${nul}` }],
          device: { id: nul },
          groupId: nul,
          locale: nul,
          consent: { categoryPreferences: { [nul]: true }, textVersion: nul, regime: nul, covers: [nul] },
        },
      }),
      {
        ...identify({}),
        type: "track",
        event: nul,
        userId: "u-1",
        properties: { [nul]: nul },
      } as ProfileEvent,
      {
        ...identify({}),
        type: "page",
        name: nul,
        userId: "u-1",
        properties: { category: nul },
      } as ProfileEvent,
    );
    expect((await exported(user("u-1")))?.identifiers).toHaveLength(1);
    expect((await test.core.privacy.drops()).every(({ attribute }) => !attribute.includes("\u0000"))).toBe(
      true,
    );
    expect(await test.core.library.counts()).toMatchObject({ events: { pending: 0, dead: 0 } });
    const { tenantId } = test;
    const rated = { tenantId, decisionId: nul, kind: "rated_up", channel: "slack" } as const;
    expect(await test.core.feedback(rated)).toEqual({ status: "unknown_decision" });
    const delivery = { tenantId, channel: "slack", deliveryId: nul, address: { room: nul } } as const;
    expect(await test.core.claim(delivery)).toBe(true);
    const reply = await test.core.respond({
      tenantId,
      channel: "slack",
      conversationId: nul,
      sender: { identifiers: [{ type: "slack_user_id", value: nul }], locale: nul },
      isPrivate: true,
      text: nul,
    });
    expect(reply.kind).toBeDefined();
    await importTickets({ text: nul, reply: "r", customer: nul });
    expect(await exported(user(nul))).toBeDefined();
  });
});
