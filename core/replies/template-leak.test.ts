import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROPERTY_RUNS } from "../property-runs.js";
import { renderTemplate } from "./template.js";

/** Everything that can be known of somebody, with their mark in all of it. */
function fieldsOf(mark: string): Record<string, string | number> {
  return {
    "demographics.first_name": `${mark}first`,
    "demographics.last_name": `${mark}last`,
    "demographics.name": `  ${mark}first \n ${mark}last `,
    "demographics.company": `${mark}company`,
    "demographics.city": `${mark}city`,
    "demographics.country": `${mark}country`,
    "purchases.plan": `${mark}plan`,
    "purchases.last_order_id": `${mark}-1`,
    "purchases.last_order_status": `${mark}status`,
    "purchases.last_order_item": `${mark} item {{ order.id }}`,
    "purchases.last_order_total": "120.00 EUR",
    "behaviour.favourite_category": `${mark}category`,
  };
}

const OWN = fieldsOf("Aldebaran");
const OTHERS = fieldsOf("Betelgeuse");

const known = fc.constantFrom(
  ...["customer.first_name", "customer.name", "customer.plan", "customer.city", "customer.country"],
  ...["order.id", "order.status", "order.total", "ticket.requester.name", 'customer["name"]'],
);
const odd = fc.constantFrom(
  ...["customer", "order", "ticket.requester", "customer.first_name.size", "customer[key]", "order.item"],
  ...["kept", "each", "forloop", "forloop.index", "tenant.name", "ticket.id", "dc.hello", "nil", "empty"],
  ...["slots.x", "key"],
);
const variable = fc.oneof({ weight: 3, arbitrary: known }, odd);
const plainFilter = fc.constantFrom(
  ...["upcase", "downcase", "capitalize", "strip", "squish", 'split: "a" | join: "-"', 'append: " Graz"'],
  ...[
    'remove: "e"',
    "slice: 0, 9",
    'default: "you"',
    "default: customer.name",
    "append: order.id",
    "url_encode",
  ],
);
const oddFilter = fc.constantFrom(
  ...["size", "first", "last", "reverse", 'split: ""', "prepend: customer.city", "truncate: 3"],
  ...['replace: "e", customer.plan', "money", 'money: "EUR"', "number", "date", "compact", "sort", "uniq"],
  ...["where: 'x'", "map: 'y'", "times: 2", "plus: 1", "raw", "json", "inspect", "sample", "strip_html"],
  "array_to_sentence_string",
);
const filter = fc.oneof({ weight: 3, arbitrary: plainFilter }, oddFilter);
const value = fc
  .tuple(variable, fc.array(filter, { maxLength: 2 }))
  .map(([name, filters]) => [name, ...filters].join(" | "));
const word = fc.constantFrom("hello", "order", "you,", "thanks.", "–");

const { template } = fc.letrec<{ template: string; piece: string }>((tie) => ({
  template: fc.array(tie("piece"), { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(" ")),
  piece: fc.oneof(
    { depthSize: "small" },
    { weight: 2, arbitrary: word },
    { weight: 4, arbitrary: value.map((printed) => `{{ ${printed} }}`) },
    value.map((printed) => `{% echo ${printed} %}`),
    value.map((kept) => `{% assign kept = ${kept} %}`),
    value.map((kept) => `{% assign key = ${kept} %}`),
    fc.constantFrom(
      '{% assign key = "first_name" %}',
      "{% increment kept %}",
      '{% cycle customer.city, "x" %}',
      "{% raw %}{{ order.id }}{% endraw %}",
    ),
    tie("template").map((inner) => `{% capture kept %}${inner}{% endcapture %}`),
    fc.tuple(variable, tie("template")).map(([name, inner]) => `{% if ${name} %}${inner}{% endif %}`),
    fc
      .tuple(variable, variable, tie("template"))
      .map(([a, b, inner]) => `{% unless ${a} == ${b} %}${inner}{% else %}${inner}{% endunless %}`),
    fc
      .tuple(variable, tie("template"))
      .map(([name, inner]) => `{% for each in ${name} limit: 3 %}${inner}{% endfor %}`),
    fc
      .tuple(variable, variable, tie("template"))
      .map(([a, b, inner]) => `{% case ${a} %}{% when ${b} %}${inner}{% else %}no{% endcase %}`),
  ),
}));

const withheld = fc.subarray(Object.keys(OWN));

function render(source: string, fields: Record<string, string | number>) {
  return renderTemplate(
    source,
    { fields, tenantName: "Acme", placeholders: { "ticket.id": "42" }, slots: {} },
    "en",
  );
}

describe("any template, over one customer's fields", () => {
  it("holds nothing of another's, no field that is withheld, and no hole", () => {
    let texts = 0;
    fc.assert(
      fc.property(template, withheld, (source, absent) => {
        const allowed = Object.fromEntries(Object.entries(OWN).filter(([field]) => !absent.includes(field)));
        const first = render(source, allowed);
        const others = render(source, OTHERS);
        const nobodys = render(source, {});
        // The template stands parsed in memory by now, and was rendered over three customers.
        expect(render(source, allowed)).toEqual(first);
        expect(first?.text ?? "").not.toMatch(/betelgeuse/i);
        expect(others?.text ?? "").not.toMatch(/aldebaran/i);
        expect(nobodys?.text ?? "").not.toMatch(/betelgeuse|aldebaran/i);
        expect(nobodys?.fields ?? []).toEqual([]);
        for (const field of first?.fields ?? []) expect(absent).not.toContain(field);
        for (const rendered of [first, others, nobodys]) {
          if (rendered === undefined) continue;
          expect(rendered.text).not.toMatch(/undefined|\[object|\{\{|\}\}|\{%|NaN| {2}/);
          expect(rendered.text.trim()).not.toBe("");
        }
        if (/aldebaran/i.test(first?.text ?? "")) texts++;
      }),
      { numRuns: 20 * PROPERTY_RUNS },
    );
    // Else nothing was tried.
    expect(texts).toBeGreaterThan(PROPERTY_RUNS);
  });

  it("names each field whose value it prints", () => {
    for (const field of Object.keys(OWN)) {
      const source =
        'Dear {{ customer.first_name | default: "you" }} of {{ customer.city | default: "there" }}';
      const rendered = render(source, { [field]: OWN[field] ?? "" });
      const isNamed = rendered?.text.includes("Aldebaran") === true;
      expect(rendered?.fields).toEqual(isNamed ? [field] : []);
    }
  });
});
