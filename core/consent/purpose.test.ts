import { describe, expect, it } from "vitest";
import { emptyProfile } from "../profiles/profile.js";
import { decideConsent } from "./purpose.js";
import { readProfile } from "./read-profile.js";

const record = (status: "granted" | "denied" | "withdrawn") => ({
  personalization: { status, atMs: 1, source: "api" },
});

describe("decideConsent", () => {
  it.each([
    ["gdpr", {}, false, "not_asked"],
    ["gdpr", record("granted"), true, "granted"],
    ["gdpr", record("denied"), false, "denied"],
    ["gdpr", record("withdrawn"), false, "withdrawn"],
    ["ccpa", {}, true, "not_asked"],
    ["ccpa", record("denied"), false, "denied"],
  ] as const)("under %s with %j", (regime, records, allowed, status) => {
    expect(decideConsent("personalization", records, regime)).toMatchObject({ allowed, status });
  });

  it("needs no consent to give the service that the customer asked for", () => {
    expect(decideConsent("service", record("denied"), "gdpr").allowed).toBe(true);
  });
});

describe("readProfile", () => {
  const trait = (value: string) => ({ value, source: "api", observedAtMs: 1 });
  const profile = {
    ...emptyProfile(0),
    traits: {
      "demographics.last_name": trait("Weber"),
      "demographics.city": trait("Graz"),
      "preferences.language": trait("de"),
      "demographics.undeclared": trait("x"),
    },
  };

  it("gives a purpose what the inventory declares for it", () => {
    const granted = { ...profile, consent: record("granted") };
    const { fields } = readProfile(granted, "personalization", "gdpr", 1);
    expect(fields).toMatchObject({ "demographics.city": "Graz", "preferences.language": "de" });
    expect(fields).not.toHaveProperty("demographics.last_name");
    expect(fields).not.toHaveProperty("demographics.undeclared");
  });

  it("without consent gives nothing, and names what it withheld without its value", () => {
    const { fields, withheld } = readProfile(profile, "personalization", "gdpr", 1);
    expect(fields).toEqual({});
    expect(withheld).toContainEqual({
      field: "demographics.city",
      reason: "personalization was never asked for",
    });
    expect(JSON.stringify(withheld)).not.toContain("Graz");
  });

  it("lets the service know what it needs", () => {
    const { fields } = readProfile(profile, "service", "gdpr", 1);
    expect(fields["demographics.last_name"]).toBe("Weber");
    expect(fields).not.toHaveProperty("demographics.city");
  });
});
