import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PURPOSES } from "../consent/purpose.js";
import type { ProfileEvent } from "../events/profile-event.js";
import { profileEventSchema } from "../events/profile-event.js";
import type { Logger } from "../logger.js";
import type { PersonExport } from "../privacy/privacy.js";
import { PROPERTY_RUNS } from "../property-runs.js";
import { toBuffer } from "../storage/schema.js";
import { TEST_DATABASES, type TestDatabase } from "../storage/test-databases.js";
import { openTestCore, silentLog, steppedClock, type TestCore } from "../testing.js";
import { type ArbitraryPerson, arbitraryEvents, linkingEvent, personNamed } from "./arbitrary-events.js";

const NOW_MS = Date.parse("2026-11-24T00:00:00Z");
const [vera, nino] = [personNamed("vera"), personNamed("nino")];

describe.each(TEST_DATABASES)("people on $name", ({ name, create }) => {
  let database: TestDatabase;
  // Postgres opens a pool for each case, and runs the same code above the driver.
  const numRuns = name === "sqlite" ? PROPERTY_RUNS : Math.ceil(PROPERTY_RUNS / 20);

  beforeAll(async () => {
    database = await create();
  });

  afterAll(() => database.drop());

  /** A tenant of its own, in the one database. */
  async function withTenant<T>(
    work: (test: TestCore) => Promise<T>,
    options: { readonly database?: TestDatabase; readonly log?: Logger } = {},
  ): Promise<T> {
    const tenant = `t${randomUUID().replaceAll("-", "")}`;
    const clock = steppedClock(NOW_MS);
    const { log = silentLog } = options;
    const test = await openTestCore({
      ...(options.database ?? database),
      tenant,
      clock,
      log,
      stocked: false,
    });
    try {
      return await work(test);
    } finally {
      await test.close();
    }
  }

  async function ingest({ core, tenantId }: TestCore, events: readonly ProfileEvent[]): Promise<void> {
    if (events.length > 0) await core.ingest(tenantId, events, "api");
    await core.drained();
  }

  const exportOf = (test: TestCore, { email, userId, anonymousId, slackId }: ArbitraryPerson) =>
    Promise.all(
      (
        [
          { type: "user_id", value: userId },
          { type: "email", value: email },
          { type: "slack_user_id", value: slackId },
          { type: "anonymous_id", value: anonymousId },
        ] as const
      ).map((identifier) => test.core.privacy.exportData({ identifier }, "cli")),
    ).then((found) => found.find((each) => each !== undefined));

  it("are the same in whichever order their events come, and however often", async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryEvents(vera).chain((events) => {
          const linked = [...events, linkingEvent("link", vera)];
          return fc.record({
            inOrder: fc.constant(linked),
            shuffled: fc.shuffledSubarray(linked, { minLength: linked.length }),
            again: fc.subarray(linked),
            batches: fc.integer({ min: 1, max: 5 }),
          });
        }),
        async ({ inOrder, shuffled, again, batches }) => {
          const straight = await withTenant(async (test) => {
            await ingest(test, inOrder);
            return content(await exportOf(test, vera));
          });
          const mixed = await withTenant(async (test) => {
            const all = [...shuffled, ...again];
            const size = Math.ceil(all.length / batches);
            for (let start = 0; start < all.length; start += size)
              await ingest(test, all.slice(start, start + size));
            return content(await exportOf(test, vera));
          });
          expect(mixed).toEqual(straight);
        },
      ),
      { numRuns },
    );
  });

  it("merge into the same person in whichever order, and lose nothing", async () => {
    const three = [personNamed("ann"), personNamed("bob"), personNamed("cyd")] as const;
    // Without user ids: two people with different ones never merge.
    const anonymous = (events: readonly ProfileEvent[], { email }: ArbitraryPerson) =>
      events.map(({ userId: _userId, ...event }) =>
        profileEventSchema.parse({
          ...event,
          context: { ...event.context, externalIds: [{ type: "email", id: email }] },
        }),
      );
    const [ann, bob, cyd] = three;
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(...three.map((person) => arbitraryEvents(person, 5))),
        fc.shuffledSubarray(
          [
            [ann, bob],
            [bob, cyd],
            [cyd, ann],
          ] as const,
          { minLength: 2, maxLength: 3 },
        ),
        async (lists, pairs) => {
          const events = lists.flatMap((list, n) => anonymous(list, three[n] ?? ann));
          const link = (pair: readonly ArbitraryPerson[], n: number): ProfileEvent => ({
            ...linkingEvent(`link-${n}`),
            context: { externalIds: pair.map(({ email }) => ({ type: "email", id: email })) },
          });
          const merged = await withTenant(async (test) => {
            await ingest(test, events);
            for (const [n, pair] of pairs.entries()) await ingest(test, [link(pair, n)]);
            return exportOf(test, ann);
          });
          const together = await withTenant(async (test) => {
            await ingest(test, [link([ann, bob, cyd], 0), link([ann], 1), ...events]);
            return exportOf(test, cyd);
          });
          expect(whatIsKnown(merged)).toEqual(whatIsKnown(together));
          const ordersOf = events.flatMap((event) =>
            event.type === "track" && event.event.startsWith("Order ")
              ? [String(event.properties?.order_id)]
              : [],
          );
          expect(Object.keys(merged?.modules.purchases?.orders ?? {}).sort()).toEqual(
            [...new Set(ordersOf)].sort(),
          );
        },
      ),
      { numRuns },
    );
  });

  it("take the stricter consent of the two when they merge", async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.boolean(), fc.boolean(), async (first, second, refusalIsOlder) => {
        await withTenant(async (test) => {
          const said = (person: ArbitraryPerson, personalization: boolean, day: number): ProfileEvent => ({
            type: "identify",
            messageId: `said-${person.email}`,
            timestamp: new Date(NOW_MS - day * 86_400_000).toISOString(),
            context: {
              externalIds: [{ type: "email", id: person.email }],
              consent: { categoryPreferences: { personalization } },
            },
          });
          await ingest(test, [said(vera, first, refusalIsOlder ? 9 : 3), said(nino, second, 5)]);
          await ingest(test, [linkingEvent("link", vera, nino)]);
          const all = await exportOf(test, vera);
          expect(all?.merges).toHaveLength(1);
          expect(all?.consent.decisions.personalization.allowed).toBe(first && second);
        });
      }),
      { numRuns: Math.min(numRuns, 8) },
    );
  });

  it("are who they were before a merge that is undone, and keep what came after", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEvents(vera, 6), arbitraryEvents(nino, 6), async (veras, ninos) => {
        await withTenant(async (test) => {
          const withoutUser = ({ userId: _userId, ...event }: ProfileEvent) =>
            profileEventSchema.parse({
              ...event,
              context: { ...event.context, externalIds: [{ type: "email", id: nino.email }] },
            });
          await ingest(test, [...veras, linkingEvent("vera", vera), ...ninos.map(withoutUser)]);
          await ingest(test, [
            { ...linkingEvent("nino"), context: { externalIds: [{ type: "email", id: nino.email }] } },
          ]);
          const before = [
            exported(await exportOf(test, vera)),
            exported(await exportOf(test, nino)),
          ] as const;
          const earlier = new Set(before.flatMap(({ merges }) => merges.map(({ mergeId }) => mergeId)));
          const both = {
            ...linkingEvent("both"),
            context: { externalIds: [vera, nino].map(({ email }) => ({ type: "email", id: email })) },
          };
          await ingest(test, [both]);
          // The two may have had parts of their own that merged before.
          const merges = (await exportOf(test, vera))?.merges ?? [];
          const merge = merges.find(({ mergeId }) => !earlier.has(mergeId));
          if (merge === undefined) throw new Error("the two should have merged");
          const formerId = { profileId: merge.mergedProfileId };
          expect((await test.core.privacy.exportData(formerId, "cli"))?.profileId).toBe(merge.keptProfileId);
          const later: ProfileEvent = {
            type: "track",
            event: "Order Completed",
            messageId: "later",
            timestamp: new Date(NOW_MS).toISOString(),
            properties: { order_id: "later" },
            context: { externalIds: [{ type: "email", id: nino.email }] },
          };
          await ingest(test, [later]);
          await test.core.privacy.unmerge(merge.mergeId, "cli");
          const ninoNow = await exportOf(test, nino);
          expect(Object.keys(ninoNow?.modules.purchases?.orders ?? {})).toContain("later");
          expect(content(await exportOf(test, vera))).toEqual(content(before[0]));
          expect(withoutOrder(content(ninoNow), "later")).toEqual(withoutOrder(content(before[1]), "later"));
          // And they stay apart, whatever names both.
          await ingest(test, [{ ...both, messageId: "both again" }]);
          expect((await exportOf(test, vera))?.profileId).not.toBe((await exportOf(test, nino))?.profileId);
        });
      }),
      { numRuns },
    );
  });

  it("are never linked by an identifier that stands for nobody", async () => {
    const nobody = fc.constantFrom(
      "-1",
      "null",
      "anonymous",
      "test@example.com",
      "0",
      " NULL ",
      "undefined",
      "12345",
    );
    await fc.assert(
      fc.asyncProperty(
        arbitraryEvents(vera, 4),
        arbitraryEvents(nino, 4),
        nobody,
        async (veras, ninos, value) => {
          await withTenant(async (test) => {
            const shared = (event: ProfileEvent): ProfileEvent => ({
              ...event,
              anonymousId: value,
              context: {
                ...event.context,
                externalIds: [
                  ...(event.context?.externalIds ?? []),
                  { type: "email", id: value },
                  { type: "phone", id: value },
                  { type: "device_id", id: value },
                  { type: "slack_user_id", id: `T1/${value === "12345" ? "" : value.trim()}` },
                ],
              },
            });
            await ingest(test, [
              linkingEvent("v", vera),
              linkingEvent("n", nino),
              ...[...veras, ...ninos].map(shared),
            ]);
            const [one, other] = [await exportOf(test, vera), await exportOf(test, nino)];
            expect(one?.merges).toEqual([]);
            expect(one?.profileId).not.toBe(other?.profileId);
            expect(one?.identifiers).toHaveLength(4);
          });
        },
      ),
      { numRuns },
    );
  });

  it("leave nothing behind once they are erased, whatever comes late", async () => {
    const marker = "Mxq7";
    const zoe: ArbitraryPerson = personNamed(`zoe-${marker}`);
    const names = ["userId", "email", "slackId"] as const;
    await fc.assert(
      fc.asyncProperty(
        arbitraryEvents(zoe, 6),
        arbitraryEvents(vera, 3),
        arbitraryEvents(zoe, 4),
        fc.constantFrom(...names),
        async (before, others, late, by) => {
          const own = name === "sqlite" ? await create() : database;
          const lines: unknown[] = [];
          const keep = (...line: readonly unknown[]) => lines.push(line);
          await withTenant(
            async (test) => {
              await ingest(test, [
                linkingEvent("link", zoe),
                linkingEvent("vera", vera),
                ...before,
                ...others,
              ]);
              const sender = { identifiers: [{ type: "slack_user_id", value: zoe.slackId }] } as const;
              const text = `I am ${marker}, where is my order?`;
              await test.core.respond({
                tenantId: test.tenantId,
                channel: "slack",
                conversationId: `C-${marker}`,
                isPrivate: true,
                sender,
                text,
              });
              await test.core.privacy.createDownload(sender, "cli");
              const veraBefore = content(await exportOf(test, vera));
              const keys = await wrappedKeys(test, zoe);
              const identifier = {
                userId: { type: "user_id", value: zoe.userId },
                email: { type: "email", value: zoe.email },
                slackId: { type: "slack_user_id", value: zoe.slackId },
              } as const;
              const report = await test.core.privacy.erase({ identifier: identifier[by] }, "cli", "request");
              expect(report?.places.length).toBeGreaterThan(5);
              const again = late.map((event) => ({ ...event, messageId: `late-${event.messageId}` }));
              await ingest(test, again as readonly ProfileEvent[]);
              expect(await exportOf(test, zoe)).toBeUndefined();
              expect(content(await exportOf(test, vera))).toEqual(veraBefore);
              expect(await everyRow(test)).not.toContain(marker);
              if (name === "sqlite") {
                for (const bytes of filesIn(own.dataDir)) {
                  expect(bytes.includes(marker)).toBe(false);
                  for (const key of keys) expect(bytes.includes(key)).toBe(false);
                }
              }
            },
            { database: own, log: { info: keep, warn: keep, error: keep } },
          );
          expect(JSON.stringify(lines)).not.toContain(marker);
          if (own !== database) await own.drop();
        },
      ),
      { numRuns },
    );
  });

  it("are exported as they are read", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEvents(vera), async (events) => {
        await withTenant(async (test) => {
          const subject = { identifier: { type: "user_id", value: vera.userId } } as const;
          await ingest(test, [linkingEvent("link", vera), ...events]);
          const answers = { personalization: true, analytics: true, marketing: true, model_training: true };
          await test.core.privacy.recordConsent(subject, { answers, method: "admin", channel: "cli" }, "cli");
          const read: Record<string, unknown> = {};
          for (const purpose of PURPOSES) {
            Object.assign(read, (await test.core.privacy.read(subject, purpose, "cli"))?.fields);
          }
          expect((await exportOf(test, vera))?.fields).toEqual(read);
        });
      }),
      { numRuns },
    );
  });
});

