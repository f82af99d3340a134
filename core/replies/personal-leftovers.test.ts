import { describe, expect, it } from "vitest";
import { catalogueIndex } from "../language/entities/catalogue-index.js";
import { leftoverSentence, personalLeftovers } from "./personal-leftovers.js";

const SUBJECT = { names: ["Vera", "Vera van Voss"], orders: ["A-1001"], region: "DE" };
const READING = {
  language: "en",
  known: "Call our desk: +49 30 901820. {{ customer.first_name }}",
  catalogue: undefined,
  patterns: [],
  nowMs: Date.parse("2026-11-24T00:00:00Z"),
};
const left = (text: string, over: Partial<typeof SUBJECT> = {}) =>
  personalLeftovers(text, { ...SUBJECT, ...over }, READING).map(({ kind, words }) => [kind, words]);

describe("personalLeftovers", () => {
  it("finds addresses, numbers to call, order numbers and names", () => {
    expect(left("Write to vera.voss@mail.example.")).toContainEqual(["email", "vera.voss@mail.example"]);
    expect(left("We call you at +49 170 1234567.")).toEqual([["phone", "+49 170 1234567"]]);
    expect(left("Your order a 1001 is on its way")).toEqual([["order_number", "a 1001"]]);
    expect(left("Your order 77812 is on its way")).toEqual([["order_number", "77812"]]);
    expect(left("Thanks, Vera! VOSS")).toEqual([
      ["name", "Vera"],
      ["name", "VOSS"],
    ]);
    expect(left("Vera's parcel")).toEqual([["name", "Vera's"]]);
  });

  it("reads numbers to call as the customer's country and the text's language write them", () => {
    expect(left("We call you at 0170 1234567.")).toEqual([["phone", "0170 1234567"]]);
    expect(left("We call you at (212) 555-0123.", { region: undefined as never })).toEqual([
      ["phone", "(212) 555-0123"],
    ]);
  });

  it("leaves what tags print, what the library says itself, and ordinary words", () => {
    expect(left("{{ customer.first_name }}, {{ order.id }}: call +49 30 901820, we are in a van.")).toEqual(
      [],
    );
    expect(left("Within 5 days we send 2 tents for 120 EUR.")).toEqual([]);
  });

  it("leaves products with numbers in their names", () => {
    const catalogue = catalogueIndex([{ sku: "t", name: "Ridge GTX 900", category: "boots" }]);
    expect(personalLeftovers("Take the Ridge GTX 900.", SUBJECT, { ...READING, catalogue })).toEqual([]);
  });

  it("looks into the last corner of a long text", () => {
    const long = `${"All is well. ".repeat(600)}Write to v@mail.example or ${"so ".repeat(200)}A-1001.`;
    expect(
      left(long)
        .map(([kind]) => kind)
        .sort(),
    ).toEqual(["email", "order_number"]);
  });

  it("says in a sentence what to take out", () => {
    const found = personalLeftovers("Vera, A-1001", SUBJECT, READING);
    expect(leftoverSentence(found)).toBe(
      "Take out “A-1001” (an order number) and “Vera” (the customer's name): other customers would read it.",
    );
  });
});
