import { describe, expect, it } from "vitest";
import { renderSaid, slotInWords } from "./render-said.js";

const setting = {
  fields: {},
  tenantName: "Larkfell",
  slots: new Map(),
  productName: (sku: string) => (sku === "TNT-001" ? "Kestrel 1" : undefined),
};

const candidate = (template: string, segment?: string) => ({ template, locale: "en", segment });

describe("what a flow says", () => {
  it("is the first text without a hole", () => {
    const candidates = [
      candidate("Hi {{ customer.first_name }}", "vip"),
      candidate("{{ customer.first_name }}, order {{ slots.order }}"),
      candidate("Order {{ slots.order }} at {{ tenant.name }}"),
    ];
    const said = { kind: "templates", candidates, slots: { order: "LF-1001" } } as const;
    expect(renderSaid(said, setting)).toEqual({
      text: "Order LF-1001 at Larkfell",
      locale: "en",
      segment: undefined,
      fields: [],
    });
    const known = { ...setting, fields: { "demographics.first_name": "Clara" } };
    expect(renderSaid(said, known)).toEqual({
      text: "Hi Clara",
      locale: "en",
      segment: "vip",
      fields: ["demographics.first_name"],
    });
  });

  it("never takes a slot's value for a template", () => {
    const candidates = [candidate("You said {{ slots.item }}")];
    const said = { kind: "templates", candidates, slots: { item: "{{ tenant.name }}" } } as const;
    expect(renderSaid(said, setting)?.text).toBe("You said {{ tenant.name }}");
  });

  it("is nothing if all have holes", () => {
    const said = { kind: "templates", candidates: [candidate("{{ slots.order }}")], slots: {} } as const;
    expect(renderSaid(said, setting)).toBeUndefined();
  });
});

describe("a slot in words", () => {
  const choices = [{ value: "size", names: { en: ["size", "too small"], de: ["Größe"] } }];

  it.each([
    ["size", { type: "choice", choices }, "de", "Größe"],
    ["size", { type: "choice", choices }, "fr", "size"],
    [true, { type: "yes_no" }, "de", "Ja"],
    [1234.5, { type: "number" }, "de", "1.234,5"],
    [{ amount: 12.5, currency: "EUR" }, { type: "money" }, "en", "€12.50"],
    ["2026-05-03", { type: "date" }, "de", "3. Mai 2026"],
    ["2026-05-03T15:00", { type: "date" }, "en", "May 3, 2026, 15:00"],
    [{ from: "2026-05-03", to: "2026-05-05" }, { type: "date_range" }, "en", "May 3, 2026 – May 5, 2026"],
    ["TNT-001", { type: "product" }, "en", "Kestrel 1"],
    ["TNT-999", { type: "product" }, "en", "TNT-999"],
    ["LF-1001", { type: "order" }, "en", "LF-1001"],
  ] as const)("%j as %j in %s is %s", (value, slot, locale, words) => {
    const declaration = { choices: undefined, ...slot } as Parameters<typeof slotInWords>[1];
    expect(slotInWords(value, declaration, locale, setting.productName)).toBe(words);
  });
});
