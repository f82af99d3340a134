import { describe, expect, it } from "vitest";
import { parseTenantInventory } from "./tenant-attributes.js";

const attribute = (more: string) =>
  `attributes: [{ attribute: demographics.shoe_size, purposes: [service], retention_days: 30, ${more} }]`;

describe("a tenant's inventory", () => {
  it("takes known sources, in order", () => {
    const { attributes } = parseTenantInventory(
      attribute("from: [shoeSize, shoe_size], sources: [self, zendesk], rule: [self]"),
    );
    expect(attributes[0]).toMatchObject({ sources: ["self", "zendesk"], rule: ["self"] });
    expect(parseTenantInventory(attribute("from: shoeSize")).attributes[0]).toMatchObject({
      sources: "any",
      rule: "newest",
    });
  });

  it.each([
    [
      "from: shoeSize, sources: [selff]",
      "attributes.0.sources: must be any, or a list of sources: self, admin",
    ],
    ["from: shoeSize, sources: all", "attributes.0.sources: must be any, or a list of sources"],
    ["from: shoeSize, rule: [crm]", "attributes.0.rule: must be newest, or a list of sources"],
    ["from: shoeSize, rule: oldest", "attributes.0.rule: must be newest, or a list of sources"],
    ["from: [shoeSize, shoeSize]", "attributes.0.from: names a trait twice"],
    ["from: firstName", "the trait firstName becomes two attributes"],
  ])("refuses %s, and says why", (more, problem) => {
    expect(() => parseTenantInventory(attribute(more))).toThrow(problem);
  });
});
