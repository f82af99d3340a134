import { join } from "node:path";
import { Migrator, sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ProfileEvent } from "../events/profile-event.js";
import { createVault } from "../privacy/vault.js";
import { tenantId } from "../tenant-id.js";
import { openTestCore, steppedClock, TEST_MASTER_KEY } from "../testing.js";
import { backupSqlite, restoreSqlite } from "./backup.js";
import { migrations } from "./migrations.js";
import { openPostgres } from "./open-postgres.js";
import { openSqlite } from "./open-sqlite.js";
import { TEST_DATABASES, type TestDatabase } from "./test-databases.js";

const NOW_MS = Date.parse("2026-11-24T00:00:00Z");
const TENANT = tenantId("test");
const PROFILE = "5d1f0000-0000-4000-8000-000000000001";

/** As the first version stored it. */
const DOCUMENT = {
  identifiers: [
    { type: "user_id", value: "u-1" },
    { type: "email", value: "vera@mail.example" },
  ],
  consent: { personalization: { status: "granted", atMs: NOW_MS - 5, source: "api" } },
  traits: { "demographics.first_name": { value: "Vera", source: "api", observedAtMs: NOW_MS - 5 } },
  orders: {
    "A-1": {
      total: 12,
      currency: "EUR",
      orderedAtMs: NOW_MS - 9,
      status: "shipped",
      statusAtMs: NOW_MS - 3,
      refunded: 0,
    },
  },
  tickets: { "7": { status: "solved", statusAtMs: NOW_MS - 4, satisfaction: "good" } },
  messages: { slack: 2 },
  views: { tents: 3 },
  pages: 4,
  firstSeenAtMs: NOW_MS - 10,
};

describe.each(TEST_DATABASES)("a database of the first version on $name", ({ name, create }) => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await create();
    await fillVersion1(database);
  });

  afterEach(() => database.drop());

  it("is moved with everybody in it, who are found by what named them", async () => {
    const test = await openTestCore({ ...database, clock: steppedClock(NOW_MS), stocked: false });
    try {
      for (const identifier of DOCUMENT.identifiers) {
        const subject = { identifier: { type: identifier.type as "email", value: identifier.value } };
        const all = await test.core.privacy.exportData(subject, "cli");
        expect(all?.profileId).toBe(PROFILE);
        expect(all?.fields).toMatchObject({
          "demographics.first_name": "Vera",
          "purchases.orders_total": 1,
          "purchases.last_order_status": "shipped",
          "interactions.messages_total": 2,
          "behaviour.favourite_category": "tents",
          "behaviour.pages": 4,
        });
        expect(all?.consent.decisions.personalization.status).toBe("granted");
        expect(all?.decisions).toMatchObject([
          { decisionId: "d-1", receipt: { reasons: ["plan is summit"] } },
        ]);
      }
    } finally {
      await test.close();
    }
  });

  it("is moved once", async () => {
    for (let opening = 0; opening < 2; opening++) {
      const test = await openTestCore({ ...database, clock: steppedClock(NOW_MS), stocked: false });
      const parts = await test.core.storage.db.selectFrom("profile_parts").select("part_id").execute();
      await test.close();
      expect(parts, name).toEqual([{ part_id: PROFILE }]);
    }
  });
});

it("a backup of the first version is restored, and brought up to date", async () => {
  const [sqlite] = TEST_DATABASES;
  if (sqlite === undefined) throw new Error("the embedded database is one of them");
  const [old, next] = [await sqlite.create(), await sqlite.create()];
  await fillVersion1(old);
  const file = join(next.dataDir, "backup");
  backupSqlite(old.dataDir, file);
  const vault = createVault({ current: Buffer.from(TEST_MASTER_KEY, "hex") });
  await restoreSqlite({ dataDir: next.dataDir, file, vault, tenantId: TENANT });
  const test = await openTestCore({ ...next, clock: steppedClock(NOW_MS), stocked: false });
  expect((await test.core.privacy.exportData({ profileId: PROFILE }, "cli"))?.identifiers).toHaveLength(2);
  await test.close();
  await Promise.all([old.drop(), next.drop()]);
});

