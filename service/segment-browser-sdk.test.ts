import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { findChromium } from "./find-chromium.mjs";
import { SECRETS, startWiredServer, until, type WiredServer } from "./testing.js";

type Sdk = typeof import("@segment/analytics-next");
type DeliveryOptions = Record<string, unknown>;

const CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];

/** The SDK as its package brings it for the tag in a page. */
const SDK_FOLDER = join(createRequire(import.meta.url).resolve("@segment/analytics-next"), "../../umd");

let wired: WiredServer;
let shop: Server;
let shopUrl: string;
let browser: Browser;
let page: Page;
const complaints: string[] = [];
const asked: string[] = [];

beforeAll(async () => {
  wired = await startWiredServer();
  shop = createServer(({ url = "/" }, response) => {
    const isScript = /^\/[\w.-]+\.js$/.test(url);
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.end(
      isScript ? readFileSync(join(SDK_FOLDER, url)) : '<title>A shop</title><link rel="icon" href="data:,">',
    );
  });
  await new Promise<void>((resolve) => shop.listen(0, "localhost", resolve));
  // Another name and another port than ours: another origin.
  shopUrl = `http://localhost:${(shop.address() as AddressInfo).port}`;
  browser = await chromium.launch({ executablePath: findChromium() ?? "chromium", args: CHROMIUM_FLAGS });
}, 120_000);

/** A browser that nobody has used yet. */
beforeEach(async () => {
  complaints.length = 0;
  asked.length = 0;
  await page?.context().close();
  page = await (await browser.newContext()).newPage();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (new URL(request.url()).origin === wired.server.url) asked.push(request.url());
  });
});

afterAll(async () => {
  await browser?.close();
  shop?.close();
  await wired?.stop();
});

async function exported(userId: string) {
  await wired.server.core.drained();
  const subject = { identifier: { type: "user_id", value: userId } } as const;
  return wired.server.core.privacy.exportData(subject, "cli");
}

/** In the page: loads the SDK with our settings, and says the calls. */
async function say(userId: string, integration: DeliveryOptions): Promise<void> {
  await page.goto(`${shopUrl}/tents?${userId}`);
  await page.addScriptTag({ url: `${shopUrl}/index.js` });
  const given = { userId, integration, writeKey: SECRETS.writeKey, cdnURL: wired.server.url };
  await page.evaluate(async ({ userId, integration, ...settings }) => {
    const { AnalyticsBrowser } = (globalThis as unknown as { AnalyticsNext: Sdk }).AnalyticsNext;
    const options = { integrations: { "Segment.io": integration } };
    const [analytics] = await AnalyticsBrowser.load(settings, options);
    await analytics.page("Catalogue", "Tents");
    await analytics.identify(userId, { firstName: "Mira", plan: "summit" });
    await analytics.track("Product Added", { name: "Two-person tent", category: "Tents", price: 129.9 });
    await analytics.group("acct-1", { name: "Initech" });
  }, given);
}

it.each([
  ["call by call", {}],
  ["in batches", { deliveryStrategy: { strategy: "batching", config: { size: 4, timeout: 200 } } }],
])("analytics.js on a page of another origin is heard, %s", async (how, integration) => {
  const userId = `u-${how.replaceAll(" ", "-")}`;
  await say(userId, integration);
  await until(
    async () => (await exported(userId))?.fields["demographics.company"] !== undefined,
    "the calls came",
  );
  const all = await exported(userId);
  expect(all?.fields).toMatchObject({
    "demographics.first_name": "Mira",
    "demographics.account_id": "acct-1",
    "purchases.plan": "summit",
    "purchases.cart_status": "filled",
    "purchases.cart_item": "Two-person tent",
  });
  expect(all?.modules.behaviour).toMatchObject({ counts: { cart_additions: 1 } });
  // The page was seen before anybody said who it is: it is theirs by the browser's id.
  expect(all?.identifiers.map(({ type }) => type).sort()).toEqual(["anonymous_id", "user_id"]);
  expect(all?.fields["behaviour.pages"]).toBe(1);
  expect(complaints).toEqual([]);
  const paths = new Set(asked.map((url) => new URL(url).pathname));
  expect(paths).toContain(`/v1/projects/${SECRETS.writeKey}/settings`);
  expect(paths).toContain(how === "in batches" ? "/v1/b" : "/v1/t");
});

it("a beacon of a page that is being left is heard", async () => {
  await page.goto(shopUrl);
  const body = {
    writeKey: SECRETS.writeKey,
    batch: [{ type: "identify", userId: "u-beacon", traits: { plan: "ridge" } }],
  };
  const sent = `navigator.sendBeacon(${JSON.stringify(`${wired.server.url}/v1/batch`)}, ${JSON.stringify(JSON.stringify(body))})`;
  expect(await page.evaluate(sent)).toBe(true);
  await page.goto("about:blank");
  await until(
    async () => (await exported("u-beacon"))?.fields["purchases.plan"] === "ridge",
    "the beacon came",
  );
});
