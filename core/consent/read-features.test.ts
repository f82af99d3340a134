import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProfileEvent } from "../events/profile-event.js";
import { createInventory, type Inventory } from "../privacy/data-inventory.js";
import { applyEvent } from "../profiles/apply-event.js";
import { emptyProfile, type Profile } from "../profiles/profile.js";
import { openProfileReader, type ProfileReader } from "../profiles/profile-reader.js";
import { FEATURES, type ProfileFeature } from "../segments/features/declared-features.js";
import { featureState } from "../segments/features/feature-state.js";
import { featureVector } from "../segments/features/feature-vector.js";
import { TEST_DATABASES, type TestDatabase } from "../storage/test-databases.js";
import { openTestStores, type TestStores } from "../storage/test-stores.js";
import type { Regime } from "./purpose.js";
import { readFeatures } from "./read-features.js";

const inventory = createInventory();
const NOW_MS = Date.parse("2026-11-24T00:00:00Z");
const DAY_MS = 86_400_000;
const rules = { regime: "gdpr" as Regime, textVersion: "1", inventory, restricted: false, nowMs: NOW_MS };

function said(categoryPreferences: Record<string, boolean>, userId = "u-1", day = 1): ProfileEvent {
  return {
    type: "identify",
    messageId: `said-${userId}`,
    timestamp: new Date(NOW_MS - day * DAY_MS).toISOString(),
    userId,
    traits: { plan: "summit", firstName: "Vera" },
    context: { consent: { categoryPreferences } },
  };
}

function person(categoryPreferences: Record<string, boolean>, day?: number): Profile {
  return applyEvent(emptyProfile(NOW_MS), said(categoryPreferences, "u-1", day), "api", inventory);
}

const plan = FEATURES.findIndex(({ key }) => key === "plan");

describe("readFeatures", () => {
  it("gives the vector to whom analytics was allowed for, and to nobody else", () => {
    const allowed = person({ analytics: true });
    expect(readFeatures(allowed, rules)).toEqual({
      status: "read",
      vector: featureVector(featureState(allowed), NOW_MS),
      basis: "consent",
    });
    expect(readFeatures(person({ personalization: true }), rules)).toEqual({
      status: "withheld",
      reason: "analytics was never asked for",
    });
    expect(readFeatures(person({ analytics: false }), { ...rules, regime: "ccpa" })).toEqual({
      status: "withheld",
      reason: "analytics was denied",
    });
    expect(readFeatures(person({}), { ...rules, regime: "ccpa" }).status).toBe("read");
    expect(readFeatures(allowed, { ...rules, restricted: true })).toEqual({
      status: "withheld",
      reason: "processing is restricted",
    });
    expect(readFeatures(undefined, rules)).toMatchObject({ status: "withheld" });
  });

  it("reads no attribute that the inventory does not declare for it, nor one past its time", () => {
    const without: Inventory = {
      ...inventory,
      allows: (attribute, purpose) => attribute !== "purchases.plan" && inventory.allows(attribute, purpose),
    };
    const read = (profile: Profile, given = rules) => {
      const reading = readFeatures(profile, given);
      return reading.status === "read" ? reading.vector[plan] : reading.reason;
    };
    expect(read(person({ analytics: true }))).toBe(2);
    expect(read(person({ analytics: true }), { ...rules, inventory: without })).toBeNaN();
    expect(read(person({ analytics: true }, 1_826))).toBeNaN();
  });

  it("takes the state that was carried along", () => {
    const profile = person({ analytics: true });
    const state = { ...featureState(profile), plan: "trail" };
    const features = FEATURES.filter(({ key }) => key === "plan");
    expect(readFeatures(profile, rules, { state, features })).toMatchObject({
      vector: new Float64Array([0]),
    });
  });
});

describe.each(TEST_DATABASES)("a reader of profiles on $name", ({ create }) => {
  let database: TestDatabase;
  let test: TestStores;
  let reader: ProfileReader;

  beforeAll(async () => {
    database = await create();
    test = await openTestStores(database, "features");
    reader = openProfileReader(test.stores.parts, test.setup);
    await test.inTransaction(async ({ people }) => {
      for (const [userId, analytics] of [
        ["yes", true],
        ["no", false],
      ] as const) {
        const named = { identifiers: [{ type: "user_id", value: userId }], retired: [] } as const;
        const settlement = await people.settle(named, true, NOW_MS);
        if (settlement === undefined) throw new Error("somebody should have been made");
        await people.apply(settlement, said({ analytics }, userId), "api");
      }
      await people.flush(NOW_MS);
    });
  });

  afterAll(async () => {
    await test.storage.close();
    await database.drop();
  });

  const read = async (values: readonly string[], features?: readonly ProfileFeature[]) => {
    const identifiers = values.map((value) => ({ type: "user_id", value }) as const);
    return (await reader.read(identifiers, [], NOW_MS)).person?.features(features);
  };

  it("gives features by the same rule, without a name", async () => {
    const reading = await read(["yes"]);
    expect(reading?.status).toBe("read");
    expect(JSON.stringify(reading)).not.toMatch(/Vera|"yes"/);
    expect(await read(["no"])).toMatchObject({ status: "withheld", reason: "analytics was denied" });
    expect(await read(["nobody"])).toBeUndefined();
    expect(await read(["yes", "no"])).toBeUndefined();
  });

  it("gives the features that are asked for", async () => {
    const asked = FEATURES.filter(({ key }) => key === "plan");
    expect(await read(["yes"], asked)).toMatchObject({ vector: new Float64Array([2]) });
  });

  it("goes through all people, each once", async () => {
    const statuses: string[] = [];
    for await (const { people, done, total } of reader.pages([], NOW_MS)) {
      statuses.push(...people.map((person) => person.features().status));
      expect(done).toBe(total);
    }
    expect(statuses.sort()).toEqual(["read", "withheld"]);
  });
});