function exported(all: PersonExport | undefined): PersonExport {
  if (all === undefined) throw new Error("nobody was exported");
  return all;
}

/** An export without what differs between two runs by its nature: ids and when it was made. */
function content(all: PersonExport | undefined) {
  const {
    exportedAt: _at,
    profileId: _id,
    formerProfileIds: _former,
    merges: _merges,
    ...rest
  } = exported(all);
  return { ...rest, events: rest.events.map((event) => JSON.stringify(event)).sort() };
}

/** The same without what says by which event identifiers were linked. */
function whatIsKnown(all: PersonExport | undefined) {
  const { fields, modules, consent, identifiers } = content(all);
  return { fields, modules, consent, identifiers };
}

function withoutOrder(all: ReturnType<typeof content>, orderId: string) {
  const { orders, ...purchases } = all.modules.purchases as { orders: Record<string, unknown> };
  const left = Object.fromEntries(Object.entries(orders).filter(([id]) => id !== orderId));
  return {
    identifiers: all.identifiers,
    modules: { ...all.modules, purchases: { ...purchases, orders: left } },
    consent: all.consent,
    events: all.events.filter((event) => !event.includes(`"${orderId}"`)),
  };
}

/** The keys that a person's parts are sealed under. */
async function wrappedKeys({ core }: TestCore, { userId }: ArbitraryPerson): Promise<readonly Buffer[]> {
  const all = await core.privacy.exportData({ identifier: { type: "user_id", value: userId } }, "cli");
  const rows = await core.storage.db
    .selectFrom("profile_parts")
    .select("wrapped_key")
    .where("profile_id", "=", all?.profileId ?? "")
    .execute();
  expect(rows.length).toBeGreaterThan(0);
  return rows.map((row) => toBuffer(row.wrapped_key));
}

/** All rows of all tables, bytes as text. */
async function everyRow({ core }: TestCore): Promise<string> {
  const { db } = core.storage;
  const found: string[] = [];
  for (const { name } of await db.introspection.getTables()) {
    const rows = await db
      .selectFrom(name as "inbox")
      .selectAll()
      .execute();
    for (const row of rows) {
      for (const value of Object.values(row)) {
        const isBytes = value instanceof Uint8Array || value instanceof ArrayBuffer;
        found.push(isBytes ? toBuffer(value).toString("latin1") : String(value));
      }
    }
  }
  return found.join("\n");
}

function filesIn(folder: string): readonly Buffer[] {
  return readdirSync(folder).map((file) => readFileSync(join(folder, file)));
}
