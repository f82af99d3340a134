import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportKind, ProfileEvent, SuggestResult } from "../core/index.js";
import {
  applyEvent,
  chooseVariant,
  createInventory,
  emptyProfile,
  openTestCore,
  type Profile,
  readProfile,
  replyRecordSchema,
  type TestCore,
} from "../core/testing.js";
import { demoCompany } from "./demo/demo-company.js";

const NOW_MS = Date.UTC(2026, 4, 4);
const SEGMENTS = ["vip", "new", "at_risk", "lapsed", "regular", "unknown"];
const CHANNELS = ["zendesk", "slack", "teams"] as const;
const inventory = createInventory();
const company = demoCompany({ seed: 7, endMs: NOW_MS });
const replies = [...company.replies()].map((reply) => replyRecordSchema.parse(reply));

interface Marked {
  readonly mark: string;
  readonly email: string;
  readonly events: readonly ProfileEvent[];
}

/** Somebody with a mark in everything that is known of them; every third has withdrawn their consent. */
function marked(n: number): Marked & { readonly hasWithdrawn: boolean } {
  const mark = `Mark${String(n).padStart(3, "0")}`;
  const email = `${mark.toLowerCase()}@example.com`;
  const userId = `${mark}-id`;
  const hasWithdrawn = n % 3 === 2;
  const at = (daysAgo: number) => new Date(NOW_MS - daysAgo * 86_400_000).toISOString();
  const consent = (granted: boolean) => ({ consent: { categoryPreferences: { personalization: granted } } });
  const events: ProfileEvent[] = [
    {
      type: "identify",
      messageId: `${mark}-identify`,
      timestamp: at(90),
      userId,
      traits: {
        email,
        firstName: `${mark}first`,
        lastName: `${mark}last`,
        name: `${mark}first ${mark}last`,
        plan: n % 2 === 0 ? "summit" : `${mark}plan`,
        address: { city: `${mark}city`, country: `${mark}country` },
        company: { name: `${mark}company` },
        title: `${mark}title`,
        language: n % 2 === 0 ? "en" : "de",
      },
      context: consent(true),
    },
    {
      type: "track",
      event: "Product Viewed",
      messageId: `${mark}-view`,
      timestamp: at(80),
      userId,
      properties: { name: `${mark}viewed`, category: `${mark}category` },
    },
    {
      type: "track",
      event: "Order Completed",
      messageId: `${mark}-order`,
      timestamp: at(10),
      userId,
      properties: {
        order_id: `${mark}-1`,
        total: 100 + n,
        currency: "EUR",
        products: [{ name: `${mark}item`, price: 100 + n }],
      },
    },
  ];
  if (hasWithdrawn) {
    events.push({
      type: "identify",
      messageId: `${mark}-withdraw`,
      timestamp: at(1),
      userId,
      traits: {},
      context: consent(false),
    });
  }
  return { mark, email, events, hasWithdrawn };
}

const everybody = Array.from({ length: 24 }, (_, n) => marked(n));

const marksIn = (text: string) => [
  ...new Set([...text.matchAll(/mark\d{3}/gi)].map(([mark]) => mark.toLowerCase())),
];

describe("every text of the demo company, for many customers", () => {
  it("names nobody else, and nobody at all who withdrew their consent", async () => {
    let named = 0;
    for (const [n, { mark, events, hasWithdrawn }] of everybody.entries()) {
      await new Promise((resolve) => setImmediate(resolve));
      let profile: Profile = emptyProfile(NOW_MS);
      for (const event of events) profile = applyEvent(profile, event, "api", inventory);
      const rules = {
        regime: "gdpr",
        inventory,
        nowMs: NOW_MS,
        restricted: false,
        textVersion: "1",
      } as const;
      const { fields, consent } = readProfile(profile, "personalization", rules);
      expect(consent.allowed).toBe(!hasWithdrawn);
      if (hasWithdrawn) expect(fields).toEqual({});
      for (const reply of replies) {
        for (const segment of SEGMENTS) {
          for (const language of ["en", "de"]) {
            const setting = {
              channel: CHANNELS[n % 3],
              tone: "formal" as const,
              placeholders: { "ticket.id": "42" },
            };
            const chosen = chooseVariant(reply, [segment], language, fields, "Larkfell", setting);
            const text = chosen?.text ?? "";
            expect(text, reply.key).toMatch(/\w/);
            expect(text, reply.key).not.toMatch(/undefined|\[object|\{\{|NaN|null| {2}|, ,| ,/);
            const marks = marksIn(text);
            expect(marks, reply.key).toEqual(marks.length === 0 || hasWithdrawn ? [] : [mark.toLowerCase()]);
            if (hasWithdrawn) expect(chosen?.fields, reply.key).toEqual([]);
            named += marks.length;
          }
        }
      }
    }
    // Else nothing was tried.
    expect(named).toBeGreaterThan(1_000);
  });
});

describe("one core that serves them all at once", () => {
  let test: TestCore;

  beforeAll(async () => {
    test = await openTestCore({ stocked: false, clock: { nowMs: () => NOW_MS } });
    await load("replies", replies);
    await load("tickets", [...company.tickets()].slice(0, 400));
    for (const { events } of everybody) await test.core.ingest(test.tenantId, events, "api");
    await test.core.library.train(() => {});
    await test.core.drained();
  }, 120_000);

  afterAll(() => test.close());

  async function load(kind: ImportKind, values: readonly unknown[]): Promise<void> {
    async function* lines() {
      for (const [index, value] of values.entries()) yield { line: index + 1, value };
    }
    const counts = await test.core.library.import(kind, lines(), {
      async onRejected() {},
      onProgress() {},
    });
    expect(counts.rejected).toBe(0);
  }

  const QUESTIONS = [
    "Where is my order?",
    "I want my money back",
    "Wo ist meine Bestellung?",
    "cancel my order",
  ];

  it("says to each only what is theirs: texts, reasons, card and receipts", async () => {
    const asked = everybody.flatMap((person) => QUESTIONS.map((text) => ({ ...person, text })));
    const results: SuggestResult[] = await Promise.all(
      asked.map(({ mark, email, text }, index) =>
        test.core.suggest({
          tenantId: test.tenantId,
          channel: "zendesk",
          conversationId: `ticket/${mark}/${index}`,
          customer: { identifiers: [{ type: "email", value: email, verified: true }] },
          text,
          limit: 20,
        }),
      ),
    );
    let named = 0;
    for (const [index, { suggestions, customer }] of results.entries()) {
      const { mark = "", hasWithdrawn = false } = asked[index] ?? {};
      const own = mark.toLowerCase();
      // An agent needs some of it to serve them, whatever they consented to.
      for (const other of marksIn(JSON.stringify([suggestions, customer]))) expect(other).toBe(own);
      expect(suggestions.length).toBeGreaterThan(0);
      const texts = marksIn(suggestions.map(({ text }) => text ?? "").join("\n"));
      if (hasWithdrawn) expect(texts).toEqual([]);
      named += texts.length;
    }
    expect(named).toBeGreaterThan(20);
  }, 120_000);
});