describe.each(TEST_DATABASES)("a database before events had subjects, on $name", ({ create }) => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await create();
    await fillVersion2(database);
  });

  afterEach(() => database.drop());

  it("keeps what waits, what was erased and what was given up, and goes on with all of it", async () => {
    const test = await openTestCore({ ...database, clock: steppedClock(NOW_MS), stocked: false });
    const { core, tenantId: tenant } = test;
    try {
      await core.drained();
      const exportOf = (value: string) =>
        core.privacy.exportData({ identifier: { type: "user_id", value } }, "cli");
      expect((await exportOf("u-waiting"))?.fields["purchases.plan"]).toBe("summit");
      expect((await core.library.counts()).events).toEqual({ pending: 0, applied: 1, dead: 1 });
      const [dead] = await core.deadLetters.list({ limit: 10 });
      expect(dead).toMatchObject({ error: "TypeError", attempts: 0, event: { type: "identify" } });
      await core.deadLetters.replay("all", { actor: "cli" });
      await core.drained();
      expect((await exportOf("u-dead"))?.fields["purchases.plan"]).toBe("summit");

      await core.ingest(tenant, [identify("late", "u-erased")], "api");
      await core.drained();
      expect(await exportOf("u-erased")).toBeUndefined();
    } finally {
      await test.close();
    }
  });
});

function identify(messageId: string, userId: string): ProfileEvent {
  const timestamp = new Date(NOW_MS).toISOString();
  return { type: "identify", messageId, userId, timestamp, traits: { plan: "summit" } };
}

/** The migrations up to and with `last` on an empty database. */
async function migrateTo(last: string, { dataDir, databaseUrl }: TestDatabase) {
  const dialect = databaseUrl === undefined ? "sqlite" : "postgres";
  const vault = createVault({ current: Buffer.from(TEST_MASTER_KEY, "hex") });
  const opened =
    databaseUrl === undefined ? await openSqlite(dataDir) : await openPostgres(databaseUrl, TENANT);
  const all = Object.entries(migrations({ vault, dialect }));
  const some = Object.fromEntries(all.filter(([name]) => name <= last));
  const provider = { getMigrations: async () => some };
  const { error } = await new Migrator({ db: opened.migrating, provider }).migrateToLatest();
  if (error !== undefined) throw error;
  return { vault, opened, db: opened.migrating };
}

async function fillVersion2(database: TestDatabase): Promise<void> {
  const { vault, opened, db } = await migrateTo("0002-parts-audit-tombstones", database);
  const key = vault.newDataKey(TENANT);
  const indexKey = vault.newDataKey(TENANT);
  const index = vault.openIndex(indexKey, TENANT);
  await sql`insert into tenants (tenant_id, name, regime, wrapped_key, wrapped_index_key)
    values (${TENANT}, 'Test', 'gdpr', ${key}, ${indexKey})`.execute(db);
  for (const [state, error] of [
    ["pending", null],
    ["dead", "TypeError"],
  ] as const) {
    const event = identify(state, state === "pending" ? "u-waiting" : "u-dead");
    const hash = index.hash(`${TENANT}|message`, event.messageId);
    const sealed = vault.seal(key, TENANT, hash, JSON.stringify(event));
    await sql`insert into inbox (tenant_id, message_hash, source, payload_sealed, received_at, state, error)
      values (${TENANT}, ${hash}, 'api', ${sealed}, ${NOW_MS}, ${state}, ${error})`.execute(db);
  }
  await sql`insert into tombstones (tenant_id, identifier_hash, erased_at)
    values (${TENANT}, ${index.hash(`${TENANT}|user_id`, "u-erased")}, ${NOW_MS - 1})`.execute(db);
  await opened.close();
}

async function fillVersion1(database: TestDatabase): Promise<void> {
  const { vault, opened, db } = await migrateTo("0001-first-version", database);
  // The first version did not name the master key in front of a wrapped key.
  const wrapped = (owner: string) => vault.newDataKey(owner).subarray(4);
  const index = vault.openIndex(vault.legacyIndexKey(TENANT), TENANT);
  const tenantKey = wrapped(TENANT);
  const owner = `${TENANT}|${PROFILE}`;
  const key = wrapped(owner);
  const sealed = vault.seal(key, owner, "document", JSON.stringify(DOCUMENT));
  await sql`insert into tenants (tenant_id, name, regime, wrapped_key)
    values (${TENANT}, 'Test', 'gdpr', ${tenantKey})`.execute(db);
  await sql`insert into profiles (tenant_id, profile_id, wrapped_key, document_sealed)
    values (${TENANT}, ${PROFILE}, ${key}, ${sealed})`.execute(db);
  for (const { type, value } of DOCUMENT.identifiers) {
    const hash = index.hash(`${TENANT}|${type}`, value);
    await sql`insert into identifiers (tenant_id, identifier_hash, type, profile_id)
      values (${TENANT}, ${hash}, ${type}, ${PROFILE})`.execute(db);
  }
  const receipt = JSON.stringify({ reasons: ["plan is summit"] });
  await sql`insert into decisions
      (decision_id, tenant_id, profile_id, channel, conversation_hash, reply_key, receipt, decided_at)
    values ('d-1', ${TENANT}, ${PROFILE}, 'slack', 'c', 'r', ${receipt}, ${NOW_MS - 2})`.execute(db);
  await opened.close();
}
