import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ADMIN_SCOPES } from "../privacy/admin-token-store.js";
import type { PartId } from "../profiles/profile.js";
import type { Receipt } from "../replies/receipt.js";
import { replyRecordSchema } from "../replies/reply-record.js";
import { tenantId } from "../tenant-id.js";
import { TEST_DATABASES, type TestDatabase } from "./test-databases.js";
import { openTestStores, type TestStores } from "./test-stores.js";

const NOW_MS = Date.parse("2026-11-24T00:00:00Z");
const DAY_MS = 86_400_000;
const part = (name: string) => name as PartId;
const hashes = (...names: readonly string[]) => names.map((name) => name.padEnd(64, "0"));

const RECEIPT: Receipt = {
  fields: ["purchases.plan"],
  withheld: [],
  segment: { key: "vip", name: "VIP", confidence: 1, because: "plan is summit" },
  tier: "rules",
  modelVersion: "none",
  source: { kind: "reply", key: "order_status", variant: "vip/en" },
  consent: { purpose: "personalization", status: "granted", basis: "consent" },
  reasons: ["plan is summit"],
};

describe.each(TEST_DATABASES)("the stores on $name", ({ name, create }) => {
  let database: TestDatabase;
  let own: TestStores;
  /** Another tenant on the same database. */
  let other: TestStores;

  beforeAll(async () => {
    database = await create();
    own = await openTestStores(database, "own");
    other = await openTestStores(database, "other");
  });

  afterAll(async () => {
    await own.storage.close();
    await other.storage.close();
    await database.drop();
  });

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

  it("tombstones: are found, lifted, and the tenant's own", async () => {
    const [a, b] = hashes("a", "b");
    await own.stores.tombstones.add([a, b].map(String), NOW_MS);
    await own.stores.tombstones.add([String(a)], NOW_MS + 1);
    expect([...(await own.stores.tombstones.any(hashes("a", "b", "c")))].sort()).toEqual(hashes("a", "b"));
    expect(await other.stores.tombstones.any(hashes("a"))).toEqual([]);
    await own.stores.tombstones.lift(hashes("a"));
    expect(await own.stores.tombstones.any(hashes("a", "b"))).toEqual(hashes("b"));
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
    const add = (...ids: readonly string[]) =>
      own.inTransaction(({ inbox }) => inbox.add(ids.map(event), "api", NOW_MS));
    expect(await add("1", "2", "1")).toBe(2);
    expect(await add("2", "3")).toBe(1);
    const rows = await own.stores.inbox.pending(10);
    expect(rows.map((row) => row.open().messageId)).toEqual(["1", "2", "3"]);
    expect(await other.stores.inbox.pending(10)).toEqual([]);
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
    await own.stores.inbox.markApplied([kept(first, 9), kept(second, 1)]);
    await own.stores.inbox.markDead(third.sequence, "TypeError");
    expect(await own.stores.inbox.counts()).toEqual({ pending: 0, applied: 2, dead: 1 });
    expect((await own.stores.inbox.dead(0, 10)).map((row) => row.open().messageId)).toEqual(["3"]);
    expect((await own.stores.inbox.history([part("p")])).map((row) => row.sealed[0])).toEqual([9, 1]);
    expect(await own.stores.inbox.forgetHistory([part("p")], { beforeMs: NOW_MS - 2 * DAY_MS })).toBe(1);
    expect(await own.stores.inbox.forgetOlder("behaviour", NOW_MS)).toBe(0);
    expect(await own.stores.inbox.history([part("p")])).toHaveLength(1);
    expect(await add("1", "2", "3")).toBe(0);
  });

  it("conversations: are remembered for a day, and forgotten with their person", async () => {
    const { conversations } = own.stores;
    const context = { turns: 1, replyKeys: ["marker_reply"], offered: [] };
    const [hash] = hashes("conversation");
    await conversations.save(String(hash), context, part("p"), NOW_MS);
    expect(await conversations.load(String(hash), NOW_MS + DAY_MS - 1)).toEqual(context);
    expect((await conversations.load(String(hash), NOW_MS + DAY_MS)).turns).toBe(0);
    expect((await other.stores.conversations.load(String(hash), NOW_MS)).turns).toBe(0);
    expect(await everythingIn(own, "conversations")).not.toContain("marker_reply");
    expect(await conversations.forget([part("p")])).toBe(1);
    expect(await conversations.of([part("p")], NOW_MS)).toEqual([]);
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
    expect(await own.stores.deliveries.interrupted("slack", 0, NOW_MS + 1)).toEqual([delivery("1", own)]);
    expect(await everythingIn(own, "deliveries")).not.toContain("MarkerRoom");
    await own.stores.deliveries.settle("slack", "1", NOW_MS);
    expect(await own.stores.deliveries.interrupted("slack", 0, NOW_MS + 1)).toEqual([]);
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
    expect(await own.stores.tickets.add(all)).toBe(3);
    expect(await own.stores.tickets.add(all)).toBe(0);
    expect(await other.stores.tickets.count()).toBe(0);
    expect(await everythingIn(own, "tickets")).not.toContain("MarkerText");
    const hash = own.setup.index.hash("own|user_id", "u-1");
    const learnt = await own.stores.tickets.examples(async () => new Set([hash]));
    expect(learnt.examples.map(({ text }) => text).sort()).toEqual(["MarkerText", "b"]);
    expect(learnt.leftOut).toBe(1);
    expect(await own.stores.tickets.forget([hash])).toBe(1);
    expect(await own.stores.tickets.count()).toBe(2);
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
    await decisions.add([{ ...record, receipt: RECEIPT }], NOW_MS);
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
  });

  it("a transaction that fails leaves nothing", async () => {
    const failing = own.inTransaction(async ({ tombstones }) => {
      await tombstones.add(hashes("rolled-back"), NOW_MS);
      throw new Error("on purpose");
    });
    await expect(failing).rejects.toThrow("on purpose");
    expect(await own.stores.tombstones.any(hashes("rolled-back"))).toEqual([]);
  });

  if (name === "postgres") {
    it("a query that forgets its tenant sees that tenant's rows only, and writes no other's", async () => {
      await other.stores.tombstones.add(hashes("theirs"), NOW_MS);
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
