import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ImportLine } from "../import-records.js";
import { type ImportSource, type ShapedKind, shapeRecords } from "./shape-records.js";
import { createShapeTally } from "./shape-tally.js";

function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), "utf8"));
}

async function shaped(kind: ShapedKind, value: unknown, from?: ImportSource) {
  const tally = createShapeTally();
  async function* lines(): AsyncGenerator<ImportLine> {
    yield { line: 1, value };
  }
  const read: ImportLine[] = [];
  for await (const line of shapeRecords(lines(), { kind, from, tally })) read.push(line);
  return { read, sentences: tally.sentences() };
}

const values = (read: readonly ImportLine[]) =>
  read.flatMap((line) => ("unreadable" in line ? [] : line.value));

describe("Zendesk's macros", () => {
  it("become replies, from pages of the API", async () => {
    const { read } = await shaped("replies", fixture("zendesk-macros"));
    expect(values(read)).toEqual([
      {
        key: "orders_where_is_it",
        title: "Orders::Where is it?",
        locale: "en",
        body: "Hello {{customer.first_name}},\n\nyou can follow your parcel:\n- open My account (https://shop.example.com/account)\n- press Track\n\nBest regards\nThe team & everybody",
        origin: "zendesk/macros/360001",
        isForeign: true,
      },
      {
        key: "ruecksendung",
        title: "Rücksendung",
        locale: "de",
        body: "Guten Tag,\n\ndas Etikett für die Rücksendung kommt mit der nächsten E-Mail. Ihr Ticket ist {{ticket.id}}.",
        origin: "zendesk/macros/360002",
        isForeign: true,
      },
      {
        key: "orders_where_is_it",
        title: "Orders: where is it?",
        locale: "en",
        body: "Please give us the number of your order.",
        origin: "zendesk/macros/360006",
        isForeign: true,
      },
    ]);
  });

  it("are left out where they are no replies, and what is not taken over is said", async () => {
    const { read, sentences } = await shaped("replies", fixture("zendesk-macros"));
    expect(sentences).toEqual([
      "1 left out: they are not active.",
      "1 left out: they write no comment.",
      "1 left out: they write notes for agents.",
      "1 also set tags or fields, which is not taken over.",
      "1 are restricted to some agents, which is not taken over.",
      "1 need {{ ticket.id }}, which no customer has.",
    ]);
    expect(read.flatMap((line) => ("unreadable" in line ? line.unreadable : []))).toEqual([
      expect.stringMatching(/^no Zendesk macro: title: /),
    ]);
  });
});

describe("Zendesk's articles", () => {
  it("become articles, without drafts", async () => {
    const { read, sentences } = await shaped("articles", fixture("zendesk-articles"));
    expect(values(read)).toEqual([
      {
        key: "zendesk-35467-en-US",
        title: "How returns work",
        body: "How long?\n\nYou have 30 days.\n- Open the order\n- Choose Return",
        locale: "en-US",
        labels: ["returns", "refund"],
        url: "https://acme.zendesk.com/hc/en-us/articles/35467-How-returns-work",
      },
    ]);
    expect(sentences).toEqual(["1 left out: they are drafts.", "1 left out: they have no text."]);
  });
});

describe("Freshdesk's canned responses", () => {
  it("become replies with our placeholders", async () => {
    const { read, sentences } = await shaped("replies", fixture("freshdesk-canned-responses"));
    expect(values(read)).toEqual([
      {
        key: "password_reset",
        title: "Password reset",
        locale: "en",
        body: "Hi {{customer.first_name}},\n\npress Forgot password on the page where you sign in.\n{{tenant.name}}",
        origin: "freshdesk/canned_responses/3",
        isForeign: true,
      },
    ]);
    expect(sentences).toEqual([
      "1 left out: they have no text.",
      "1 have attachments, which are not taken over.",
    ]);
  });
});

describe("what is ours or nobody's", () => {
  it("passes as it is", async () => {
    const ours = { key: "a", title: "A", body: "Text", content: "not Freshdesk's" };
    expect((await shaped("replies", [ours, 7, "x"])).read).toEqual([
      { line: 1, value: ours },
      { line: 1, value: 7 },
      { line: 1, value: "x" },
    ]);
  });

  it("is rejected where another product was named", async () => {
    const { read } = await shaped("replies", { id: 1, title: "A" }, "zendesk");
    expect(read).toMatchObject([
      { line: 1, unreadable: expect.stringMatching(/^no Zendesk macro: actions: /) },
    ]);
    const articles = await shaped("articles", { id: 1, title: "A" }, "freshdesk");
    expect(articles.read).toMatchObject([{ unreadable: "articles can't come from freshdesk" }]);
  });
});
