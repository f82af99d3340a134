import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ImportLine } from "../imports/import-records.js";
import { findPreferences } from "../language/preferences/find-preferences.js";
import type { PreferenceMention } from "../language/preferences/preference-mention.js";
import { parsePreferenceSentences } from "../language/preferences/test-preference-sentences.js";
import { indexProducts, recommendProducts } from "../recommend/recommend-products.js";
import { testProducts } from "../recommend/test-products.js";
import { openTestCore, type TestCore } from "../testing.js";
import { parseFlows } from "./flows/read-flows.js";

/** As many as a flow recommends at most: of a shelf of no more, all are seen. */
const limit = 5;

/** The test's catalogue on small shelves, neighbours apart: what a shelf's things have in common steers nothing. */
const products = testProducts.map((product, at) => {
  const shelf = testProducts.filter(({ category }) => category === product.category);
  const number = shelf.indexOf(product) % Math.ceil(shelf.length / limit);
  return {
    ...product,
    // Equals stand in the order of their SKUs: in that of the catalogue some attributes come first or last anyway.
    sku: `${String((at * 29) % 97).padStart(2, "0")}-${product.sku}`,
    category: `${product.category.toLowerCase().replaceAll(/[^a-z]+/g, " ")} ${number + 1}`,
  };
});
const index = indexProducts(products);
const shelves = [...new Set(products.map(({ category }) => category))];
const shelfKey = (category: string) => category.replaceAll(" ", "_");

/** The best of a shelf, for whoever asks to browse. */
const FLOWS = `
languages: [en]
intents:
  browse: [I want to browse, browse the shop, let me look around, what have you got to browse]
slots:
  shelf:
    type: choice
    prompt: { en: Which shelf? }
    choices:
${shelves.map((category) => `      - { value: ${shelfKey(category)}, names: { en: ["${category}"] } }`).join("\n")}
flows:
  browse:
    title: { en: browsing }
    starts_on: [browse]
    steps:
      - ask: shelf
      - recommend: { text: { en: "Look:" }, like: [shelf], limit: ${limit} }
        otherwise:
          - say: { en: Nothing. }
      - end: done
`;

const sentences = parsePreferenceSentences(
  readFileSync(new URL("../language/preferences/preference-sentences.tsv", import.meta.url), "utf8"),
).filter(({ text }) => findPreferences(text, index.attributes).some(({ kind }) => kind === "product"));

const CHANNELS = ["teams", "slack"] as const;

let test: TestCore;

beforeAll(async () => {
  test = await openTestCore();
  test.core.followFlows(parseFlows(FLOWS, "flows.yaml"));
  async function* lines(): AsyncGenerator<ImportLine> {
    for (const [line, product] of products.entries()) yield { line, value: { ...product, currency: "EUR" } };
  }
  await test.core.library.import("products", lines(), {
    async onRejected({ line }, reason) {
      throw new Error(`${line}: ${reason}`);
    },
    onProgress() {},
  });
  await test.core.library.train(() => {});
  await test.core.ingest(
    test.tenantId,
    [...sentences.keys(), "withdraws"]
      .flatMap((n) => CHANNELS.map((channel) => `${channel}-${n}`))
      .map((userId) => ({
        type: "identify" as const,
        messageId: `identify-${userId}`,
        timestamp: new Date(Date.now() - 60_000).toISOString(),
        userId,
        traits: { email: `${userId}@example.com` },
        context: { consent: { categoryPreferences: { personalization: true } } },
      })),
    "api",
  );
  await test.core.drained();
}, 120_000);

afterAll(() => test?.close());

/** SKUs that are recommended of a shelf to whoever has said something before, in that conversation. */
async function browse(
  channel: (typeof CHANNELS)[number],
  person: string,
  category: string,
  ...said: readonly string[]
) {
  const say = (text: string, choice?: string) =>
    test.core.respond({
      tenantId: test.tenantId,
      channel,
      conversationId: `${person} ${category} ${said.length}`,
      sender: { identifiers: [{ type: "email", value: person }] },
      isPrivate: true,
      text,
      ...(choice === undefined ? {} : { choice }),
    });
  for (const text of said) await say(text);
  await say("I want to browse");
  const { text } = await say("", `flow:shelf:${shelfKey(category)}`);
  return [...text.matchAll(/^• (.+?), €/gm)].map(
    ([, name]) => products.find((product) => product.name === name)?.sku ?? `unknown ${name}`,
  );
}

