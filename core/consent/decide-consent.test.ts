import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createInventory } from "../privacy/data-inventory.js";
import { emptyProfile } from "../profiles/profile.js";
import type { ConsentStatement } from "./consent-statement.js";
import { decideConsent } from "./decide-consent.js";
import { joinStatements } from "./join-statements.js";
import { PURPOSES } from "./purpose.js";
import { readProfile } from "./read-profile.js";

const DAY_MS = 86_400_000;
const NOW_MS = 100 * DAY_MS;

function said(granted: boolean, day: number, rest: Partial<ConsentStatement> = {}): ConsentStatement {
  const atMs = day * DAY_MS;
  return {
    purpose: "personalization",
    granted,
    firstAtMs: atMs,
    lastAtMs: atMs,
    covers: ["user_id:c-1"],
    method: "prompt",
    channel: "slack",
    ...rest,
  };
}

const decide = (
  statements: readonly ConsentStatement[],
  regime: "gdpr" | "ccpa" = "gdpr",
  textVersion = "1",
) => decideConsent("personalization", statements, { regime, textVersion }, NOW_MS);

describe("decideConsent", () => {
  it.each([
    ["gdpr", "nothing was said", [], false, "not_asked"],
    ["ccpa", "nothing was said", [], true, "not_asked"],
    ["gdpr", "a grant", [said(true, 1)], true, "granted"],
    ["gdpr", "a refusal", [said(false, 1)], false, "denied"],
    ["ccpa", "a refusal", [said(false, 1)], false, "denied"],
    ["gdpr", "a grant, then a refusal", [said(true, 1), said(false, 2)], false, "withdrawn"],
    ["gdpr", "a refusal, then a grant", [said(false, 1), said(true, 2)], true, "granted"],
    ["gdpr", "both at the same moment", [said(true, 1), said(false, 1)], false, "withdrawn"],
    ["gdpr", "a grant that ended", [said(true, 1, { untilMs: 5 * DAY_MS })], false, "expired"],
    ["gdpr", "a grant to another text", [said(true, 1, { textVersion: "0" })], false, "expired"],
    ["gdpr", "a grant to this text", [said(true, 1, { textVersion: "1" })], true, "granted"],
  ] as const)("under %s: %s", (regime, _case, statements, allowed, status) => {
    expect(decide(statements, regime)).toMatchObject({ allowed, status });
  });

  it("lets an older refusal stand that no newer word of the same person replaces", () => {
    const merged = [
      said(false, 1, { covers: ["user_id:c-1"] }),
      said(true, 9, { covers: ["email:a@b.example"] }),
    ];
    expect(decide(merged).allowed).toBe(false);
    const both = said(true, 10, { covers: ["email:a@b.example", "user_id:c-1"] });
    expect(decide([...merged, both]).allowed).toBe(true);
  });

  it("asks again once the text is another one", () => {
    expect(decide([said(false, 1, { textVersion: "0" })])).toMatchObject({ allowed: false, askAgain: true });
    expect(decide([said(false, 1, { textVersion: "1" })])).toMatchObject({ allowed: false, askAgain: false });
  });

  it("needs no consent to give the service that the customer asked for", () => {
    const refused = [said(false, 1, { purpose: "service" })];
    expect(decideConsent("service", refused, { regime: "gdpr" }, NOW_MS).allowed).toBe(true);
  });

  it("comes to the same in whichever order statements are joined, and however often", () => {
    const statement = fc
      .record({
        granted: fc.boolean(),
        day: fc.integer({ min: 1, max: 6 }),
        purpose: fc.constantFrom(...PURPOSES),
        covers: fc.subarray(["a", "b", "c"], { minLength: 1 }),
      })
      .map(({ granted, day, ...rest }) => said(granted, day, rest));
    fc.assert(
      fc.property(fc.array(statement), fc.array(statement), fc.array(statement), (...lists) => {
        const [a, b, c] = lists.map((list) => joinStatements([], list));
        if (a === undefined || b === undefined || c === undefined) throw new Error("three lists");
        const one = joinStatements(joinStatements(a, b), c);
        const other = joinStatements(c, joinStatements(b, joinStatements(a, b)));
        expect(other).toEqual(one);
        for (const purpose of PURPOSES) {
          const rules = { regime: "gdpr" } as const;
          const [whole, left] = [one, a].map((all) => decideConsent(purpose, all, rules, NOW_MS));
          expect(decideConsent(purpose, other, rules, NOW_MS)).toEqual(whole);
          expect(left).toEqual(decideConsent(purpose, [...a].reverse(), rules, NOW_MS));
        }
      }),
    );
  });
});

describe("readProfile", () => {
  const inventory = createInventory();
  const rules = { regime: "gdpr", textVersion: "1", inventory, restricted: false, nowMs: NOW_MS } as const;
  const trait = (value: string) => ({ value, source: "api", observedAtMs: NOW_MS - 1, confidence: 0.9 });
  const profile = {
    ...emptyProfile(0),
    traits: {
      "demographics.last_name": trait("Weber"),
      "demographics.city": trait("Graz"),
      "preferences.language": trait("de"),
      "demographics.undeclared": trait("x"),
    },
  };
  const granted = { ...profile, consent: [said(true, 1)] };

  it("gives a purpose what the inventory declares for it", () => {
    const { fields } = readProfile(granted, "personalization", rules);
    expect(fields).toMatchObject({ "demographics.city": "Graz", "preferences.language": "de" });
    expect(fields).not.toHaveProperty("demographics.last_name");
    expect(fields).not.toHaveProperty("demographics.undeclared");
  });

  it("without consent gives nothing, and names what it withheld without its value", () => {
    const { fields, withheld } = readProfile(profile, "personalization", rules);
    expect(fields).toEqual({});
    expect(withheld).toContainEqual({
      field: "demographics.city",
      reason: "personalization was never asked for",
    });
    expect(JSON.stringify(withheld)).not.toContain("Graz");
  });

  it("gives nothing of a restricted profile, whatever was granted", () => {
    const { fields, withheld } = readProfile(granted, "personalization", { ...rules, restricted: true });
    expect(fields).toEqual({});
    expect(withheld).toContainEqual({ field: "demographics.city", reason: "processing is restricted" });
  });

  it("lets the service know what it needs", () => {
    const { fields } = readProfile(profile, "service", rules);
    expect(fields["demographics.last_name"]).toBe("Weber");
    expect(fields).not.toHaveProperty("demographics.city");
  });

  it("goes by the person's own law where one was said", () => {
    const californian = {
      ...profile,
      traits: { ...profile.traits, "demographics.privacy_regime": trait("ccpa") },
    };
    expect(readProfile(californian, "personalization", rules).consent.allowed).toBe(true);
  });

  it("does not know what is past its retention", () => {
    const nowMs = NOW_MS + 30 * 365 * DAY_MS;
    expect(readProfile(granted, "personalization", { ...rules, nowMs }).fields).not.toHaveProperty(
      "demographics.city",
    );
  });
});
