import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { printedBy } from "../test-command-line.js";

const folder = mkdtempSync(join(tmpdir(), "rapport-replies-"));
const exitCodeBefore = process.exitCode;

const run = (...args: readonly string[]) => printedBy(folder, args);

const REPLIES = [
  {
    key: "refund",
    title: "Refund",
    intents: ["money_back"],
    body: "The money is on its way to your account.",
  },
  { key: "refund_2", title: "Refund, again", body: "The money is on its way to your account!" },
  {
    key: "nickname",
    title: "By nickname",
    body: "Hello {{ customer.nickname }}",
    variants: [{ segment: "vip", body: "Hello {{ customer.pet }}" }],
  },
];
const TICKETS = "text,reply,satisfaction\nmy money?,refund,good\nmy money!,refund,bad\n";

beforeAll(async () => {
  const replies = join(folder, "replies.jsonl");
  writeFileSync(replies, REPLIES.map((reply) => JSON.stringify(reply)).join("\n"));
  await run("import", "replies", replies);
  const tickets = join(folder, "tickets.csv");
  writeFileSync(tickets, TICKETS);
  await run("import", "tickets", tickets);
});

beforeEach(() => {
  process.exitCode = undefined;
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  process.exitCode = exitCodeBefore;
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("rapport replies lint", () => {
  it("prints findings by rule, the gravest first, and fails on errors", async () => {
    const printed = await run("replies", "lint");
    expect(printed).toBe(
      [
        "unrenderable",
        "  error    nickname",
        "           default/en needs {{ customer.nickname }}, which no customer has; vip/en needs {{ customer.pet }}, which no customer has: nobody can get this reply.",
        "",
        "duplicate-text",
        "  warning  refund, refund_2",
        "           2 replies have the same text: keep one, and name the others' intents in it.",
        "",
        "never-used",
        "  info     nickname, refund_2",
        "           2 replies were never used: in no ticket, never shown, never taken. Remove what nobody needs, or add examples.",
        "",
        "3 replies: 1 errors, 1 warnings, 1 hints.",
        "",
      ].join("\n"),
    );
    expect(process.exitCode).toBe(1);
  });

  it("prints what one rule finds, and JSON", async () => {
    const printed = JSON.parse(await run("replies", "lint", "--rule", "duplicate-text", "--json"));
    expect(printed).toEqual({
      replies: 3,
      findings: [expect.objectContaining({ rule: "duplicate-text", replies: ["refund", "refund_2"] })],
    });
    expect(process.exitCode).toBeUndefined();
  });
});

describe("rapport replies", () => {
  it("lists replies with their use", async () => {
    const [header, ...rows] = (await run("replies", "list")).trimEnd().split("\n");
    expect(header).toMatch(/^key +title +tickets +shown +taken +good +bad$/);
    expect(rows).toHaveLength(3);
    expect(rows[1]).toMatch(/^refund +Refund +2 +0 +0 +1 +1$/);
    expect(JSON.parse(await run("replies", "list", "--json"))).toMatchObject([
      { key: "nickname", usage: { tickets: 0 } },
      { key: "refund", usage: { tickets: 2, good: 1, bad: 1 } },
      { key: "refund_2" },
    ]);
  });

  it("shows one reply with its texts and what is to be looked at", async () => {
    const printed = await run("replies", "show", "nickname");
    expect(printed).toContain("By nickname (nickname)\n");
    expect(printed).toContain("error: unrenderable: ");
    expect(printed).toContain("[vip/en]\nHello {{ customer.pet }}\n");
    expect(JSON.parse(await run("replies", "show", "refund", "--json"))).toMatchObject({
      key: "refund",
      usage: { tickets: 2 },
      findings: [{ rule: "duplicate-text" }],
    });
    await expect(run("replies", "show", "none")).rejects.toMatchObject({ code: "not_found" });
  });
});
