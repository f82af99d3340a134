import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../core/index.js";
import { serve } from "./serve.js";
import { basic, type Headed, sendSegment } from "./test-segment-client.js";
import { SECRETS, startWiredServer, type WiredServer } from "./testing.js";

let wired: WiredServer;

beforeAll(async () => {
  wired = await startWiredServer();
});

afterAll(() => wired.stop());

const AUTHORIZED = { authorization: basic(`${SECRETS.writeKey}:`), "content-type": "application/json" };

const send = (path: string, body: unknown, headers: Headed = AUTHORIZED) =>
  sendSegment(wired.server.url, path, body, headers);

async function exported(userId: string) {
  await wired.server.core.drained();
  const subject = { identifier: { type: "user_id", value: userId } } as const;
  return wired.server.core.privacy.exportData(subject, "cli");
}

async function traitsOf(userId: string): Promise<Readonly<Record<string, unknown>>> {
  const all = await exported(userId);
  const traits = Object.values(all?.modules ?? {}).flatMap((module) => Object.entries(module));
  return Object.fromEntries(
    traits.flatMap(([name, held]) =>
      typeof held === "object" && held !== null && "observedAtMs" in held && "value" in held
        ? [[name, held.value]]
        : [],
    ),
  );
}

/** Names nobody has had yet. */
const somebody = () => `u-${randomUUID()}`;

describe("the six calls", () => {
  const CALLS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    identify: { traits: { firstName: "Mira", plan: "summit" } },
    track: { event: "Product Viewed", properties: { category: "Tents" } },
    page: { name: "Home" },
    screen: { name: "Basket" },
    group: { groupId: "acct-1", traits: { name: "Initech" } },
    alias: { previousId: "browser-1" },
  };

  it.each(Object.entries(CALLS))(
    "%s has an address of its own, which says the type",
    async (call, fields) => {
      const { status, body } = await send(`/v1/${call}`, { userId: somebody(), ...fields });
      expect([status, body]).toEqual([
        200,
        { success: true, accepted: 1, duplicates: 0, skipped: 0, refused: [] },
      ]);
    },
  );

  it.each(Object.entries(CALLS))("%s is taken at analytics.js' short address too", async (call, fields) => {
    const { body } = await send(`/v1/${call.charAt(0)}`, { type: call, userId: somebody(), ...fields });
    expect(body).toMatchObject({ accepted: 1 });
  });

  it("together in a batch become one profile", async () => {
    const userId = somebody();
    const batch = Object.entries(CALLS).map(([type, fields]) => ({ type, userId, ...fields }));
    for (const path of ["/v1/batch", "/v1/import", "/v1/b"]) {
      expect((await send(path, { batch })).body).toMatchObject({ accepted: 6, refused: [] });
    }
    expect(await traitsOf(userId)).toMatchObject({
      "demographics.first_name": "Mira",
      "purchases.plan": "summit",
      "demographics.company": "Initech",
      "demographics.account_id": "acct-1",
    });
    expect((await exported(userId))?.modules.behaviour).toMatchObject({
      counts: { pages: 3, screens: 3, products_viewed: 3 },
      views: { Tents: 3 },
    });
  });
});

