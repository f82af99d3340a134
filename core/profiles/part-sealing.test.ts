import { describe, expect, it } from "vitest";
import { createInventory } from "../privacy/data-inventory.js";
import { createVault } from "../privacy/vault.js";
import { toBuffer } from "../storage/schema.js";
import { PartDocuments, type SealedPart } from "./part-sealing.js";
import { emptyProfile, type Profile } from "./profile.js";

const AT_MS = Date.parse("2026-11-24T00:00:00Z");
const vault = createVault({ current: Buffer.alloc(32, 7) });
const inventory = createInventory();
const key = vault.dataKey(vault.newDataKey("t|p"), "t|p");
const nothing = emptyProfile(Number.POSITIVE_INFINITY);

const PERSON: Profile = {
  ...emptyProfile(AT_MS),
  identifiers: [{ type: "user_id", value: "u-1", standing: "verified" }],
  traits: {
    "demographics.city": { value: "Graz", source: "api", observedAtMs: AT_MS, confidence: 0.9 },
    "purchases.plan": { value: "trail", source: "api", observedAtMs: AT_MS, confidence: 0.9 },
  },
  orders: { "A-1": { orderedAtMs: AT_MS, total: 9, refunded: 0, status: { value: "sent", atMs: AT_MS } } },
  views: { tents: 2 },
};

const sealed = (): SealedPart => PartDocuments.ofProfile(key, PERSON).seal();

/** Nobody could open it: a byte of it is another one. */
function damaged(row: SealedPart, ...columns: readonly (keyof SealedPart)[]): SealedPart {
  const changed = columns.map((column) => {
    const bytes = Buffer.from(toBuffer(row[column] ?? Buffer.alloc(40)));
    bytes[30] = (bytes[30] ?? 0) ^ 1;
    return [column, bytes] as const;
  });
  return { ...row, ...Object.fromEntries(changed) };
}

describe("a part's documents", () => {
  it("are what was sealed, and nothing where nothing is known", () => {
    const row = sealed();
    expect(PartDocuments.ofRow(key, row).profile).toEqual(PERSON);
    expect(row.preferences_sealed).toBeNull();
  });

  it("stay closed, and as they are, where an event adds nothing", () => {
    const row = damaged(sealed(), "identity_sealed", "demographics_sealed", "purchases_sealed");
    const viewed = { ...nothing, firstSeenAtMs: AT_MS + 1, views: { tents: 1, boots: 1 } };
    const after = PartDocuments.ofRow(key, row).with(viewed, inventory, AT_MS).seal();
    expect({ ...after, behaviour_sealed: null }).toEqual({ ...row, behaviour_sealed: null });
    const behaviour = { ...sealed(), behaviour_sealed: after.behaviour_sealed };
    expect(PartDocuments.ofRow(key, behaviour).profile.views).toEqual({ tents: 3, boots: 1 });
  });

  it("keep what else their module holds when a trait or an order is added", () => {
    const plan = { value: "ridge", source: "api", observedAtMs: AT_MS + 1, confidence: 0.9 };
    const upgraded = { ...nothing, firstSeenAtMs: AT_MS + 1, traits: { "purchases.plan": plan } };
    const { profile } = PartDocuments.ofRow(key, sealed()).with(upgraded, inventory, AT_MS);
    expect(profile).toEqual({ ...PERSON, traits: { ...PERSON.traits, "purchases.plan": plan } });
  });

  it("say that a person was seen earlier, when an older event comes late", () => {
    const earlier = { ...nothing, firstSeenAtMs: AT_MS - 5, counts: { pages: 1 } };
    const { profile } = PartDocuments.ofRow(key, sealed()).with(earlier, inventory, AT_MS);
    expect(profile.firstSeenAtMs).toBe(AT_MS - 5);
  });

  it("can't be opened when they were changed, or put in another's place", () => {
    expect(() => PartDocuments.ofRow(key, damaged(sealed(), "behaviour_sealed")).profile).toThrow();
    const row = sealed();
    const swapped = {
      ...row,
      demographics_sealed: row.purchases_sealed,
      purchases_sealed: row.demographics_sealed,
    };
    expect(() => PartDocuments.ofRow(key, swapped).profile).toThrow();
    const other = vault.dataKey(vault.newDataKey("t|q"), "t|q");
    expect(() => PartDocuments.ofRow(other, row).profile).toThrow();
  });

  it("are encrypted anew only if another profile says something else of their module", () => {
    const row = sealed();
    const before = PartDocuments.ofRow(key, row);
    const after = before.withProfile({ ...before.profile, orders: {}, views: { boots: 1 } }).seal();
    expect(after.identity_sealed).toEqual(row.identity_sealed);
    expect(after.demographics_sealed).toEqual(row.demographics_sealed);
    expect(after.behaviour_sealed).not.toEqual(row.behaviour_sealed);
    expect(PartDocuments.ofRow(key, after).profile).toEqual({ ...PERSON, orders: {}, views: { boots: 1 } });
  });
});
