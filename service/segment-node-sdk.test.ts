import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { Analytics } from "@segment/analytics-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SECRETS, startWiredServer, type WiredServer } from "./testing.js";

let wired: WiredServer;

beforeAll(async () => {
  wired = await startWiredServer();
});

afterAll(() => wired.stop());

type Settings = ConstructorParameters<typeof Analytics>[0];

/** Segment's own SDK, unmodified; only told our address and key. */
function sdk(settings: Partial<Settings> = {}): Analytics {
  return new Analytics({ writeKey: SECRETS.writeKey, host: wired.server.url, maxRetries: 0, ...settings });
}

/** What the SDK lets its users put between: here, what compresses each body. */
const compressing: NonNullable<Settings["httpClient"]> = (url, { headers, body, ...request }) =>
  fetch(url, {
    ...request,
    headers: { ...headers, "content-encoding": "gzip" },
    body: new Uint8Array(gzipSync(body)),
  });

async function exported(type: "user_id" | "anonymous_id", value: string) {
  await wired.server.core.drained();
  return wired.server.core.privacy.exportData({ identifier: { type, value } }, "cli");
}

describe.each([
  ["as it comes", {}],
  ["compressing", { httpClient: compressing }],
  ["one call at a time", { flushAt: 1 }],
])("@segment/analytics-node, %s", (_how, settings) => {
  it("says all six calls, which arrive with their values", async () => {
    const [userId, anonymousId] = [`u-${randomUUID()}`, `a-${randomUUID()}`];
    const analytics = sdk(settings);
    const failures: unknown[] = [];
    analytics.on("error", (error) => failures.push(error));
    const consent = { categoryPreferences: { personalization: true, analytics: true } };
    analytics.identify({
      userId,
      traits: { firstName: "Mira", plan: "summit", address: { city: "Graz" }, motto: "undeclared-motto" },
      context: { consent } as object,
    });
    analytics.track({
      userId,
      event: "Order Completed",
      properties: {
        order_id: "A-7",
        total: 129.9,
        currency: "EUR",
        products: [{ name: "Tent", price: 129.9 }],
      },
      timestamp: "2026-01-02T03:04:05.678Z",
    });
    analytics.track({ userId, event: "Product Viewed", properties: { category: "Tents" } });
    analytics.page({
      anonymousId,
      name: "Home",
      category: "Docs",
      properties: { url: "https://x.example/" },
    });
    analytics.screen({ userId, name: "Basket" });
    analytics.group({ userId, groupId: "acct-1", traits: { name: "Initech", employees: 329 } });
    // An alias is about what came before it, and events of two names are applied side by side.
    await analytics.flush();
    await wired.server.core.drained();
    analytics.alias({ userId, previousId: anonymousId });
    await analytics.closeAndFlush();
    expect(failures).toEqual([]);

    const all = await exported("user_id", userId);
    expect(all?.fields).toMatchObject({
      "demographics.first_name": "Mira",
      "demographics.city": "Graz",
      "demographics.company": "Initech",
      "demographics.company_size": "329",
      "demographics.account_id": "acct-1",
      "purchases.plan": "summit",
      "purchases.cart_status": "ordered",
      "purchases.last_order_id": "A-7",
      "purchases.last_order_total": "129.90 EUR",
      "purchases.last_order_item": "Tent",
      "behaviour.pages": 1,
      "behaviour.screens": 1,
      "behaviour.favourite_category": "Tents",
    });
    // The alias made the browser theirs.
    expect((await exported("anonymous_id", anonymousId))?.profileId).toBe(all?.profileId);
    const order = all?.modules.purchases?.orders as Record<string, { readonly orderedAtMs: number }>;
    const offMs = (order["A-7"]?.orderedAtMs ?? 0) - Date.parse("2026-01-02T03:04:05.678Z");
    expect(Math.abs(offMs)).toBeLessThan(2_000);

    const subject = { identifier: { type: "user_id", value: userId } } as const;
    const read = await wired.server.core.privacy.read(subject, "personalization", "cli");
    expect(read?.fields).toMatchObject({ "demographics.first_name": "Mira", "purchases.plan": "summit" });
    expect(JSON.stringify(all)).not.toContain("undeclared-motto");
  });
});

describe("@segment/analytics-node", () => {
  it("hears of a wrong key, and gives up", async () => {
    const analytics = sdk({ writeKey: "wrong" });
    const reasons: unknown[] = [];
    analytics.on("error", ({ reason }) => reasons.push(reason));
    analytics.track({ userId: "u-1", event: "Signed In" });
    await analytics.closeAndFlush({ timeout: 5_000 });
    expect(String(reasons[0])).toContain("401");
  });

  it("says a thousand calls in batches of its own size, each once", async () => {
    const userId = `u-${randomUUID()}`;
    const analytics = sdk({ flushAt: 100 });
    for (let n = 0; n < 1_000; n++) analytics.track({ userId, event: "Signed In" });
    await analytics.closeAndFlush();
    expect((await exported("user_id", userId))?.modules.behaviour).toMatchObject({
      counts: { sign_ins: 1_000 },
    });
  });
});
