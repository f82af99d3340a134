import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProfileEvent } from "../events/profile-event.js";
import type { RunningCore } from "../running-core.js";
import { TEST_DATABASES, type TestDatabase } from "../storage/test-databases.js";
import { openTestCore, steppedClock, type TestCore } from "../testing.js";
import type { Identifier } from "./identity/identifier.js";

const NOW_MS = Date.parse("2026-11-24T00:00:00Z");
const timestamp = new Date(NOW_MS).toISOString();
const WRITERS = 20;

const track = (
  messageId: string,
  event: string,
  properties: Record<string, unknown>,
  ...devices: readonly string[]
): ProfileEvent => ({
  type: "track",
  event,
  messageId,
  timestamp,
  properties,
  context: { externalIds: devices.map((id) => ({ type: "device_id", id })) },
});

describe.each(TEST_DATABASES)("many writers at once on $name", ({ name, create }) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await create();
  });

  afterAll(() => database.drop());

  /**
   * On Postgres each is a process of its own, as far as the database can tell: connections, projector, caches. The
   * embedded database has one server, whose callers they are; service/storage-commands.test.ts adds processes.
   */
  async function withWriters<T>(
    tenant: string,
    count: number,
    work: (cores: readonly TestCore[]) => Promise<T>,
  ): Promise<T> {
    const clock = steppedClock(NOW_MS);
    const cores: TestCore[] = [];
    try {
      // The first makes the tables.
      for (let n = 0; n < (name === "sqlite" ? 1 : count); n++) {
        cores.push(await openTestCore({ ...database, tenant, clock, stocked: false }));
      }
      return await work(Array.from({ length: count }, (_, n) => cores[n % cores.length] as TestCore));
    } finally {
      await Promise.all(cores.map((core) => core.close()));
    }
  }

  async function contentOf(core: RunningCore, value: string) {
    const identifier: Identifier = { type: "device_id", value };
    const all = await core.privacy.exportData({ identifier }, "cli");
    if (all === undefined) throw new Error("somebody should be recorded");
    const { fields, modules, consent, identifiers, merges } = all;
    return { fields, modules, consent, identifiers, merges: merges.length };
  }

  it("on one profile lose no update", async () => {
    const perWriter = 5;
    const after = await withWriters("one", WRITERS, async (cores) => {
      await Promise.all(
        cores.map(async ({ core, tenantId }, writer) => {
          for (let n = 0; n < perWriter; n++) {
            const id = `${writer}-${n}`;
            const events = [
              track(`order-${id}`, "Order Completed", { order_id: id, total: 1 }, "vera-phone"),
              track(`mail-${id}`, "Email Opened", {}, "vera-phone"),
            ];
            await core.ingest(tenantId, events, "api");
          }
          await core.drained();
        }),
      );
      await Promise.all(cores.map(({ core }) => core.drained()));
      const [first] = cores;
      if (first === undefined) throw new Error("there are writers");
      expect((await first.core.library.counts()).events).toMatchObject({ pending: 0, dead: 0 });
      expect((await first.core.privacy.verifyAudit()).intact).toBe(true);
      return contentOf(first.core, "vera-phone");
    });
    expect(after.fields).toMatchObject({
      "purchases.orders_total": WRITERS * perWriter,
      "purchases.spend_12m": WRITERS * perWriter,
      "behaviour.emails_opened": WRITERS * perWriter,
    });
  });

  it("that merge overlapping profiles end as if one had come after the other", async () => {
    const people = Array.from({ length: 12 }, (_, n) => `p${n}-phone`);
    const lives = people.flatMap((device, n) => [
      track(`life-${n}`, "Order Completed", { order_id: `O-${n}`, total: n }, device),
      track(`mail-${n}`, "Email Opened", {}, device),
    ]);
    const links = people.flatMap((device, n) =>
      [1, 5, 7].map((step) =>
        track(`link-${n}-${step}`, "Link Clicked", {}, device, people[(n + step) % people.length] ?? device),
      ),
    );
    const serial = await withWriters("serial", 1, async ([writer]) => {
      if (writer === undefined) throw new Error("there is a writer");
      for (const event of [...lives, ...links]) {
        await writer.core.ingest(writer.tenantId, [event], "api");
        await writer.core.drained();
      }
      return contentOf(writer.core, "p0-phone");
    });
    const concurrent = await withWriters("concurrent", 6, async (cores) => {
      const all = [...links, ...lives];
      await Promise.all(
        cores.map(async ({ core, tenantId }, writer) => {
          for (const [n, event] of all.entries()) {
            if (n % cores.length === writer) await core.ingest(tenantId, [event], "api");
          }
          await core.drained();
        }),
      );
      await Promise.all(cores.map(({ core }) => core.drained()));
      const [first] = cores;
      if (first === undefined) throw new Error("there are writers");
      const ids = await Promise.all(
        people.map((value) =>
          first.core.privacy.read({ identifier: { type: "device_id", value } }, "service", "cli"),
        ),
      );
      expect(new Set(ids.map((view) => view?.profileId)).size).toBe(1);
      expect((await first.core.privacy.verifyAudit()).intact).toBe(true);
      return contentOf(first.core, "p7-phone");
    });
    // How many merges it takes depends on who met first; what is known does not.
    expect({ ...concurrent, merges: 0 }).toEqual({ ...serial, merges: 0 });
    expect(concurrent.fields).toMatchObject({
      "purchases.orders_total": people.length,
      "behaviour.clicks": links.length,
    });
  });
});
