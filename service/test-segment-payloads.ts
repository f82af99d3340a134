/**
 * For tests: bodies in the shapes that real SDKs send. Those of @segment/analytics-node 3.1 and analytics-next 1.84
 * were recorded from the packages; the others follow their public sources and documentation ("Common Fields" of
 * Segment and of RudderStack). All names, ids and addresses are made up.
 */
import type { SeededRandom } from "./demo/seeded-random.js";

/** One request of an SDK. */
export interface SdkPayload {
  readonly sdk: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const EVENTS = [
  ...[
    "Order Completed",
    "Product Added",
    "Product Viewed",
    "Products Searched",
    "Signed In",
    "Trial Started",
  ],
  ...[
    "Application Opened",
    "Push Notification Tapped",
    "Email Opened",
    "Something Of Ours",
    "Order Refunded",
  ],
] as const;

/** What stands for a person in every payload of a run. */
function person(random: SeededRandom) {
  const n = random.int(1, 200);
  return { userId: `cust-${n}`, anonymousId: `6f1c9a4e-0000-4000-8000-${String(n).padStart(12, "0")}`, n };
}

function properties(random: SeededRandom): Readonly<Record<string, unknown>> {
  return {
    order_id: `A-${random.int(1, 500)}`,
    total: random.int(1, 40_000) / 100,
    currency: random.pick(["EUR", "USD"]),
    category: random.pick(["Tents", "Boots", "Stoves"]),
    name: random.pick(["Two-person tent", "Trail boots"]),
    products: [{ product_id: "P-1", sku: "T-200", name: "Two-person tent", price: 129.9, quantity: 1 }],
    plan: random.pick(["trail", "ridge", "summit"]),
  };
}

const traitsOf = (n: number) => ({
  email: `mira-${n}@example.com`,
  firstName: "Mira",
  lastName: "Example",
  plan: "summit",
  address: { city: "Graz", country: "AT", postalCode: "8010" },
  company: { id: "acct-1", name: "Initech", employee_count: 329 },
  createdAt: "2026-01-01T00:00:00.000Z",
});

function messageId(random: SeededRandom, prefix: string): string {
  return `${prefix}${random.int(1, 2 ** 40).toString(16)}-${random.int(1, 2 ** 40).toString(16)}`;
}

/** One call of the Segment Spec about somebody, without what each SDK adds. */
function call(
  random: SeededRandom,
  { userId, anonymousId, n } = person(random),
): Readonly<Record<string, unknown>> & { readonly type: string } {
  const type = random.pick(["identify", "track", "track", "track", "page", "screen", "group", "alias"]);
  const ids = random.chance(0.7) ? { userId, anonymousId } : { userId: null, anonymousId };
  switch (type) {
    case "identify":
      return { type, ...ids, traits: traitsOf(n) };
    case "track":
      return { type, ...ids, event: random.pick(EVENTS), properties: properties(random) };
    case "group":
      return {
        type,
        ...ids,
        groupId: `acct-${random.int(1, 9)}`,
        traits: { name: "Initech", employees: 329 },
      };
    case "alias":
      return { type, userId, previousId: anonymousId };
    default:
      return { type, ...ids, name: "Home", properties: { url: "https://shop.example/", title: "Home" } };
  }
}

/** @param atMs when it is sent */
export function sdkPayload(random: SeededRandom, atMs: number, writeKey: string): SdkPayload {
  const iso = (agoMs = 0) => new Date(atMs - agoMs).toISOString();
  const many = <T>(make: () => T): readonly T[] => Array.from({ length: random.int(1, 4) }, make);
  // A browser or a phone is one person's; a server speaks of many.
  const holder = person(random);
  const ago = () => iso(random.int(0, 60_000));
  const make: Readonly<Record<string, () => SdkPayload>> = {
    "@segment/analytics-node": () => ({
      sdk: "@segment/analytics-node",
      path: "/v1/batch",
      body: {
        batch: many(() => ({
          timestamp: ago(),
          integrations: {},
          ...call(random),
          context: { library: { name: "@segment/analytics-node", version: "3.1.0" } },
          messageId: messageId(random, "node-next-"),
          _metadata: { nodeVersion: "v20.20.2", jsRuntime: "node" },
        })),
        writeKey,
        sentAt: iso(),
      },
    }),
    "analytics.js": () => {
      const said = call(random, holder);
      return {
        sdk: "analytics.js",
        path: `/v1/${said.type.charAt(0)}`,
        body: {
          timestamp: ago(),
          integrations: {},
          ...said,
          context: {
            page: { path: "/", referrer: "", search: "", title: "A shop", url: "https://shop.example/" },
            userAgent: "Mozilla/5.0 (X11; Linux x86_64)",
            userAgentData: {
              brands: [{ brand: "Chromium", version: "150" }],
              mobile: false,
              platform: "Linux",
            },
            locale: "en-US",
            library: { name: "analytics.js", version: "npm:next-1.84.3" },
            timezone: "Europe/Vienna",
          },
          messageId: messageId(random, "ajs-next-"),
          writeKey,
          sentAt: iso(),
          _metadata: { bundled: ["Segment.io"], unbundled: [], bundledIds: [] },
        },
      };
    },
    "analytics-kotlin": () => ({
      sdk: "analytics-kotlin",
      path: "/v1/b",
      body: {
        batch: many(() => ({
          ...call(random, holder),
          timestamp: ago(),
          messageId: messageId(random, ""),
          integrations: {},
          context: {
            app: { name: "Shop", version: "2.1", namespace: "example.shop", build: "34" },
            device: {
              id: `device-${holder.n}`,
              manufacturer: "Google",
              model: "Pixel",
              name: "husky",
              type: "android",
            },
            instanceId: messageId(random, ""),
            library: { name: "analytics-kotlin", version: "1.19.2" },
            locale: "de-AT",
            network: { bluetooth: null, cellular: false, wifi: true },
            os: { name: "Android", version: "15" },
            screen: { density: 2.6, height: 2_400, width: 1_080 },
            timezone: "Europe/Vienna",
            traits: { anonymousId: holder.anonymousId },
            userAgent: "Dalvik/2.1.0",
          },
          _metadata: { bundled: [], bundledIds: [], unbundled: [] },
        })),
        sentAt: iso(),
        writeKey,
      },
    }),
    "analytics-ruby": () => ({
      sdk: "analytics-ruby",
      path: "/v1/import",
      body: {
        sentAt: iso().replace("Z", "+00:00"),
        batch: many(() => ({
          ...call(random),
          context: { library: { name: "analytics-ruby", version: "2.5.0" } },
          options: null,
          integrations: null,
          messageId: messageId(random, ""),
          timestamp: ago().replace("Z", "+00:00"),
        })),
      },
    }),
    "rudder-sdk-js": () => {
      const said = call(random, holder);
      return {
        sdk: "rudder-sdk-js",
        path: `/v1/${said.type}`,
        body: {
          ...said,
          channel: "web",
          context: {
            sessionId: 1_795_000_000_000,
            app: {
              name: "RudderLabs JavaScript SDK",
              namespace: "com.rudderlabs.javascript",
              version: "3.20.1",
            },
            traits: { plan: "summit", company: { id: "acct-1", name: "Initech" } },
            library: { name: "RudderLabs JavaScript SDK", version: "3.20.1", snippetVersion: "3.0.60" },
            userAgent: "Mozilla/5.0",
            os: { name: "", version: "" },
            locale: "en-GB",
            screen: { width: 1_440, height: 900, density: 2, innerWidth: 1_440, innerHeight: 800 },
            campaign: {},
            page: {
              path: "/",
              referrer: "$direct",
              initial_referrer: "$direct",
              tab_url: "https://shop.example/",
            },
            timezone: "GMT+0100",
          },
          originalTimestamp: ago(),
          sentAt: iso(),
          messageId: messageId(random, ""),
          integrations: { All: true },
          userProperties: null,
        },
      };
    },
    "rudder-sdk-android": () => ({
      sdk: "rudder-sdk-android",
      path: random.pick(["/v1/batch", "/beacon/v1/batch"]),
      body: {
        sentAt: iso(),
        batch: many(() => ({
          ...call(random, holder),
          messageId: messageId(random, "1795-"),
          channel: "mobile",
          context: {
            app: { build: "4", name: "Shop", namespace: "example.shop", version: "1.0" },
            traits: { anonymousId: holder.anonymousId, id: holder.userId },
            library: { name: "com.rudderstack.android.sdk.core", version: "1.27.0" },
            os: { name: "Android", version: "15" },
            screen: { density: 420, height: 1_794, width: 1_080 },
            device: {
              id: `device-${holder.n}`,
              manufacturer: "Google",
              model: "sdk_gphone64",
              name: "emu64x",
              type: "Android",
            },
            externalId: [{ type: "brazeExternalId", id: "x-1" }],
            network: { carrier: "T-Mobile", wifi: true, bluetooth: false, cellular: true },
          },
          originalTimestamp: ago(),
          integrations: { All: true },
        })),
      },
    }),
  };
  const named = random.pick(Object.keys(make));
  const made = make[named]?.();
  if (made === undefined) throw new RangeError(`there is no SDK ${named}`);
  return made;
}
