import { randomUUID } from "node:crypto";
import { copyFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ProfileEvent } from "../events/profile-event.js";
import { vaultOf } from "../keys.js";
import { openTestCore, steppedClock, TEST_MASTER_KEY, type TestCore } from "../testing.js";
import { backupSqlite, restoreSqlite } from "./backup.js";
import { TEST_DATABASES, type TestDatabase } from "./test-databases.js";

const [SQLITE] = TEST_DATABASES;
const NOW_MS = Date.parse("2026-11-24T00:00:00Z");

let database: TestDatabase;
let test: TestCore;
let clock: ReturnType<typeof steppedClock>;

beforeEach(async () => {
  if (SQLITE === undefined) throw new Error("the embedded database is one of them");
  database = await SQLITE.create();
  clock = steppedClock(NOW_MS);
  await open();
});

afterEach(async () => {
  await test.close();
  await database.drop();
});

async function open(): Promise<void> {
  test = await openTestCore({ dataDir: database.dataDir, clock, stocked: false });
}

const user = (value: string) => ({ identifier: { type: "user_id", value } }) as const;
const GRANT = { answers: { personalization: true }, method: "admin", channel: "cli" } as const;

async function ingest(...events: readonly Partial<ProfileEvent>[]): Promise<void> {
  clock.set(clock.nowMs() + 1_000);
  const timestamp = new Date(clock.nowMs()).toISOString();
  const all = events.map((event) => ({ type: "identify", messageId: randomUUID(), timestamp, ...event }));
  await test.core.ingest(test.tenantId, all, "api");
  await test.core.drained();
}

async function importTicket(text: string, customer: string): Promise<void> {
  async function* lines() {
    yield { line: 1, value: { text, reply: "r", customer } };
  }
  await test.core.library.import("tickets", lines(), { async onRejected() {}, onProgress() {} });
}

const exported = (value: string) => test.core.privacy.exportData(user(value), "cli");

async function erase(value: string): Promise<void> {
  clock.set(clock.nowMs() + 1_000);
  expect(await test.core.privacy.erase(user(value), "cli", "request")).toBeDefined();
}

/** @returns its name in the data folder */
function backup(name: string): string {
  backupSqlite(database.dataDir, join(database.dataDir, name));
  return name;
}

/** `libsql` holds a file open for a while after it was closed; another process would not: so the data moves. */
async function closeForGood(): Promise<void> {
  await test.core.storage.scrub();
  await test.close();
  if (SQLITE === undefined) return;
  const next = await SQLITE.create();
  for (const name of readdirSync(database.dataDir)) {
    if (!/-(wal|shm)$/.test(name)) copyFileSync(join(database.dataDir, name), join(next.dataDir, name));
  }
  await database.drop();
  database = next;
}

/** As `rapport restore` does it. */
async function restore(name: string) {
  await closeForGood();
  const vault = vaultOf({ masterKey: TEST_MASTER_KEY });
  const { dataDir } = database;
  const file = join(dataDir, name);
  const { tickets } = await restoreSqlite({ dataDir, file, vault, tenantId: test.tenantId });
  await open();
  clock.set(clock.nowMs() + 1_000);
  return { tickets, people: await test.core.privacy.eraseTombstoned("cli") };
}