describe("one bad event", () => {
  it("costs the others nothing and is named by its place in the batch, without its value", async () => {
    const userId = somebody();
    const batch = [
      { type: "track", userId, event: "Signed In" },
      null,
      { type: "track", userId, event: "Signed In", integrations: { All: false } },
      { type: "track", userId, event: null },
      { type: "page", timestamp: "yesterday", userId },
      { type: "page" },
      { type: "dance", userId },
      { type: "page", userId: 2 ** 53 },
      { type: "track", userId, event: "Signed In" },
    ];
    const { status, body } = await send("/v1/batch", { batch });
    expect([status, body]).toMatchObject([
      200,
      {
        success: true,
        accepted: 2,
        duplicates: 0,
        skipped: 1,
        refused: [
          { index: 1, reason: "it: Invalid input: expected object, received null" },
          { index: 3, reason: "event: Invalid input: expected string, received undefined" },
          { index: 4, reason: "timestamp: Invalid ISO datetime" },
          { index: 5, reason: "it: names nobody: userId or anonymousId is needed" },
          { index: 6, reason: expect.stringMatching(/^type: /) },
          { index: 7, reason: "userId: Invalid input: expected string, received number" },
        ],
      },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/yesterday|dance|9007199254740992/);
    expect((await exported(userId))?.modules.behaviour).toMatchObject({ counts: { sign_ins: 2 } });
  });

  it("alone, or only with others like it, is 400", async () => {
    const alone = await send("/v1/track", { userId: somebody() });
    expect([alone.status, alone.body]).toMatchObject([
      400,
      { success: false, code: "event_invalid", refused: [{ index: 0 }] },
    ]);
    expect((await send("/v1/batch", { batch: [{ type: "page" }, null, 7] })).status).toBe(400);
  });

  it.each([
    ["no JSON", "{"],
    ["nothing", ""],
    ["no object", "[]"],
    ["no batch", { userId: "u" }],
    ["a batch that is none", { batch: "all" }],
    ["an empty batch", { batch: [] }],
    ["more than 2,500 events", { batch: Array.from({ length: 2_501 }, () => ({})) }],
  ])("is not what %s is", async (_what, body) => {
    expect(await send("/v1/batch", body)).toMatchObject({
      status: 400,
      body: { success: false, code: "request_malformed" },
    });
  });

  it.each([4_000, 14_000])("nested %d deep is refused, and the server lives", async (levels) => {
    const deep = `${"[".repeat(levels)}${"]".repeat(levels)}`;
    const { status } = await send("/v1/page", `{"userId":"u","properties":{"deep":${deep}}}`);
    expect(status).toBe(400);
  });
});

describe("what real SDKs send", () => {
  it("null is absent, wherever it stands", async () => {
    const userId = somebody();
    const nothing = {
      anonymousId: null,
      previousId: null,
      groupId: null,
      integrations: null,
      timestamp: null,
      sentAt: null,
      originalTimestamp: null,
      messageId: null,
      properties: null,
      name: null,
      traits: null,
    };
    const context = {
      ip: null,
      library: null,
      locale: null,
      traits: null,
      device: { id: null },
      externalIds: null,
    };
    for (const call of ["identify", "page", "screen"]) {
      expect((await send(`/v1/${call}`, { ...nothing, userId, context })).body).toMatchObject({
        accepted: 1,
      });
    }
    const consent = { categoryPreferences: { analytics: true, marketing: null }, gpc: null };
    const spoken = { ...nothing, userId, context: { ...context, consent }, event: "Signed In" };
    expect((await send("/v1/track", spoken)).body).toMatchObject({ accepted: 1 });
    const anonymous = { ...nothing, anonymousId: somebody(), userId: null, context: null };
    expect((await send("/v1/page", anonymous)).body).toMatchObject({ accepted: 1 });
    expect((await exported(userId))?.consent.history).toHaveLength(1);
  });

  it("a consent that can't be understood is not read past", async () => {
    const context = { consent: { categoryPreferences: { marketing: "no" } } };
    expect((await send("/v1/page", { userId: somebody(), context })).status).toBe(400);
  });

  it("numbers are ids as well as texts are", async () => {
    const userId = Math.floor(Math.random() * 1e15);
    await send("/v1/identify", { userId, traits: { plan: "ridge" } });
    expect(await traitsOf(String(userId))).toMatchObject({ "purchases.plan": "ridge" });
  });

  it("a messageId is kept, and recognised when it comes again; without one every event is new", async () => {
    const call = { userId: somebody(), name: "Home" };
    const named = { ...call, messageId: `ajs-next-${randomUUID()}` };
    expect((await send("/v1/page", named)).body).toMatchObject({ accepted: 1, duplicates: 0 });
    expect((await send("/v1/p", named)).body).toMatchObject({ accepted: 0, duplicates: 1 });
    expect((await send("/v1/page", call)).body).toMatchObject({ accepted: 1 });
    expect((await send("/v1/page", call)).body).toMatchObject({ accepted: 1 });
  });

  it("what stands around a batch stands below what an event says itself", async () => {
    const [one, other] = [somebody(), somebody()];
    const batch = [
      { type: "identify", userId: one },
      { type: "identify", userId: other, context: { traits: { plan: "trail" }, library: null } },
    ];
    await send("/v1/batch", { batch, context: { traits: { plan: "summit" }, groupId: "acct-7" } });
    expect(await traitsOf(one)).toMatchObject({ "purchases.plan": "summit" });
    expect(await traitsOf(other)).toMatchObject({
      "purchases.plan": "trail",
      "demographics.account_id": "acct-7",
    });
  });

  it.each([null, "the anonymousId"])(
    "a device that gets a name is joined to it: previousId %s",
    async (said) => {
      // Whichever of the two ids comes first in the alphabet.
      for (const [userId, anonymousId] of [
        [`a-${randomUUID()}`, `z-${randomUUID()}`],
        [`z-${randomUUID()}`, `a-${randomUUID()}`],
      ] as const) {
        const previousId = said === null ? null : anonymousId;
        await send("/v1/identify", { anonymousId, traits: { plan: "ridge" } });
        await send("/v1/alias", { userId, anonymousId, previousId, traits: { plan: "none" } });
        expect(await traitsOf(userId)).toMatchObject({ "purchases.plan": "ridge" });
      }
    },
  );
});

describe("the time of an event", () => {
  it("is corrected by when the batch, or the event itself, was sent", async () => {
    const userId = somebody();
    const now = Date.now();
    const at = (ms: number) => new Date(ms).toISOString();
    const behindMs = 5 * 3_600_000;
    const event = { type: "track", userId, event: "Signed In" };
    const batch = [
      { ...event, timestamp: at(now - behindMs - 60_000) },
      { ...event, originalTimestamp: at(now + behindMs - 120_000), sentAt: at(now + behindMs) },
      event,
    ];
    await send("/v1/batch", { batch, sentAt: at(now - behindMs) });
    const events = ((await exported(userId))?.events ?? []) as readonly { readonly timestamp: string }[];
    const agesMs = events.map(({ timestamp }) => Math.round((now - Date.parse(timestamp)) / 10_000) * 10_000);
    expect(agesMs.map(Math.abs).sort((a, b) => a - b)).toEqual([0, 60_000, 120_000]);
  });
});

describe("integrations", () => {
  const call = (integrations: unknown) => ({ type: "page", userId: somebody(), integrations });

  it.each([
    [{ All: false }, 1],
    [{ All: false, Mixpanel: true }, 1],
    [{ Rapport: false }, 1],
    [{ All: true, Rapport: false }, 1],
    [{ All: false, Rapport: true }, 0],
    [{ All: false, Rapport: { plan: "x" } }, 0],
    [{ All: true, Salesforce: false }, 0],
    [{ All: null }, 0],
    [{}, 0],
    ["none", 0],
  ])("%j leave out %d", async (integrations, skipped) => {
    const { status, body } = await send("/v1/batch", { batch: [call(integrations)] });
    expect([status, body]).toMatchObject([200, { success: true, accepted: 1 - skipped, skipped }]);
  });

  it("of an event go before those of its batch", async () => {
    const batch = [call({ Rapport: true }), call(undefined), call({ All: true })];
    const { body } = await send("/v1/batch", { batch, integrations: { All: false } });
    expect(body).toMatchObject({ accepted: 2, skipped: 1 });
  });

  it("leave nothing of what is meant for others, but a word on consent and the wish to be forgotten", async () => {
    const userId = somebody();
    const context = { consent: { categoryPreferences: { marketing: false } }, traits: { plan: "summit" } };
    await send("/v1/track", { userId, event: "Signed In", context, integrations: { All: false } });
    const all = await exported(userId);
    expect(all?.consent.decisions.marketing.allowed).toBe(false);
    expect(all?.consent.history).toHaveLength(1);
    expect(all?.events).toEqual([]);
    expect(await traitsOf(userId)).toEqual({});
    await send("/v1/track", { userId, event: "User Deleted", integrations: { All: false } });
    expect(await exported(userId)).toBeUndefined();
  });
});

describe("a full backlog", () => {
  it("is 429, and says when to come again; what came before is kept", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "rapport-backlog-"));
    const keys = { RAPPORT_WRITE_KEY: SECRETS.writeKey, RAPPORT_MAX_BACKLOG: "1", LOG_LEVEL: "error" };
    const config = readConfig({ PORT: "0", RAPPORT_DATA_DIR: dataDir, ...keys });
    const small = await serve({ config, demo: false, playground: false });
    try {
      const userId = somebody();
      const answers = await Promise.all(
        Array.from({ length: 30 }, () =>
          sendSegment(small.url, "/v1/track", { userId, event: "Signed In" }, AUTHORIZED),
        ),
      );
      const full = answers.filter(({ status }) => status === 429);
      const taken = answers.filter(({ status }) => status === 200);
      expect([full.length > 0, taken.length > 0, full.length + taken.length]).toEqual([true, true, 30]);
      for (const { headers, body } of full) {
        expect(headers.get("retry-after")).toMatch(/^[1-9]\d?$/);
        expect(headers.get("x-ratelimit-reset")).toBe(headers.get("retry-after"));
        expect(body).toMatchObject({ success: false, code: "backlog_full" });
      }
      await small.core.drained();
      const subject = { identifier: { type: "user_id", value: userId } } as const;
      const all = await small.core.privacy.exportData(subject, "cli");
      expect(all?.modules.behaviour).toMatchObject({ counts: { sign_ins: taken.length } });
    } finally {
      await small.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});
