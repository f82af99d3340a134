import { describe, expect, it } from "vitest";
import { renderTemplate, templateVariables } from "./template.js";

const FIELDS = {
  "demographics.first_name": "Mira",
  "purchases.last_order_id": "A-1",
  "purchases.last_order_status": "shipped",
  "purchases.last_order_total": "1234.50 EUR",
};

function render(source: string, locale = "en", given: Partial<Parameters<typeof renderTemplate>[1]> = {}) {
  const values = { fields: FIELDS, tenantName: "Acme", placeholders: {}, slots: {}, ...given };
  return renderTemplate(source, values, locale);
}

const PLACEHOLDERS = {
  "ticket.id": "42",
  "ticket.url": "acme.zendesk.com/hc/requests/42",
  "current_user.first_name": "Ada",
  "ticket.requester.email": "mira@example.com",
  "customer.first_name": "Somebody else",
};

describe("filters", () => {
  it.each([
    ["{{ order.total }}", "en", "1234.50 EUR"],
    ["{{ order.total | money }}", "en", "€1,234.50"],
    ["{{ order.total | money }}", "de", "1.234,50 €"],
    ['{{ "2026-05-03" | date }}', "de", "3. Mai 2026"],
    ['{{ "2026-05-03" | date: "short" }}', "en", "5/3/26"],
    ["{{ 1234.5 | number }}", "de", "1.234,5"],
    ["{{ customer.first_name | upcase | append: '!' }}", "en", "MIRA!"],
    ["{% echo order.id | downcase %}", "en", "a-1"],
  ])("%s in %s", (source, locale, text) => {
    expect(render(source, locale)?.text.replaceAll(/\s/g, " ")).toBe(text);
  });

  it.each(["raw", "json", "inspect", "sample", "escape", "date_to_string", "base64_encode", "sha256"])(
    "%s is none",
    (filter) => {
      expect(render(`{{ order.id | ${filter} }}`)).toBeUndefined();
      expect(() => templateVariables(`{{ order.id | ${filter} }}`)).toThrow();
    },
  );

  it.each(["{{ order.id | money }}", '{{ "now" | date }}', '{{ order.total | date: "%B" }}'])(
    "%s is no text",
    (source) => {
      expect(render(source)).toBeUndefined();
    },
  );
});

describe("a value that is missing", () => {
  it.each([
    ["{{ customer.city }}"],
    ['{{ customer.first_name | remove: "Mira" }}'],
    ["{{ customer }}"],
    ["{{ order }}"],
    ['{{ "a,b" | split: "," }}'],
    ["{{ nil }}"],
    ["{{ customer.first_name.size.x }}"],
    ["{{ dc.greeting }}"],
    ["{% assign city = customer.city %}in {{ city }}"],
    ["{% raw %}{{ ticket.id }}{% endraw %}"],
    ["{% increment n %}"],
  ])("%s is no text", (source) => {
    expect(render(source)).toBeUndefined();
  });

  it.each([
    ['Hello {{ customer.city | default: "there" }}', "Hello there", []],
    ['Hello {{ customer.first_name | default: "there" }}', "Hello Mira", ["demographics.first_name"]],
    ["Hello {% if customer.city %}{{ customer.city }}{% endif %} there", "Hello there", []],
    ["{% if customer.first_name == 'Ada' %}Ada{% else %}you{% endif %}", "you", ["demographics.first_name"]],
    ['{% assign key = "first_name" %}Hello {{ customer[key] }}', "Hello Mira", ["demographics.first_name"]],
  ])("%s is %s", (source, text, fields) => {
    expect(render(source)).toMatchObject({ text, fields });
  });

  it.each([
    "",
    " ",
    "undefined",
    "[object Object]",
    "null",
    "NaN",
    "{{ ticket.id }}",
    "x".repeat(301),
    Number.NaN,
    true,
  ])("%j is none", (value) => {
    expect(
      render("{{ customer.first_name }}", "en", { fields: { "demographics.first_name": value } }),
    ).toBeUndefined();
  });

  it("is no space either", () => {
    const fields = { "demographics.first_name": "  Mira \n Lou " };
    expect(render("Hello {{ customer.first_name }} there", "en", { fields })?.text).toBe(
      "Hello Mira Lou there",
    );
  });
});

describe("Zendesk's placeholders", () => {
  it.each([
    ["Ticket {{ticket.id}}: {{ticket.url}}", "Ticket 42: acme.zendesk.com/hc/requests/42"],
    ["Hi {{ticket.requester.first_name}}, {{current_user.first_name}} here", "Hi Mira, Ada here"],
  ])("%s is %s", (source, text) => {
    expect(render(source, "en", { placeholders: PLACEHOLDERS })?.text).toBe(text);
  });

  it("have a value only where a request gave it", () => {
    expect(render("Ticket {{ticket.id}}")).toBeUndefined();
  });

  it("are those that are listed, and no field of the customer's", () => {
    const given = { placeholders: PLACEHOLDERS, fields: {} };
    expect(render("{{ticket.requester.email}}", "en", given)).toBeUndefined();
    expect(render("{{customer.first_name}}", "en", given)).toBeUndefined();
    expect(render("{{ticket.id}}", "en", { placeholders: { "ticket.id": "{{x}}" } })).toBeUndefined();
  });
});

describe("what a template is known to need", () => {
  it("is what it asks for from outside", () => {
    const source =
      "{% assign a = 1 %}{{ a }} {{ticket.id}} {% for n in (1..2) %}{{ n }}{{ order.id }}{% endfor %}";
    expect([...templateVariables(source)].sort()).toEqual(["order.id", "ticket.id"]);
  });
});

it("names each value that was printed", () => {
  expect(render("{{ customer.first_name | upcase }}, {{ order.id }} at {{ tenant.name }}")?.values).toEqual([
    "MIRA",
    "A-1",
    "Acme",
  ]);
});
