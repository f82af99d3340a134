import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROPERTY_RUNS } from "../property-runs.js";
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

describe("channels and tones", () => {
  const reply = replyRecordSchema.parse({
    key: "hello",
    title: "Hello",
    body: "general",
    variants: [
      { tone: "informal", body: "informal" },
      { channel: "slack", body: "slack" },
      { channel: "slack", tone: "formal", body: "slack formal" },
      { channel: "zendesk", body: "ticket {{ ticket.id }}" },
      { segment: "vip", body: "vip" },
      { segment: "vip", channel: "teams", body: "vip teams" },
      { segment: "vip", channel: "teams", locale: "de", tone: "formal", body: "vip teams de formal" },
      { locale: "de", body: "de" },
    ],
  });

  it.each([
    ["new", "en", {}, "general", "default/en"],
    ["new", "en", { tone: "informal" }, "informal", "default/en/informal"],
    ["new", "en", { tone: "formal" }, "general", "default/en"],
    ["new", "en", { channel: "slack" }, "slack", "default/en/slack"],
    ["new", "en", { channel: "slack", tone: "informal" }, "slack", "default/en/slack"],
    ["new", "en", { channel: "slack", tone: "formal" }, "slack formal", "default/en/slack/formal"],
    ["new", "en", { channel: "teams", tone: "informal" }, "informal", "default/en/informal"],
    ["new", "en", { channel: "zendesk" }, "general", "default/en"],
    [
      "new",
      "en",
      { channel: "zendesk", placeholders: { "ticket.id": "7" } },
      "ticket 7",
      "default/en/zendesk",
    ],
    ["vip", "en", { channel: "slack", tone: "informal" }, "vip", "vip/en"],
    ["vip", "en", { channel: "teams" }, "vip teams", "vip/en/teams"],
    ["vip", "de", { channel: "teams" }, "de", "default/de"],
    ["vip", "de", { channel: "teams", tone: "formal" }, "vip teams de formal", "vip/de/teams/formal"],
  ] as const)("for %s in %s with %j it is %s", (segment, language, writing, text, variant) => {
    const chosen = chooseVariant(reply, [segment], language, {}, "Acme", writing);
    expect(chosen).toMatchObject({ text, variant });
  });

  const variant = fc.record(
    {
      segment: fc.constantFrom("vip", "vip_buyers", "new"),
      locale: fc.constantFrom("en", "de"),
      channel: fc.constantFrom("zendesk", "slack", "teams"),
      tone: fc.constantFrom("formal", "informal"),
    },
    { requiredKeys: [] },
  );

  it("takes what fits best of all that fit, by the stated order", () => {
    fc.assert(
      fc.property(
        fc.array(variant, { maxLength: 12 }),
        fc.constantFrom(["vip"], ["vip_buyers", "vip"], ["new"]),
        fc.constantFrom("en", "de", "fr"),
        fc.record(
          {
            channel: fc.constantFrom("zendesk" as const, "slack" as const, "teams" as const),
            tone: fc.constantFrom("formal" as const, "informal" as const),
          },
          { requiredKeys: [] },
        ),
        (variants, segments, language, writing) => {
          const library = replyRecordSchema.parse({
            key: "k",
            title: "t",
            body: "own",
            variants: variants.map((each, index) => ({ ...each, body: `v${index}` })),
          });
          const { text } = chooseVariant(library, segments, language, {}, "Acme", writing) ?? { text: "" };
          expect(text).toBe(obviousChoice(variants, segments, language, writing));
        },
      ),
      { numRuns: PROPERTY_RUNS },
    );
  });

  /** Each criterion in turn keeps the best that are left. */
  function obviousChoice(
    variants: readonly { segment?: string; locale?: string; channel?: string; tone?: string }[],
    segments: readonly string[],
    language: string,
    writing: { channel?: string; tone?: string },
  ): string {
    const all = [
      ...variants.map((each, index) => ({ ...each, body: `v${index}` })),
      { body: "own", segment: undefined, locale: undefined, channel: undefined, tone: undefined },
    ];
    const place = (segment: string | undefined) => (segment === undefined ? -1 : segments.indexOf(segment));
    let left = all.filter(
      ({ segment, channel, tone }) =>
        (segment === undefined || place(segment) >= 0) &&
        (channel === undefined || channel === writing.channel) &&
        (tone === undefined || tone === writing.tone),
    );
    const inLanguage = left.filter(({ locale = "en" }) => locale === language);
    if (inLanguage.length > 0) left = inLanguage;
    const worth = ({ segment, locale = "en" }: (typeof left)[number]) =>
      (segment === undefined ? 0 : 3 - place(segment) / segments.length) + (locale === "en" ? 1 : 0);
    const best = Math.max(...left.map(worth));
    left = left.filter((each) => worth(each) === best);
    const forChannel = left.filter(({ channel }) => channel !== undefined);
    if (forChannel.length > 0) left = forChannel;
    return (left.find(({ tone }) => tone !== undefined) ?? left[0])?.body ?? "";
  }
});