describe("a restore", () => {
  it("erases again whom the live database had erased, and nobody else", async () => {
    const shared = { anonymousId: "a-shared", context: { device: { id: "d-shared" } } };
    await ingest(
      { userId: "u-anna", traits: { email: "anna@mail.example" } },
      { userId: "u-bob", ...shared },
      {
        userId: "u-eve",
        context: { externalIds: [{ type: "email", id: "eve@mail.example", verified: false }] },
      },
    );
    const file = backup("backup");
    await erase("u-anna");
    // As an earlier version left them: of a browser, a device and an address that others only claim.
    const { db } = test.core.storage;
    const others = await db
      .selectFrom("identifiers")
      .select(["tenant_id", "identifier_hash"])
      .where((where) => where.or([where("type", "!=", "user_id"), where("standing", "=", "claimed")]))
      .execute();
    expect(others).toHaveLength(3);
    await db
      .insertInto("tombstones")
      .values(others.map((row) => ({ ...row, erased_at: NOW_MS + 9_000_000 })))
      .execute();
    // What is gone from the live database protects nobody.
    await db.deleteFrom("profile_parts").execute();
    expect(await restore(file)).toEqual({ people: 1, tickets: 0 });
    for (const [who, is] of [
      ["u-anna", false],
      ["u-bob", true],
      ["u-eve", true],
    ] as const) {
      expect((await exported(who)) !== undefined, who).toBe(is);
    }
    expect((await exported("u-bob"))?.identifiers).toHaveLength(3);
  });

  it("erases again who was known by a browser alone", async () => {
    await ingest({ anonymousId: "a-1" });
    const file = backup("backup");
    const visitor = { identifier: { type: "anonymous_id", value: "a-1" } } as const;
    expect(await test.core.privacy.erase(visitor, "cli", "request")).toBeDefined();
    expect(await restore(file)).toEqual({ people: 1, tickets: 0 });
    expect(await test.core.privacy.exportData(visitor, "cli")).toBeUndefined();
  });

  it("leaves who is in the live database, whatever its tombstones say", async () => {
    await ingest({ userId: "u-bob" });
    const file = backup("backup");
    const { db } = test.core.storage;
    const rows = await db.selectFrom("identifiers").select(["tenant_id", "identifier_hash"]).execute();
    await db
      .insertInto("tombstones")
      .values(rows.map((row) => ({ ...row, erased_at: NOW_MS + 9_000_000 })))
      .execute();
    expect(await restore(file)).toEqual({ people: 0, tickets: 0 });
    expect(await exported("u-bob")).toBeDefined();
  });

  it("forgets what came before an erasure of somebody who agreed again since, again and again", async () => {
    await ingest({ userId: "u-vera", traits: { firstName: "Old" } });
    await importTicket("old ticket", "u-vera");
    const first = backup("first");
    await erase("u-vera");
    clock.set(clock.nowMs() + 1_000);
    await test.core.privacy.recordConsent(user("u-vera"), GRANT, "cli");
    await ingest({ userId: "u-vera", traits: { firstName: "New" } });
    await importTicket("new ticket", "u-vera");
    const second = backup("second");
    const name = async () => (await exported("u-vera"))?.fields["demographics.first_name"];

    expect(await restore(first)).toEqual({ people: 1, tickets: 1 });
    expect(await exported("u-vera")).toBeUndefined();
    await ingest({ userId: "u-vera", traits: { firstName: "Newer" } });
    expect(await name()).toBe("Newer");

    expect(await restore(second)).toEqual({ people: 0, tickets: 0 });
    expect(await name()).toBe("New");
    expect((await exported("u-vera"))?.tickets.map(({ text }) => text)).toEqual(["new ticket"]);

    const third = backup("third");
    expect(await restore(first)).toEqual({ people: 1, tickets: 1 });
    expect(await exported("u-vera")).toBeUndefined();
    expect(await restore(third)).toEqual({ people: 0, tickets: 0 });
    expect(await name()).toBe("New");
  });

  it("erases again who was only in imported tickets", async () => {
    await importTicket("of somebody", "R1");
    await importTicket("of another", "R2");
    const file = backup("backup");
    await erase("R1");
    expect(await restore(file)).toEqual({ people: 0, tickets: 1 });
    expect(await exported("R1")).toBeUndefined();
    expect((await exported("R2"))?.tickets).toHaveLength(1);
    await importTicket("of somebody", "R1");
    expect(await exported("R1")).toBeUndefined();
  });

  it("keeps who was taken apart from the erased one after the backup was made", async () => {
    await ingest({ userId: "u-1" });
    await ingest({ traits: { email: "two@mail.example", firstName: "Two" } });
    await ingest({ userId: "u-1", traits: { email: "two@mail.example" } });
    const file = backup("backup");
    const [merge] = await test.core.privacy.merges();
    await test.core.privacy.unmerge(merge?.mergeId ?? "", "cli");
    await erase("u-1");
    expect(await restore(file)).toEqual({ people: 1, tickets: 0 });
    expect(await exported("u-1")).toBeUndefined();
    const identifier = { type: "email", value: "two@mail.example" } as const;
    const two = await test.core.privacy.exportData({ identifier }, "cli");
    expect(two?.fields["demographics.first_name"]).toBe("Two");
    expect(await test.core.privacy.exportData({ profileId: two?.profileId ?? "" }, "cli")).toBeDefined();
  });

  it("takes a channel's data out again of people whom others know too, once", async () => {
    const slack = { externalIds: [{ type: "slack_user_id", id: "T1/U1" }] };
    await ingest({ userId: "u-1", traits: { firstName: "Una", plan: "x" }, context: slack });
    const file = backup("backup");
    const { privacy } = test.core;
    clock.set(clock.nowMs() + 1_000);
    expect(await privacy.eraseChannel("slack", "cli", "uninstalled")).toMatchObject({ people: 1 });
    const types = async () => (await exported("u-1"))?.identifiers.map(({ type }) => type);
    expect(await types()).toEqual(["user_id"]);
    expect(await restore(file)).toEqual({ people: 0, tickets: 0 });
    expect(await types()).toEqual(["user_id"]);
    // Somebody who agrees again in Slack is known by it again, also after the next restore.
    const identifiers = [{ type: "slack_user_id", value: "T1/U1" }, user("u-1").identifier] as const;
    await test.core.privacy.recordConsent({ identifiers }, GRANT, "person:slack");
    expect(await types()).toEqual(["slack_user_id", "user_id"]);
    expect(await restore(backup("linked"))).toEqual({ people: 0, tickets: 0 });
    expect(await types()).toEqual(["slack_user_id", "user_id"]);
  });

  it("erases who was gone from the live database before the erasure was asked for", async () => {
    await ingest({ userId: "u-1", traits: { firstName: "Una" } });
    await importTicket("a ticket", "u-1");
    const file = backup("backup");
    await test.core.storage.db.deleteFrom("profile_parts").execute();
    await erase("u-1");
    expect(await restore(file)).toEqual({ people: 1, tickets: 1 });
    expect(await exported("u-1")).toBeUndefined();
  });

  it("of the live database itself is refused, and leaves it", async () => {
    await ingest({ userId: "u-1" });
    await test.close();
    const vault = vaultOf({ masterKey: TEST_MASTER_KEY });
    const { dataDir } = database;
    for (const file of [join(dataDir, "rapport.db"), join(dataDir, ".", "rapport.db")]) {
      const restoring = restoreSqlite({ dataDir, file, vault, tenantId: test.tenantId });
      await expect(restoring).rejects.toThrow("is the live database itself");
    }
    await open();
    expect(await exported("u-1")).toBeDefined();
  });

  it("into an empty folder brings everything, and leaves nothing beside it", async () => {
    await ingest({ userId: "u-1" });
    const name = backup("backup");
    await closeForGood();
    const { dataDir } = database;
    rmSync(join(dataDir, "rapport.db"));
    const vault = vaultOf({ masterKey: TEST_MASTER_KEY });
    const file = join(dataDir, name);
    expect(await restoreSqlite({ dataDir, file, vault, tenantId: test.tenantId })).toEqual({
      former: undefined,
      tickets: 0,
    });
    expect(readdirSync(dataDir).sort()).toEqual(["backup", "rapport.db"]);
    await open();
    expect(await exported("u-1")).toBeDefined();
  });
});
