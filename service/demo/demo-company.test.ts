import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { profileEventSchema, renderTemplate } from "../../core/testing.js";
import { type DemoCompany, demoCompany } from "./demo-company.js";

const DAY_MS = 86_400_000;
const endMs = Date.UTC(2026, 4, 4);
const company = demoCompany({ seed: 7, endMs });
const replies = [...company.replies()];
const tickets = [...company.tickets()];
const events = [...company.events()];

const NOBODY = { tenantName: "Larkfell", placeholders: {}, slots: {} };

function digest(made: DemoCompany): string {
  const hash = createHash("sha256");
  const lists = [
    made.customers,
    made.events(),
    made.replies(),
    made.articles(),
    made.products(),
    made.tickets(),
  ];
  for (const list of lists) for (const row of list) hash.update(`${JSON.stringify(row)}\n`);
  return hash.digest("hex");
}

function tracked(key: string, event: string) {
  return events.flatMap((call) =>
    call.type === "track" && call.userId === key && call.event === event
      ? [{ atMs: Date.parse(call.timestamp), properties: call.properties ?? {} }]
      : [],
  );
}

const consentOf = (key: string) =>
  events.find((call) => call.userId === key && call.type === "identify")?.context?.consent
    ?.categoryPreferences?.personalization;

const featured = (index: number) => {
  const customer = company.featured[index];
  if (customer === undefined) throw new Error(`no featured customer ${index}`);
  return customer;
};

describe("the demo company", () => {
  it("has the promised size", () => {
    expect(company.customers).toHaveLength(300);
    expect(company.featured).toHaveLength(7);
    expect(replies).toHaveLength(60);
    expect([...company.articles()]).toHaveLength(40);
    expect([...company.products()]).toHaveLength(120);
    expect(tickets).toHaveLength(2000);
    expect(events.length).toBeGreaterThan(15_000);
    expect(events.length).toBeLessThan(25_000);
  });

  it("gives the same bytes for the same seed and day, and others for another", () => {
    const first = digest(company);
    expect(digest(demoCompany({ seed: 7, endMs }))).toBe(first);
    expect(digest(demoCompany({ seed: 8, endMs }))).not.toBe(first);
    expect(digest(demoCompany({ seed: 7, endMs: endMs + DAY_MS }))).not.toBe(first);
  });

  it("names everything once", () => {
    const lists = [
      company.customers.map((customer) => customer.key),
      company.customers.map((customer) => customer.email),
      replies.map((reply) => reply.key),
      [...company.articles()].map((article) => article.key),
      [...company.products()].map((product) => product.sku),
      [...company.products()].map((product) => product.url),
      events.map((event) => event.messageId),
    ];
    for (const list of lists) expect(new Set(list).size).toBe(list.length);
  });
});

const textsIn = (locale: "en" | "de") =>
  replies.flatMap((reply) =>
    [{ locale: reply.locale, body: reply.body }, ...reply.variants]
      .filter((text) => (text.locale ?? reply.locale) === locale)
      .map((text) => ({ key: reply.key, body: text.body })),
  );

const DONE_EN =
  "refunded|approved|released|frozen|cancelled|sent|booked|upgraded|changed|issued|reset|locked|credited|added|moved|reserved|removed|asked";
const DONE_DE =
  "erstattet|freigegeben|gesperrt|eingefroren|storniert|verschickt|versandt|veranlasst|gebucht|reserviert|geändert|gutgeschrieben|aktiviert|angefragt";

