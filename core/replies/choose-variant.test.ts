import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseVariant } from "./choose-variant.js";
import { replyRecordSchema } from "./reply-record.js";

const REPLY = replyRecordSchema.parse({
  key: "order_status",
  title: "Where is my order",
  body: "It is on its way.",
  variants: [
    { segment: "vip", body: "{{ customer.first_name }}, order {{ order.id }} flies." },
    { segment: "vip", locale: "de", body: "{{ ticket.requester.first_name }}, {{ order.id }} fliegt." },
    { locale: "de", body: "Sie ist unterwegs." },
  ],
});

const FIELDS = { "demographics.first_name": "Mira", "purchases.last_order_id": "A-1" };

function choose(segment: string, language: string, fields: Record<string, string>) {
  return chooseVariant(REPLY, [segment], language, fields, "Acme");
}

describe("chooseVariant", () => {
  it.each([
    ["vip", "en-GB", FIELDS, "Mira, order A-1 flies.", "vip/en"],
    ["vip", "de", FIELDS, "Mira, A-1 fliegt.", "vip/de"],
    ["vip", "de", { "demographics.first_name": "Mira" }, "Sie ist unterwegs.", "default/de"],
    ["vip", "en", {}, "It is on its way.", "default/en"],
    ["new", "de-AT", FIELDS, "Sie ist unterwegs.", "default/de"],
    ["new", "fr", FIELDS, "It is on its way.", "default/en"],
    ["vip", "fr", FIELDS, "Mira, order A-1 flies.", "vip/en"],
  ])("for %s in %s", (segment, language, fields, text, variant) => {
    expect(choose(segment, language, fields)).toMatchObject({ text, variant });
  });

  it("names the fields that the text holds, and no others", () => {
    expect(choose("vip", "en", FIELDS)?.fields).toEqual([
      "demographics.first_name",
      "purchases.last_order_id",
    ]);
    expect(choose("new", "en", FIELDS)?.fields).toEqual([]);
  });

  it("never prints a hole, whatever is missing", () => {
    const subset = fc.subarray(Object.entries(FIELDS)).map((entries) => Object.fromEntries(entries));
    fc.assert(
      fc.property(
        subset,
        fc.constantFrom("vip", "new"),
        fc.constantFrom("en", "de"),
        (fields, segment, language) => {
          const text = choose(segment, language, fields)?.text ?? "";
          expect(text).not.toBe("");
          expect(text).not.toMatch(/^,|\{\{|undefined|null|order {2}|, {2}/);
        },
      ),
    );
  });

  it("gives nothing rather than a text with a hole", () => {
    const needy = replyRecordSchema.parse({ key: "k", title: "t", body: "Dear {{ customer.first_name }}" });
    expect(chooseVariant(needy, ["vip"], "en", {}, "Acme")).toBeUndefined();
  });

  it.each([
    "{% include 'x' %}",
    "{{ customer.first_name | nosuchfilter }}",
    "{% for i in (1..99999999) %}x{% endfor %}",
  ])("gives nothing for %s", (body) => {
    const reply = replyRecordSchema.parse({ key: "k", title: "t", body });
    expect(chooseVariant(reply, ["vip"], "en", FIELDS, "Acme")).toBeUndefined();
  });
});
