import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startZendeskStandIn } from "../../adapters/zendesk/zendesk-stand-in.js";
import { printedBy } from "../test-command-line.js";

let folder: string;
const exitCodeBefore = process.exitCode;

beforeEach(() => {
  process.exitCode = undefined;
  folder = mkdtempSync(join(tmpdir(), "rapport-library-"));
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  process.exitCode = exitCodeBefore;
  rmSync(folder, { recursive: true });
});

const run = (...args: readonly string[]) => printedBy(folder, args);

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function library(): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return JSON.parse(await run("replies", "list", "--json"));
}

const macro = (id: number, title: string, text: string, more: object = {}) => ({
  id,
  title,
  active: true,
  actions: [{ field: "comment_value", value: text }],
  restriction: null,
  ...more,
});

describe("rapport import replies", () => {
  it("takes CSV, with lists separated by semicolons", async () => {
    const csv =
      'title,key,body,intents\nRefund,refund,"The money, all of it.",refund; money_back\n,bad,Text,\n';
    const path = file("replies.csv", csv);
    expect(await run("import", "replies", path)).toBe(
      `2 read, 1 stored, 0 known before, 1 rejected\nRejected rows and why: ${path}.rejected.jsonl\n`,
    );
    expect(await library()).toMatchObject([
      { key: "refund", body: "The money, all of it.", intents: ["refund", "money_back"] },
    ]);
    expect(JSON.parse(readFileSync(`${path}.rejected.jsonl`, "utf8"))).toMatchObject({
      line: 3,
      reason: "title: is missing",
    });
    expect(process.exitCode).toBe(1);
  });

  it("takes a page of macros, and says what it did not take", async () => {
    const page = {
      macros: [
        macro(1, "Refund", "The money is on its way."),
        macro(2, "Old", "Gone.", { active: false }),
        macro(3, "Broken", "{% if %}"),
        { id: 4, title: "No actions" },
      ],
      next_page: null,
    };
    const path = file("macros.json", JSON.stringify(page, null, 2));
    const printed = await run("import", "macros", path);
    expect(printed.split("\n")).toEqual([
      "3 read, 1 stored, 0 known before, 2 rejected",
      "1 left out: they are not active.",
      `Rejected rows and why: ${path}.rejected.jsonl`,
      "",
    ]);
    const rejected = readFileSync(`${path}.rejected.jsonl`, "utf8").trim().split("\n");
    expect(rejected.map((line) => JSON.parse(line))).toMatchObject([
      { line: 3, reason: "body: is no valid Liquid template" },
      { line: 4, reason: expect.stringMatching(/^(no Zendesk macro: actions|key): /) },
    ]);
  });

  it("knows a macro again by its id, and keeps what was added to it here", async () => {
    await run("import", "replies", file("a.json", JSON.stringify([macro(1, "Refund", "Old text.")])));
    const [stored] = await library();
    const variants = [{ segment: "vip", body: "For you at once." }];
    await run(
      "import",
      "replies",
      file("b.jsonl", JSON.stringify({ ...stored, usage: undefined, variants })),
    );
    const again = file("c.json", JSON.stringify([macro(1, "Money back", "New text.")]));
    expect(await run("import", "replies", again)).toContain("1 stored");
    expect(await library()).toMatchObject([
      { key: "refund", title: "Money back", body: "New text.", variants, origin: "zendesk/macros/1" },
    ]);
    expect(await run("import", "replies", again)).toContain("0 stored, 1 known before");
  });

  it("rejects what is not of the product that was named", async () => {
    const path = file("a.jsonl", JSON.stringify({ key: "a", title: "A", body: "Text" }));
    expect(await run("import", "replies", path, "--from", "freshdesk")).toContain(
      "0 stored, 0 known before, 1 rejected",
    );
    await expect(run("import", "articles", path, "--from", "freshdesk")).rejects.toThrow(/zendesk/);
  });
});

describe("rapport import --from zendesk", () => {
  it("reads macros and articles from Zendesk itself", async () => {
    const zendesk = await startZendeskStandIn();
    try {
      vi.stubEnv("ZENDESK_SUBDOMAIN", "acme");
      vi.stubEnv("ZENDESK_WEBHOOK_SECRET", "webhook-secret-of-the-test");
      vi.stubEnv("ZENDESK_EMAIL", zendesk.email);
      vi.stubEnv("ZENDESK_API_TOKEN", zendesk.token);
      vi.stubEnv("ZENDESK_API_URL", zendesk.apiUrl);
      zendesk.macros.push(...Array.from({ length: 101 }, (_, id) => macro(id, `Macro ${id}`, `Text ${id}.`)));
      zendesk.articles.push({
        id: 1,
        title: "Returns",
        body: "<p>30 days.</p>",
        locale: "en-us",
        draft: false,
      });
      expect(await run("import", "macros", "--from", "zendesk")).toBe(
        "101 read, 101 stored, 0 known before, 0 rejected\n",
      );
      expect(await run("import", "articles", "--from", "zendesk")).toContain("1 stored");
      expect(await library()).toHaveLength(101);
    } finally {
      await zendesk.close();
    }
  });

  it("says what is missing", async () => {
    await expect(run("import", "macros", "--from", "zendesk")).rejects.toThrow(/ZENDESK_API_TOKEN/);
    await expect(run("import", "replies")).rejects.toMatchObject({ code: "request_malformed" });
  });
});
