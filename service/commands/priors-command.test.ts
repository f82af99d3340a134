import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { printedBy } from "../test-command-line.js";

const folder = mkdtempSync(join(tmpdir(), "rapport-priors-"));
const document = join(folder, "priors.json");
const run = (...args: readonly string[]) => printedBy(folder, args);
const CUSTOMERS = Array.from({ length: 60 }, (_, at) => `c-${at}`);

beforeAll(async () => {
  const lines = (records: readonly object[]) => records.map((record) => JSON.stringify(record)).join("\n");
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  await run(
    "import",
    "replies",
    file("replies.jsonl", lines([{ key: "refund", title: "Refund", body: "Soon." }])),
  );
  const events = CUSTOMERS.map((userId) => ({
    ...{ type: "identify", messageId: `m-${userId}`, userId, timestamp: "2026-01-01T00:00:00Z" },
    context: { consent: { categoryPreferences: { personalization: true, model_training: true } } },
  }));
  await run("import", "events", file("events.jsonl", lines(events)));
  const tickets = CUSTOMERS.map((customer) => `my money?,refund,${customer},2026-02-01`);
  await run(
    "import",
    "tickets",
    file("tickets.csv", ["text,reply,customer,created_at", ...tickets].join("\n")),
  );
}, 60_000);

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("rapport replies priors", () => {
  it("exports counts, and says in words what goes out", async () => {
    const printed = await run("replies", "priors", "export", document);
    expect(printed).toContain(`${document} says, of 60 tickets of 60 customers:`);
    expect(printed).toContain("how often each of 1 replies was chosen");
    expect(printed).toContain("(epsilon 1), and what comes to less than 20 is left out");
    expect(printed).toContain("is in 34 numbers at most");
    const written: unknown = JSON.parse(readFileSync(document, "utf8"));
    expect(written).toMatchObject({ format: "rapport-priors/1", minimum: 20, epsilon: 1 });
    expect(JSON.stringify(written)).not.toMatch(/c-\d|money/);
  });

  it("refuses where nothing may leave, with what is missing", async () => {
    await expect(run("replies", "priors", "export", document, "--minimum", "5000")).rejects.toThrow(
      /nothing is exported: .* there are 60 tickets of 60 customers/,
    );
    await expect(run("replies", "priors", "export", document, "--minimum", "5")).rejects.toThrow(
      "at least 11",
    );
  });

  it("imports what it exported, and does without it again", async () => {
    expect(await run("replies", "priors", "import", document)).toContain(
      "1 of its 1 replies are in the library",
    );
    expect(await run("replies", "priors", "import", "--remove")).toBe(
      "Nothing of another company counts any more.\n",
    );
    expect(await run("replies", "priors", "import", "--remove")).toBe("There was nothing to remove.\n");
  });

  it("refuses what is no such document, and an order that is none", async () => {
    writeFileSync(document, "{}");
    await expect(run("replies", "priors", "import", document)).rejects.toThrow("priors: format");
    await expect(run("replies", "priors", "import")).rejects.toThrow("name a file, or say --remove");
    await expect(run("replies", "priors", "import", join(folder, "none.json"))).rejects.toThrow("none.json");
  });
});
