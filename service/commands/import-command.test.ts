import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ImportKind } from "../../core/index.js";
import { openTestCore, type TestCore } from "../../core/testing.js";
import { importFile } from "./import-command.js";

const COLUMNS = {
  text: "text",
  reply: "reply",
  customer: "customer",
  created_at: "created_at",
  after: "after",
  satisfaction: "satisfaction",
};

let test: TestCore;
let folder: string;

beforeEach(async () => {
  test = await openTestCore();
  folder = await mkdtemp(join(tmpdir(), "rapport-import-"));
});

afterEach(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

async function importText(kind: ImportKind, content: string | Buffer, columns = COLUMNS) {
  const path = join(folder, "file");
  await writeFile(path, content);
  const counts = await importFile(test.core, kind, path, columns);
  const rejected = `${path}.rejected.jsonl`;
  const rejects: { line: number; reason: string; row: unknown }[] = existsSync(rejected)
    ? readFileSync(rejected, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line))
    : [];
  return { counts, rejects };
}

describe("importing tickets", () => {
  it("takes quotes, line breaks in cells, a byte order mark and empty cells", async () => {
    const csv =
      '\uFEFFtext,reply,satisfaction\r\n"Where, oh ""where""\nis it?",order_status,good\r\nrefund?,refund_standard,\r\n';
    expect(await importText("tickets", csv)).toEqual({
      counts: { read: 2, stored: 2, duplicates: 0, rejected: 0 },
      rejects: [],
    });
  });

  it("doubles nothing when run twice", async () => {
    const csv = "text,reply\none,a\ntwo,b\n";
    await importText("tickets", csv);
    expect((await importText("tickets", csv)).counts).toEqual({
      read: 2,
      stored: 0,
      duplicates: 2,
      rejected: 0,
    });
  });

  it("sets bad rows aside with line and reason, and takes the others", async () => {
    const csv =
      "text,reply,created_at,satisfaction\nfine,a,2026-01-02,good\n,a,,\nlate,a,yesterday,\nrated,a,,great\nfine too,a,,bad\n";
    const { counts, rejects } = await importText("tickets", csv);
    expect(counts).toEqual({ read: 5, stored: 2, duplicates: 0, rejected: 3 });
    expect(rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [3, "text: is missing"],
      [4, "created_at: must be a date, or a time with its zone (ISO 8601)"],
      [5, "satisfaction: must be good or bad"],
    ]);
    expect(rejects[1]?.row).toEqual({ text: "late", reply: "a", created_at: "yesterday" });
  });

  it("forgets the rejected rows of an earlier run", async () => {
    await importText("tickets", "text,reply\n,a\n");
    expect((await importText("tickets", "text,reply\nfine,a\n")).rejects).toEqual([]);
  });

  it("reads other column names", async () => {
    const columns = { ...COLUMNS, text: "question", reply: "category" };
    const { counts } = await importText("tickets", "question,category\nhello,greet\n", columns);
    expect(counts.stored).toBe(1);
  });

  it("says which column is missing and which are there", async () => {
    await expect(importText("tickets", "message,label\nhello,greet\n")).rejects.toThrow(
      'there is no column "text"; the file has: message, label',
    );
  });

  it("says that a file is no CSV", async () => {
    await expect(importText("tickets", '{"text":"a"}\n{"text":"b"}\n')).rejects.toThrow("no CSV header");
  });

  it("survives a quote that is never closed", async () => {
    const { counts, rejects } = await importText("tickets", 'text,reply\nfine,a\n"open,a\nmore,a\n');
    expect(counts).toMatchObject({ stored: 1, rejected: 1 });
    expect(rejects[0]?.reason).toMatch(/^CSV_/);
  });

  it("says that there is no such file", async () => {
    await expect(importFile(test.core, "tickets", join(folder, "nowhere.csv"), COLUMNS)).rejects.toThrow(
      /there is no file/,
    );
  });
});

describe("importing JSON lines", () => {
  const reply = (key: string, body = "Hello") => JSON.stringify({ key, title: key, body });

  it("takes replies, and replaces what changed", async () => {
    expect((await importText("replies", `${reply("a")}\n\n${reply("b")}`)).counts.stored).toBe(2);
    expect((await importText("replies", `${reply("a")}\n${reply("b", "Hi")}\n`)).counts).toEqual({
      read: 2,
      stored: 1,
      duplicates: 1,
      rejected: 0,
    });
  });

  it("sets aside what is no JSON, no reply, no template, too long or no UTF-8", async () => {
    const lines = ["{", '{"key":"a"}', reply("c", "{{ open"), reply("d", "x".repeat(2_000_000)), reply("e")];
    const { counts, rejects } = await importText(
      "replies",
      Buffer.concat([Buffer.from(`${lines.join("\n")}\n`), Buffer.from([0xff, 0xfe, 0x0a])]),
    );
    expect(counts).toEqual({ read: 6, stored: 1, duplicates: 0, rejected: 5 });
    expect(rejects.map(({ line }) => line)).toEqual([1, 2, 3, 4, 6]);
    expect(rejects[2]?.reason).toBe("body: is no valid Liquid template");
  });

  it.each([
    [{ name: "S", category: "C", price: 1, currency: "EUR" }, "sku: is missing"],
    [{ sku: "", name: "S", category: "C", price: 1, currency: "EUR" }, "sku: must not be empty"],
    [{ sku: "s", name: "S", category: "C", price: "1", currency: "EUR" }, "price: must be a number"],
    [{ sku: "s", name: "S", category: "C", price: -1, currency: "EUR" }, "price: must be 0 or more"],
    [
      { sku: "s", name: "S", category: "C", price: 1, currency: "EU" },
      "currency: must have 3 characters or more",
    ],
    [
      { sku: "s", name: "x".repeat(301), category: "C", price: 1, currency: "EUR" },
      "name: has more than 300 characters",
    ],
    [
      { sku: "s", name: "S", category: "C", price: 1, currency: "EUR", url: "ftp://x" },
      "url: must be an http or https URL",
    ],
    ["s", "line: must be an object of names and values"],
  ])("says in plain words what is wrong with %j", async (product, reason) => {
    const { rejects } = await importText("products", JSON.stringify(product));
    expect(rejects.map((reject) => reject.reason)).toEqual([reason]);
  });

  it("applies events once, however often the file is imported", async () => {
    const events = Array.from({ length: 20 }, (_, n) =>
      JSON.stringify({
        type: "track",
        event: "Order Completed",
        messageId: `m-${n}`,
        userId: "c-new",
        timestamp: new Date().toISOString(),
        properties: { order_id: `O-${n}`, total: 1 },
      }),
    ).join("\n");
    await importText("events", events);
    expect((await importText("events", events)).counts).toMatchObject({ stored: 0, duplicates: 20 });
    const { customer } = await test.core.suggest({
      tenantId: test.tenantId,
      channel: "zendesk",
      conversationId: "t",
      customer: { identifiers: [{ type: "user_id", value: "c-new" }] },
      text: "hello",
    });
    expect(customer.facts).toContainEqual({ label: "Orders, 12 months", value: "20" });
  });

  it("takes articles and products", async () => {
    const article = JSON.stringify({ key: "a", title: "A", body: "B" });
    const product = JSON.stringify({ sku: "s", name: "S", category: "C", price: 1, currency: "EUR" });
    await importText("articles", article);
    await importText("products", product);
    expect(await test.core.library.counts()).toMatchObject({ articles: 1, products: 1 });
  });
});