/** What of stated preferences a list does not follow, a line each. */
function notFollowed(
  stated: readonly PreferenceMention[],
  before: readonly string[],
  after: readonly string[],
): readonly string[] {
  return stated.flatMap(({ object, polarity, hard }) => {
    const has = (sku: string) => index.attributes.products.get(object)?.has(sku) === true;
    if (!before.some(has)) return [];
    const places = (list: readonly string[]) => list.flatMap((sku, place) => (has(sku) ? [place] : []));
    const mean = (list: readonly string[]) =>
      places(list).reduce((sum, place) => sum + place, 0) / places(list).length;
    if (hard) return after.some(has) ? [`${object} is still recommended`] : [];
    if (!after.some(has)) return polarity === "likes" ? [`${object} is gone`] : [];
    const moved = mean(after) - mean(before);
    return (polarity === "likes" ? moved <= 0 : moved >= 0) ? [] : [`${object} moved by ${moved}`];
  });
}

// From the profile in Teams, from the conversation alone in Slack, whose texts leave nothing in a profile.
it.each(CHANNELS)(
  "what customers say in %s changes the next recommendation",
  async (channel) => {
    expect(sentences.length).toBeGreaterThan(250);
    const problems: string[] = [];
    for (const [n, { text }] of sentences.entries()) {
      const stated = findPreferences(text, index.attributes).filter(({ kind }) => kind === "product");
      const of = (category: string, preferences: typeof stated) =>
        recommendProducts(index, { category, preferences, limit }).map(({ sku }) => sku);
      // A shelf on which it can show: one that has things with the attribute, and not at their end already.
      const shelf = shelves.find((each) => of(each, []).join() !== of(each, stated).join());
      const person = `${channel}-${n}@example.com`;
      const before = await browse(channel, person, shelf ?? "");
      const after = await browse(channel, person, shelf ?? "", text);
      if (before.length === 0) problems.push(`${text}: nothing on shelf ${shelf}`);
      if (before.join() === after.join()) problems.push(`${text}: ${shelf} is as it was`);
      problems.push(...notFollowed(stated, before, after).map((problem) => `${text}: ${problem}`));
    }
    expect(problems).toEqual([]);
  },
  300_000,
);

it.each(CHANNELS)("what customers withdraw in %s steers no more", async (channel) => {
  const person = `${channel}-withdraws@example.com`;
  const hasDown = (sku: string) => index.attributes.products.get("down")?.has(sku) === true;
  const shelf = products.find(({ sku }) => hasDown(sku))?.category ?? "";
  const before = await browse(channel, person, shelf);
  expect(before.some(hasDown)).toBe(true);
  const said = ["I'm allergic to down", "I'm not allergic to down after all"] as const;
  expect((await browse(channel, person, shelf, said[0])).some(hasDown)).toBe(false);
  expect(await browse(channel, person, shelf, ...said)).toEqual(before);
  const identifier = { type: "email", value: person } as const;
  const held = await test.core.privacy.exportData({ identifier }, "cli");
  expect(Object.keys(held?.fields ?? {})).not.toContain("preferences.never");
  expect(JSON.stringify(held?.modules.preferences)).not.toContain('"hard":true');
  // Both messages, and the two of browsing.
  const whole = held?.conversations
    .map((each) => JSON.stringify(each))
    .find((json) => json.includes('"turns":4'));
  expect(whole).toContain('"strength":0');
  expect(whole).not.toContain('"hard":true');
});

it("what only a flow answers is no suggestion, for there is no text", async () => {
  const { suggestions } = await test.core.suggest({
    tenantId: test.tenantId,
    channel: "zendesk",
    conversationId: "ticket/1",
    customer: { identifiers: [{ type: "email", value: "teams-0@example.com" }] },
    text: "I want to browse",
  });
  expect(suggestions.map(({ replyKey }) => replyKey)).not.toContain("browse");
  expect(suggestions.length).toBeGreaterThan(0);
});