/** What a bot may not say: that something was done already, or that it is somebody. */
const UNTRUE_EN = [
  new RegExp(`\\b(I|we)([\u2019']ve| have)( just| already)? (${DONE_EN})\\b`, "i"),
  new RegExp(`\\b(has|have) (just |already )?been (${DONE_EN})\\b`, "i"),
  /^.*\b(my name is|I[\u2019']m [A-Z][a-z]+,)/i,
  /\bI\b/,
];
const UNTRUE_DE = [
  new RegExp(`\\b(ich habe|wir haben|habe ich|haben wir)\\b[^.]*\\b(${DONE_DE})\\b`, "i"),
  new RegExp(`\\b(ist|sind|wurden?) (bereits|schon|gerade)\\b[^.]*\\b(${DONE_DE})\\b`, "i"),
  /\b(mein Name ist|ich bin|ich heiße)\b/i,
  /\bich\b/i,
];

describe("the replies", () => {
  it("claim nothing that was done and pose as nobody, as a bot sends them", () => {
    for (const { key, body } of textsIn("en")) {
      for (const claim of UNTRUE_EN) expect(body, key).not.toMatch(claim);
    }
    for (const { key, body } of textsIn("de")) {
      for (const claim of UNTRUE_DE) expect(body, key).not.toMatch(claim);
    }
  });

  it("say Sie in German, and everything in both languages", () => {
    for (const { key, body } of textsIn("de")) {
      expect(body, key).not.toMatch(/\b(du|dich|dir|dein|deine[mnrs]?|euch|eure?)\b/);
    }
    expect(textsIn("de")).toHaveLength(textsIn("en").length);
  });

  it("have snake_case keys and texts for every audience", () => {
    for (const reply of replies) {
      expect(reply.key).toMatch(/^[a-z]+(_[a-z]+)*$/);
      const audiences = reply.variants.map(
        (variant) => `${variant.segment ?? "all"}/${variant.locale ?? "en"}`,
      );
      expect(audiences, reply.key).toEqual(expect.arrayContaining(["all/de", "vip/en", "vip/de"]));
      expect(new Set(audiences).size, reply.key).toBe(audiences.length);
    }
  });

  it("need nothing of the customer in the base text and its German variant", () => {
    for (const reply of replies) {
      const german = reply.variants.find(
        (variant) => variant.segment === undefined && variant.locale === "de",
      );
      for (const body of [reply.body, german?.body ?? "{{ missing }}"]) {
        const text = renderTemplate(body, { ...NOBODY, fields: {} }, "en")?.text;
        expect(text, reply.key).toMatch(/\w/);
      }
    }
  });

  it("use only the variables that the renderer offers", () => {
    const fields = {
      "demographics.first_name": "Ada",
      "demographics.name": "Ada Byron",
      "demographics.city": "Cork",
      "purchases.plan": "ridge",
      "purchases.last_order_id": "LF-1",
      "purchases.last_order_status": "shipped",
      "purchases.last_order_item": "Kestrel 2",
      "purchases.last_order_total": "349.00 EUR",
    };
    for (const reply of replies) {
      for (const { body, locale = "en" } of reply.variants) {
        const text = renderTemplate(body, { ...NOBODY, fields }, locale)?.text;
        expect(text, reply.key).toMatch(/\w/);
        expect(text, reply.key).not.toMatch(/[{}]|undefined/);
      }
    }
  });
});

describe("the tickets", () => {
  it("name a reply and a customer that exist, in time order", () => {
    const replyKeys = new Set(replies.map((reply) => reply.key));
    const customerKeys = new Set(company.customers.map((customer) => customer.key));
    let previous = "";
    for (const ticket of tickets) {
      expect(replyKeys).toContain(ticket.reply);
      expect(customerKeys).toContain(ticket.customer);
      expect(ticket.text).not.toMatch(/[{}|]|undefined/);
      expect(ticket.created_at >= previous).toBe(true);
      previous = ticket.created_at;
    }
  });

  it("use every reply", () => {
    const used = new Set(tickets.map((ticket) => ticket.reply));
    expect(replies.filter((reply) => !used.has(reply.key)).map((reply) => reply.key)).toEqual([]);
  });

  it("are as many as the solved ones among the events", () => {
    expect(events.filter((call) => call.type === "track" && call.event === "Ticket Solved")).toHaveLength(
      2000,
    );
  });
});

describe("the events", () => {
  it("tell of tickets that came back, and were solved again", () => {
    const of = (name: string) => company.customers.flatMap(({ key }) => tracked(key, name));
    const reopened = of("Ticket Reopened");
    expect(reopened.length).toBeGreaterThan(50);
    expect(reopened.length).toBeLessThan(300);
    const solvedMs = new Map(
      of("Ticket Solved").map(({ atMs, properties }) => [properties.ticket_id, atMs] as const),
    );
    const again = new Map(
      of("Ticket Status Changed").map(({ atMs, properties }) => [properties.ticket_id, atMs] as const),
    );
    for (const { atMs, properties } of reopened) {
      expect(atMs).toBeGreaterThan(solvedMs.get(properties.ticket_id) ?? Number.NaN);
      expect(again.get(properties.ticket_id)).toBeGreaterThan(atMs);
    }
  });

  it("are Segment Spec calls in time order, none after today", () => {
    let previousMs = endMs - 731 * DAY_MS;
    for (const event of events) {
      expect(profileEventSchema.safeParse(event).success, event.messageId).toBe(true);
      const atMs = Date.parse(event.timestamp);
      expect(atMs).toBeGreaterThanOrEqual(previousMs);
      previousMs = atMs;
    }
    expect(previousMs).toBeLessThanOrEqual(endMs);
  });

  it("begin, for every customer, with who they are", () => {
    const met = new Set<string | undefined>();
    for (const event of events) {
      if (!met.has(event.userId)) expect(event.type, event.userId).toBe("identify");
      met.add(event.userId);
    }
    expect(met.size).toBe(300);
  });

  it("carry consent as most shops see it", () => {
    const answers = company.customers.map((customer) => consentOf(customer.key));
    expect(answers.filter((answer) => answer === true).length).toBeGreaterThan(210);
    expect(answers.filter((answer) => answer === false).length).toBeGreaterThan(15);
    expect(answers.filter((answer) => answer === undefined).length).toBeGreaterThan(15);
  });
});

describe("the featured customers", () => {
  it("start with a VIP: Summit, at least ten orders and 1,000 euros in twelve months", () => {
    const vip = featured(0);
    const recent = tracked(vip.key, "Order Completed").filter((order) => order.atMs > endMs - 365 * DAY_MS);
    expect(vip).toMatchObject({ plan: "summit", language: "en" });
    expect(recent.length).toBeGreaterThanOrEqual(10);
    expect(recent.reduce((sum, order) => sum + Number(order.properties.total), 0)).toBeGreaterThanOrEqual(
      1000,
    );
    expect(tracked(vip.key, "Order Refunded")).toEqual([]);
    expect(consentOf(vip.key)).toBe(true);
  });

  it("have a new one without orders or tickets who consented", () => {
    const fresh = featured(1);
    expect(fresh).toMatchObject({ plan: "trail", language: "en" });
    expect(tracked(fresh.key, "Order Completed")).toEqual([]);
    expect(tracked(fresh.key, "Ticket Solved")).toEqual([]);
    expect(tracked(fresh.key, "Product Viewed").length).toBeGreaterThan(0);
    expect(consentOf(fresh.key)).toBe(true);
  });

  it("have a German-speaking regular", () => {
    const regular = featured(2);
    const bad = tracked(regular.key, "Ticket Solved").filter(
      (ticket) => ticket.properties.satisfaction === "bad",
    );
    expect(regular.language).toBe("de");
    expect(tracked(regular.key, "Order Completed").length).toBeGreaterThan(3);
    expect(bad).toEqual([]);
    expect(consentOf(regular.key)).toBe(true);
  });

  it("have a lapsed one whose last order is over a year ago", () => {
    const last = tracked(featured(3).key, "Order Completed").at(-1);
    expect(last?.atMs).toBeLessThan(endMs - 365 * DAY_MS);
  });

  it("have one who declined personalization", () => {
    expect(consentOf(featured(4).key)).toBe(false);
  });

  it("have one who was never asked", () => {
    expect(featured(6)).toMatchObject({ plan: "summit", language: "en" });
    expect(consentOf(featured(6).key)).toBeUndefined();
  });

  it("have one at risk, whose latest rated tickets are bad", () => {
    const rated = tracked(featured(5).key, "Ticket Solved").filter(
      (ticket) => ticket.properties.satisfaction !== "",
    );
    const lately = rated.filter((ticket) => ticket.atMs > endMs - 30 * DAY_MS);
    expect(lately.length).toBeGreaterThanOrEqual(3);
    expect(lately.every((ticket) => ticket.properties.satisfaction === "bad")).toBe(true);
  });
});
