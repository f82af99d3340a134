import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROPERTY_RUNS } from "../property-runs.js";
import { renderTemplate } from "./template.js";
import { textToTemplate } from "./text-to-template.js";

const FIELDS = {
  "demographics.first_name": "Vera",
  "purchases.last_order_id": "A-1001",
  "purchases.last_order_status": "shipped",
  "purchases.plan": "trail",
};
const VALUES = { fields: FIELDS, tenantName: "Test Outfitters", placeholders: {}, slots: {} };
const BODY = "{{ customer.first_name }}, your order {{ order.id }} is {{ order.status }}.";
const origin = (over: Partial<Parameters<typeof textToTemplate>[1]> = {}) => ({
  body: BODY,
  fields: FIELDS,
  tenantName: "Test Outfitters",
  locale: "en",
  ...over,
});

describe("textToTemplate", () => {
  it("puts the tags back where their values stand, in what was added too", () => {
    const text = "Dear Vera, order A-1001 is shipped. Vera's parcel weighs 3 kg.";
    expect(textToTemplate(text, origin())).toBe(
      "Dear {{ customer.first_name }}, order {{ order.id }} is {{ order.status }}. {{ customer.first_name }}'s parcel weighs 3 kg.",
    );
  });

  it("replaces whole words only", () => {
    expect(textToTemplate("Verano, XA-1001, A-10012", origin())).toBe("Verano, XA-1001, A-10012");
  });

  it("takes a plan that the text did not print for an ordinary word", () => {
    expect(textToTemplate("Enjoy the trail!", origin())).toBe("Enjoy the trail!");
    expect(textToTemplate("Enjoy the trail!", origin({ body: "Your plan: {{ customer.plan }}" }))).toBe(
      "Enjoy the {{ customer.plan }}!",
    );
  });

  it("knows a name that the template did not print, if the decision read it", () => {
    expect(textToTemplate("Hi Vera", origin({ body: "Hello" }))).toBe("Hi {{ customer.first_name }}");
    expect(textToTemplate("Hi Vera", origin({ body: undefined, fields: {} }))).toBe("Hi Vera");
  });

  it("prefers the longer value, and the tag as the template has it, filters and all", () => {
    const fields = { "demographics.name": "Vera Voss", "demographics.first_name": "Vera" };
    const body = "{{ customer.name | upcase }} / {{ customer.first_name }} / {{ tenant.name }}";
    expect(textToTemplate("VERA VOSS and Vera at Test Outfitters", origin({ body, fields }))).toBe(
      "{{ customer.name | upcase }} and {{ customer.first_name }} at {{ tenant.name }}",
    );
  });

  it("leaves tags that somebody wrote as they are", () => {
    const fields = { "demographics.first_name": "customer" };
    expect(textToTemplate("{{ customer.first_name }} customer", origin({ fields }))).toBe(
      "{{ customer.first_name }} {{ customer.first_name }}",
    );
  });

  it("prints the same text for the same customer, whatever stands around the values", () => {
    const words = fc.string({
      unit: fc.constantFrom("a", "Ver", " ", "Vera", "A-1001", ".", "\n", "$&", "shipped"),
    });
    fc.assert(
      fc.property(words, (text) => {
        fc.pre(text.trim() !== "");
        const template = textToTemplate(text.trim(), origin());
        expect(renderTemplate(template, VALUES, "en")).toMatchObject({
          text: renderTemplate(text, VALUES, "en")?.text,
        });
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });
});
