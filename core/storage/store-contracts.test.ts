import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ADMIN_SCOPES } from "../privacy/admin-token-store.js";
import type { PartId } from "../profiles/profile.js";
import type { Receipt } from "../replies/receipt.js";
import { replyRecordSchema } from "../replies/reply-record.js";
import { tenantId } from "../tenant-id.js";
import { TEST_DATABASES, type TestDatabase } from "./test-databases.js";
import { TEST_INPUTS } from "./test-decision-inputs.js";
import { openTwoTenants, type TestStores, type TwoTenants } from "./test-stores.js";

const NOW_MS = Date.parse("2026-11-24T00:00:00Z");
const DAY_MS = 86_400_000;
const part = (name: string) => name as PartId;
const hashes = (...names: readonly string[]) => names.map((name) => name.padEnd(64, "0"));

const RECEIPT: Receipt = {
  fields: ["purchases.plan"],
  withheld: [],
  segment: { key: "vip", name: "VIP", confidence: 1, because: "plan is summit", tier: "rules" },
  tier: "rules",
  modelVersion: "none",
  source: { kind: "reply", key: "order_status", variant: "vip/en" },
  consent: { purpose: "personalization", status: "granted", basis: "consent" },
  reasons: ["plan is summit"],
};

describe.each(TEST_DATABASES)("the stores on $name", ({ name, create }) => {
  let database: TestDatabase;
  let tenants: TwoTenants | undefined;
  let own: TestStores;
  /** Another tenant on the same database. */
  let other: TestStores;

  beforeAll(async () => {
    tenants = await openTwoTenants(create);
    ({ database, own, other } = tenants);
  });

  afterAll(() => tenants?.close());

  describe("audit", () => {
    it("chains the entries of concurrent writers without a gap", async () => {
      const write = (n: number) =>
        own.inTransaction(({ audit }) =>
          audit.append([{ action: "read", actor: "cli", subject: `p-${n}`, detail: { n } }], NOW_MS + n),
        );
      await Promise.all(Array.from({ length: 20 }, (_, n) => write(n)));
      const seen: number[] = [];
      const verdict = await own.stores.audit.verify((checked) => seen.push(checked));
      expect(verdict).toMatchObject({ intact: true, entries: 20 });
      expect(seen.at(-1)).toBe(20);
      const entries = await own.stores.audit.list({ limit: 100 });
      expect(entries.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
      expect(await own.stores.audit.list({ subjects: ["p-3"], limit: 10 })).toHaveLength(1);
      expect(await own.stores.audit.list({ afterSequence: 18, limit: 10 })).toHaveLength(2);
    });

    it("is the tenant's own, and refuses what looks like somebody", async () => {
      expect(await other.stores.audit.list({ limit: 10 })).toEqual([]);
      const telling = own.inTransaction(({ audit }) =>
        audit.append([{ action: "read", actor: "cli", detail: { who: "vera@mail.example" } }], NOW_MS),
      );
      await expect(telling).rejects.toThrow("no word of ours");
    });

    it("can't be changed or shortened by the application", async () => {
      const { db } = own.storage;
      await expect(db.updateTable("audit").set({ actor: "nobody" }).execute()).rejects.toThrow();
      await expect(db.deleteFrom("audit").execute()).rejects.toThrow();
      expect((await own.stores.audit.verify()).intact).toBe(true);
    });

    it("names the first entry that somebody changed or removed behind its back", async () => {
      const asOwner = await behindItsBack(own, database);
      try {
        await asOwner.run("update audit set actor = 'nobody' where tenant_id = 'own' and sequence = 7");
        expect(await own.stores.audit.verify()).toMatchObject({
          intact: false,
          firstBroken: { sequence: 7 },
        });
        await asOwner.run("update audit set actor = 'cli' where tenant_id = 'own' and sequence = 7");
        expect((await own.stores.audit.verify()).intact).toBe(true);
        await asOwner.run("delete from audit where tenant_id = 'own' and sequence = 12");
        const verdict = await own.stores.audit.verify();
        expect(verdict.firstBroken).toEqual({ sequence: 12, reason: "it is missing" });
      } finally {
        await asOwner.close();
      }
    });
  });

  it("tombstones: are found, lifted, and the tenant's own; each erasure is remembered", async () => {
    const { tombstones } = own.stores;
    const sorted = async (names: readonly string[]) => [...(await tombstones.any(names))].sort();
    await tombstones.add(hashes("a", "b"), { nowMs: NOW_MS, profileId: "p-1" });
    await tombstones.add(hashes("a"), { nowMs: NOW_MS + 1, profileId: "p-2" });
    expect(await sorted(hashes("a", "b", "c"))).toEqual(hashes("a", "b"));
    expect(await other.stores.tombstones.any(hashes("a"))).toEqual([]);
    await other.stores.tombstones.lift(hashes("b"), NOW_MS);
    await tombstones.lift(hashes("a"), NOW_MS + 2);
    expect(await sorted(hashes("a", "b"))).toEqual(hashes("b"));
    expect([...(await tombstones.profilesOf(hashes("a")))].sort()).toEqual(["p-1", "p-2"]);
    expect(await other.stores.tombstones.profilesOf(hashes("a"))).toEqual([]);
    // What stands for tickets alone is no word about events.
    await tombstones.add(hashes("t"), { nowMs: NOW_MS, reach: "ticket" });
    expect(await sorted(hashes("t"))).toEqual([]);
    expect(await tombstones.anyOfTickets(hashes("t", "a"))).toEqual(hashes("t"));
    await tombstones.add(hashes("t"), { nowMs: NOW_MS, profileId: "p-3" });
    await tombstones.add(hashes("t"), { nowMs: NOW_MS, reach: "ticket" });
    expect(await sorted(hashes("t"))).toEqual(hashes("t"));
  });

  it("drops: add up, also at the same time", async () => {
    const add = () => own.inTransaction(({ drops }) => drops.add("api", new Map([["shoe", 2]])));
    await Promise.all(Array.from({ length: 10 }, add));
    expect(await own.stores.drops.list()).toEqual([{ attribute: "shoe", source: "api", count: 20 }]);
    expect(await other.stores.drops.list()).toEqual([]);
  });

  it("downloads: are good once, for a time, for their tenant", async () => {
    const ticket = await own.stores.downloads.create(part("p"), NOW_MS + 1_000);
    expect(await other.stores.downloads.take(ticket, NOW_MS)).toBeUndefined();
    expect(await own.stores.downloads.take(ticket, NOW_MS)).toBe("p");
    expect(await own.stores.downloads.take(ticket, NOW_MS)).toBeUndefined();
    const late = await own.stores.downloads.create(part("p"), NOW_MS);
    expect(await everythingIn(own, "downloads")).not.toContain(late);
    expect(await own.stores.downloads.take(late, NOW_MS)).toBeUndefined();
    await own.stores.downloads.create(part("p"), NOW_MS + 1_000);
    expect(await own.stores.downloads.forget([part("p")])).toBe(1);
  });

  it("tokens: are found until revoked, by their tenant, and stored as hashes", async () => {
    const token = (await own.stores.tokens.create("ops", ADMIN_SCOPES, NOW_MS)) ?? "";
    expect(await own.stores.tokens.create("ops", [], NOW_MS)).toBeUndefined();
    expect(await own.stores.tokens.find(token)).toMatchObject({ name: "ops", scopes: ADMIN_SCOPES });
    expect(await other.stores.tokens.find(token)).toBeUndefined();
    expect(await everythingIn(own, "admin_tokens")).not.toContain(token);
    expect(await own.stores.tokens.revoke("ops", NOW_MS)).toBe(true);
    expect(await own.stores.tokens.find(token)).toBeUndefined();
    expect(await own.stores.tokens.revoke("ops", NOW_MS)).toBe(false);
  });

  it("inbox: each message once, sealed, in order, with a history that can be forgotten", async () => {
    const event = (messageId: string) =>
      ({
        type: "track",
        event: "Markerevent",
        messageId,
        timestamp: new Date(NOW_MS).toISOString(),
        userId: "u",
      }) as const;
    const [about] = hashes("u");
    const add = (...ids: readonly string[]) =>
      own.inTransaction(({ inbox }) =>
        inbox.add(
          ids.map((id) => ({
            event: event(id),
            source: "api",
            subjectHash: about,
            trace: "t".repeat(32),
            dropped: [],
          })),
          NOW_MS,
        ),
      );
    const { inbox, deadLetters, history } = own.stores;
    const [one, two, again] = await add("1", "2", "1");
    expect([one, two, again]).toEqual([expect.any(Number), expect.any(Number), undefined]);
    const [known, three] = await add("2", "3");
    expect([known, three]).toEqual([undefined, expect.any(Number)]);
    expect(await inbox.newest()).toBe(three);
    const rows = await inbox.pending({ limit: 10 });
    expect(rows.map((row) => row.open().messageId)).toEqual(["1", "2", "3"]);
    expect(rows.map((row) => row.trace)).toEqual(Array.from({ length: 3 }, () => "t".repeat(32)));
    expect(await other.stores.inbox.pending({ limit: 10 })).toEqual([]);
    const found = async (filter: Omit<Parameters<typeof inbox.pending>[0], "limit">) =>
      (await inbox.pending({ limit: 10, ...filter })).map(({ sequence }) => sequence);
    expect(await found({ sequences: [Number(two), 99_999] })).toEqual([two]);
    expect(await found({ after: Number(one), upTo: Number(two) })).toEqual([two]);
    expect(await found({ about: hashes("u") })).toEqual([one, two, three]);
    expect(await found({ about: hashes("somebody else") })).toEqual([]);
    const waiting = { after: Number(one), beforeMs: NOW_MS + 1, limit: 10 };
    expect(await inbox.waiting(waiting)).toEqual(
      [two, three].map((sequence) => ({ sequence, subjectHash: about })),
    );
    expect(await inbox.waiting({ ...waiting, beforeMs: NOW_MS })).toEqual([]);
    expect(await inbox.countWaiting(2)).toBe(2);
    expect(await inbox.backlog(2)).toEqual({ events: 2, oldestAtMs: NOW_MS });
    expect(await other.stores.inbox.backlog(9)).toEqual({ events: 0, oldestAtMs: undefined });
    expect(await inbox.isWaiting(Number(one), [])).toBe(true);
    expect(await inbox.isWaiting(Number(one), [Number(one)])).toBe(false);
    expect(await everythingIn(own, "inbox")).not.toContain("Markerevent");
    const [first, second, third] = rows;
    if (first === undefined || second === undefined || third === undefined) throw new Error("three rows");
    const kept = (row: typeof first, daysAgo: number) => ({
      ...row,
      kept: {
        partId: part("p"),
        module: "purchases",
        occurredAtMs: NOW_MS - daysAgo * DAY_MS,
        sealed: Buffer.from([daysAgo]),
      },
    });
    await inbox.markApplied([kept(first, 9), kept(second, 1)]);
    expect(await inbox.pending({ limit: 10, sequences: [first.sequence] })).toEqual([]);
    expect((await history.of([part("p")])).map((row) => row.sealed[0])).toEqual([9, 1]);
    expect(await history.forget([part("p")], { beforeMs: NOW_MS - 2 * DAY_MS })).toBe(1);
    expect(await history.forgetOlder("behaviour", NOW_MS)).toBe(0);
    expect(await history.of([part("p")])).toHaveLength(1);

    expect(await other.stores.deadLetters.bury(third.sequence, "TypeError", 3, NOW_MS)).toBeUndefined();
    expect(await deadLetters.bury(third.sequence, "TypeError", 3, NOW_MS)).toEqual({
      source: "api",
      subjectHash: about,
    });
    expect(await deadLetters.bury(first.sequence, "TypeError", 3, NOW_MS)).toBeUndefined();
    expect(await inbox.counts()).toEqual({ pending: 0, applied: 2, dead: 1 });
    expect([await deadLetters.count(), await other.stores.deadLetters.count()]).toEqual([1, 0]);
    const [dead] = await deadLetters.dead(0, 10);
    expect(dead?.open().messageId).toBe("3");
    expect(dead).toMatchObject({ error: "TypeError", attempts: 3, diedAtMs: NOW_MS });
    expect(await other.stores.deadLetters.deadRow(third.sequence)).toBeUndefined();
    expect(await other.stores.deadLetters.revive([third.sequence])).toEqual([]);
    expect(await deadLetters.revive([third.sequence])).toEqual([
      { sequence: third.sequence, subjectHash: about },
    ]);
    expect(await inbox.counts()).toMatchObject({ pending: 1, dead: 0 });
    await deadLetters.bury(third.sequence, "TypeError", 3, NOW_MS);
    expect((await deadLetters.deadRow(third.sequence))?.attempts).toBe(6);
    expect(await deadLetters.forgetOlder(NOW_MS)).toBe(0);
    expect(await deadLetters.forgetOlder(NOW_MS + 1)).toBe(1);
    expect(await deadLetters.revive([third.sequence])).toEqual([]);
    expect(await add("1", "2", "3")).toEqual([undefined, undefined, undefined]);
  });

  it("deliveries: are claimed once, also by two at once, and lose their address when settled", async () => {
    const delivery = (id: string, tenant: TestStores) => ({
      tenantId: tenant.setup.tenantId,
      channel: "slack" as const,
      deliveryId: id,
      address: { room: "MarkerRoom" },
    });
    const claim = (id: string) => own.stores.deliveries.claim(delivery(id, own), NOW_MS);
    expect((await Promise.all([claim("1"), claim("1")])).sort()).toEqual([false, true]);
    expect(await other.stores.deliveries.claim(delivery("1", other), NOW_MS)).toBe(true);
    const { deliveries } = own.stores;
    const interrupted = (beforeMs: number) => deliveries.interrupted("slack", { sinceMs: 0, beforeMs });
    const claimed = (nowMs: number) =>
      deliveries.interrupted("slack", { sinceMs: 0, beforeMs: nowMs, claimAtMs: nowMs });
    expect(await interrupted(NOW_MS + 1)).toEqual([delivery("1", own)]);
    const asked = await Promise.all([claimed(NOW_MS + 1), claimed(NOW_MS + 1)]);
    expect(asked.flat()).toEqual([delivery("1", own)]);
    expect(await claimed(NOW_MS + 2)).toEqual([delivery("1", own)]);
    expect(await everythingIn(own, "deliveries")).not.toContain("MarkerRoom");
    await own.stores.deliveries.settle("slack", "1", NOW_MS);
    expect(await interrupted(NOW_MS + 3)).toEqual([]);
    await expect(
      own.stores.deliveries.claim({ ...delivery("2", own), address: { room: "x".repeat(5_000) } }, NOW_MS),
    ).rejects.toThrow();
  });

  it("tickets: once each, sealed, and learnt from only as allowed", async () => {
    const ticket = (text: string, customer?: string) => ({
      text,
      reply: "r",
      ...(customer === undefined ? {} : { customer }),
    });
    const all = [ticket("MarkerText"), ticket("b", "u-1"), ticket("c", "u-2")];
    expect(await own.stores.tickets.add(all)).toEqual({ stored: 3, ofErased: [] });
    expect(await own.stores.tickets.add(all)).toEqual({ stored: 0, ofErased: [] });
    expect(await other.stores.tickets.count()).toBe(0);
    expect(await everythingIn(own, "tickets")).not.toContain("MarkerText");
    const hash = own.setup.index.hash("own|user_id", "u-1");
    const learnt = await own.stores.tickets.examples(async () => new Set([hash]));
    expect(learnt.examples.map(({ text }) => text).sort()).toEqual(["MarkerText", "b"]);
    expect(learnt.leftOut).toBe(1);
    expect(await own.stores.tickets.forget([hash])).toBe(1);
    expect(await own.stores.tickets.count()).toBe(2);
  });

  it("tickets: are found by the customer in any spelling, and not taken of erased people", async () => {
    const { tickets, tombstones } = own.stores;
    const hash = (type: string, value: string) => own.setup.index.hash(`own|${type}`, value);
    const written = [
      { text: "one", reply: "r", customer: " R1 ", created_at: "2026-11-01" },
      { text: "two", reply: "r", customer: "R1", satisfaction: "good" as const },
      { text: "three", reply: "r", customer: "Rita@Mail.example" },
    ];
    await tickets.add(written);
    const textsOf = async (...of: readonly string[]) => (await tickets.of(of)).map(({ text }) => text).sort();
    expect(await textsOf(hash("user_id", "R1"))).toEqual(["one", "two"]);
    expect(await textsOf(hash("email", "rita@mail.example"))).toEqual(["three"]);
    expect(await other.stores.tickets.of([hash("user_id", "R1")])).toEqual([]);
    const two = { text: "two", reply: "r", satisfaction: "good" };
    expect(await tickets.of([hash("user_id", "R1")])).toContainEqual(two);
    expect(await tickets.forget([hash("user_id", "R1"), hash("email", "rita@mail.example")])).toBe(3);
    await tombstones.add([hash("user_id", "R1")], { nowMs: NOW_MS, reach: "ticket" });
    await tombstones.add([hash("email", "rita@mail.example")], { nowMs: NOW_MS });
    const fourth = { text: "four", reply: "r", customer: "R2" };
    expect(await tickets.add([...written, fourth])).toEqual({ stored: 1, ofErased: [0, 1, 2] });
    await tombstones.lift([hash("user_id", "R1")], NOW_MS);
    expect(await tickets.add(written)).toEqual({ stored: 2, ofErased: [2] });
    await tickets.forget(["R1", "R2"].map((value) => hash("user_id", value)));
  });

  it("tickets: are counted by reply and rating", async () => {
    const { tickets } = own.stores;
    const counted = [
      { text: "counted 1", reply: "counted", customer: "C1", satisfaction: "good" as const },
      { text: "counted 2", reply: "counted", customer: "C1", satisfaction: "good" as const },
      { text: "counted 3", reply: "counted", customer: "C1" },
    ];
    await tickets.add(counted);
    const counts = (await tickets.countsByReply()).filter(({ replyKey }) => replyKey === "counted");
    expect(counts).toHaveLength(2);
    expect(counts).toContainEqual({ replyKey: "counted", satisfaction: "good", count: 2 });
    expect(counts).toContainEqual({ replyKey: "counted", satisfaction: undefined, count: 1 });
    expect(await other.stores.tickets.countsByReply()).toEqual([]);
    await tickets.forget([own.setup.index.hash("own|user_id", "C1")]);
  });

  it("decisions: take feedback once, and go with their person", async () => {
    const { decisions } = own.stores;
    const decisionId = randomUUID();
    const record = {
      decisionId,
      partId: part("p"),
      channel: "slack" as const,
      conversationHash: "c",
      replyKey: "r",
    };
    await decisions.add([{ ...record, receipt: RECEIPT }], TEST_INPUTS, NOW_MS);
    expect(await everythingIn(own, "decisions")).not.toContain("plan is summit");
    const feedback = { tenantId: tenantId("own"), decisionId, kind: "rated_up", channel: "slack" } as const;
    expect(await decisions.addFeedback(feedback, NOW_MS)).toBe("stored");
    expect(await decisions.addFeedback(feedback, NOW_MS)).toBe("duplicate");
    expect(
      await other.stores.decisions.addFeedback({ ...feedback, tenantId: tenantId("other") }, NOW_MS),
    ).toBe("unknown_decision");
    expect(await decisions.of([part("p")])).toMatchObject([{ decisionId, receipt: RECEIPT }]);
    expect(await other.stores.decisions.of([part("p")])).toEqual([]);
    expect(await decisions.forget([part("p")])).toBe(1);
    expect(await decisions.feedbackCounts()).toEqual({});
  });

  it("decisions: feedback adds to the counts of its reply once, and keeps no text", async () => {
    const { decisions, replyCounts } = own.stores;
    const decisionId = randomUUID();
    const record = {
      decisionId,
      partId: part("q"),
      channel: "zendesk" as const,
      conversationHash: "c",
      replyKey: "counted",
      receipt: RECEIPT,
    };
    await decisions.add([record], TEST_INPUTS, NOW_MS);
    const edited = {
      tenantId: tenantId("own"),
      decisionId,
      kind: "edited",
      channel: "zendesk",
      edit: { suggested: "MarkerSuggested", sent: "MarkerSent" },
    } as const;
    const give = () => own.inTransaction((tx) => tx.decisions.addFeedback(edited, NOW_MS));
    expect((await Promise.all([give(), give()])).sort()).toEqual(["duplicate", "stored"]);
    const counted = (await replyCounts.all()).filter(({ replyKey }) => replyKey === "counted");
    expect(counted).toEqual([
      { replyKey: "counted", segment: "vip", outcome: "edited", place: 0, count: 1, updatedAtMs: NOW_MS },
    ]);
    expect(await everythingIn(own, "feedback")).not.toContain("Marker");
    expect(await decisions.forget([part("q")])).toBe(1);
    expect((await replyCounts.all()).some(({ replyKey }) => replyKey === "counted")).toBe(true);
  });

  it("replies and models: are replaced by key, and the tenant's own", async () => {
    const reply = replyRecordSchema.parse({ key: "a", title: "A", body: "Hello" });
    expect(await own.stores.replies.put(reply, NOW_MS)).toBe(true);
    expect(await own.stores.replies.put(reply, NOW_MS)).toBe(false);
    expect(await own.stores.replies.put({ ...reply, body: "Hi" }, NOW_MS)).toBe(true);
    expect((await own.stores.replies.all()).get("a")?.body).toBe("Hi");
    expect(await other.stores.replies.count()).toBe(0);
    await own.stores.models.saveText("v1", Buffer.from("one"), NOW_MS);
    await own.stores.models.saveText("v2", Buffer.from("two"), NOW_MS);
    expect(await everythingIn(own, "models")).toContain("v2");
    expect(await other.stores.models.loadText()).toBeUndefined();
    // As one that an earlier release wrote.
    expect(await own.stores.models.loadText()).toBe("unreadable");
  });

  it("a transaction that fails leaves nothing", async () => {
    const failing = own.inTransaction(async ({ tombstones }) => {
      await tombstones.add(hashes("rolled-back"), { nowMs: NOW_MS });
      throw new Error("on purpose");
    });
    await expect(failing).rejects.toThrow("on purpose");
    expect(await own.stores.tombstones.any(hashes("rolled-back"))).toEqual([]);
  });

  if (name === "postgres") {
    it("a query that forgets its tenant sees that tenant's rows only, and writes no other's", async () => {
      await other.stores.tombstones.add(hashes("theirs"), { nowMs: NOW_MS });
      await other.inTransaction(({ audit }) => audit.append([{ action: "read", actor: "cli" }], NOW_MS));
      for (const { name: table } of await own.storage.db.introspection.getTables()) {
        const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(
          own.storage.db,
        );
        const tenants = new Set(rows.flatMap((row) => ("tenant_id" in row ? [row.tenant_id] : [])));
        expect(
          [...tenants].filter((tenant) => tenant !== "own"),
          table,
        ).toEqual([]);
      }
      const theirs = { tenant_id: "other", identifier_hash: "forged", erased_at: 1 };
      await expect(own.storage.db.insertInto("tombstones").values(theirs).execute()).rejects.toThrow(
        /row-level security/,
      );
      await own.storage.db.deleteFrom("tombstones").execute();
      expect(await other.stores.tombstones.any(hashes("theirs"))).toEqual(hashes("theirs"));
    });
  }
});

/** Whatever lies in a table, bytes as text. */
async function everythingIn({ storage }: TestStores, table: string): Promise<string> {
  const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(storage.db);
  expect(rows.length).toBeGreaterThan(0);
  return rows
    .flatMap((row) => Object.values(row))
    .map((value) =>
      value instanceof Uint8Array || value instanceof ArrayBuffer
        ? Buffer.from(value as Uint8Array).toString("latin1")
        : String(value),
    )
    .join("\n");
}

/** Somebody with the database's own rights, who gets past what guards the audit. */
async function behindItsBack({ storage }: TestStores, { databaseUrl }: TestDatabase) {
  if (databaseUrl === undefined) {
    for (const verb of ["update", "delete"])
      await sql.raw(`drop trigger audit_refuses_${verb}`).execute(storage.db);
    return { run: (statement: string) => sql.raw(statement).execute(storage.db), close: async () => {} };
  }
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  return { run: (statement: string) => client.query(statement), close: () => client.end() };
}
