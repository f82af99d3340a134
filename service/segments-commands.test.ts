import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";

const PROGRAM = fileURLToPath(new URL("../dist/service/rapport.js", import.meta.url));

let folder: string;

/** Runs the built program as a user does. */
function rapport(...args: readonly string[]) {
  const { PATH = "" } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    env: { PATH, RAPPORT_DATA_DIR: folder, LOG_LEVEL: "fatal" },
    encoding: "utf8",
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}

const DAY_MS = 86_400_000;
const NOW_MS = Date.now();

/** Two kinds of customers, 60 each: many small orders with much browsing, and few large ones without. */
function customers(): readonly object[] {
  return Array.from({ length: 120 }, (_, n) => {
    const often = n % 2 === 0;
    const userId = `c-${n}`;
    const at = (daysAgo: number) => new Date(NOW_MS - daysAgo * DAY_MS).toISOString();
    const order = (daysAgo: number, place: number) => ({
      type: "track",
      event: "Order Completed",
      messageId: `order-${n}-${place}`,
      timestamp: at(daysAgo),
      userId,
      properties: { order_id: `o-${n}-${place}`, total: (often ? 20 : 400) + (n % 7), currency: "EUR" },
    });
    const view = (place: number) => ({
      type: "track",
      event: "Product Viewed",
      messageId: `view-${n}-${place}`,
      timestamp: at(20 + place),
      userId,
      properties: { product_id: `p-${place}`, category: `kind ${place % 5}` },
    });
    return [
      {
        type: "identify",
        messageId: `identify-${n}`,
        timestamp: at(300),
        userId,
        traits: { plan: "trail", address: { country: often ? "DE" : "US" } },
        context: { consent: { categoryPreferences: { personalization: true, analytics: true } } },
      },
      ...Array.from({ length: often ? 8 : 2 }, (_, place) => order(10 + place * 25 + (n % 5), place)),
      ...Array.from({ length: often ? 20 + (n % 6) : 1 }, (_, place) => view(place)),
    ];
  }).flat();
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "rapport-segments-"));
  const file = join(folder, "events.jsonl");
  const events = customers();
  writeFileSync(file, events.map((event) => JSON.stringify(event)).join("\n"));
  expect(rapport("import", "events", file).stdout).toContain(`${events.length} stored`);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

it("says what is missing before the first build, and that there is nothing to show", () => {
  expect(rapport("segments", "status").stdout).toContain(
    "Missing for the next tier: Groups were not looked for",
  );
  const { status, stderr } = rapport("segments", "list");
  expect([status, stderr]).toEqual([2, expect.stringContaining("rapport segments build")]);
});

it("builds with progress, lists, shows, renames, and compares", () => {
  const built = rapport("segments", "build");
  expect(built.stderr).toContain("Segments, clustering: 100 %");
  expect(built.stdout).toContain("tier model");
  const segments = JSON.parse(rapport("segments", "list", "--json").stdout) as {
    key: string;
    kind: string;
    size: number;
  }[];
  const found = segments.filter(({ kind }) => kind === "found");
  expect(found.map(({ size }) => size)).toEqual([60, 60]);
  const [{ key } = { key: "" }] = found;
  expect(rapport("segments", "show", key).stdout).toMatch(/60 customers, 50 % of all[\s\S]*spend/);
  expect(rapport("segments", "show", "nobody").stderr).toContain("there is no segment nobody");
  expect(rapport("segments", "rename", key, "Friends").stdout).toContain("is now called Friends");
  expect(rapport("segments", "build").stdout).toContain("Friends");
  expect(rapport("segments", "compare").stdout).toMatch(/now called Friends[\s\S]* 60/);
  expect(JSON.parse(rapport("segments", "status", "--json").stdout)).toMatchObject({
    tier: "model",
    missing: [],
  });
}, 120_000);

it("points out groups that separate people by a protected attribute", () => {
  const { stdout } = rapport("segments", "list");
  expect(stdout).toMatch(/Look at \w+: it separates by demographics\.country: 100 % of (DE|US) are in it/);
});

it("tells where somebody stands", () => {
  const { stdout } = rapport("segments", "assign", "user_id:c-0");
  expect(stdout).toMatch(/% sure, by model: Compared with everybody else/);
  expect(rapport("segments", "assign").stdout).toContain("120 customers");
});

it("takes rules, names what is wrong with them and where, and previews them", () => {
  const file = join(folder, "segments.yaml");
  writeFileSync(file, "segments:\n  big: spend_12m >= 500 and\n");
  const wrong = rapport("segments", "rules", file);
  expect([wrong.status, wrong.stderr]).toEqual([
    expect.any(Number),
    expect.stringMatching(/segments\.yaml:2:\d+: /),
  ]);
  expect(wrong.status).not.toBe(0);
  writeFileSync(file, "segments:\n  big: spend_12m >= 500\n");
  expect(JSON.parse(rapport("segments", "rules", file, "--preview").stdout)).toMatchObject({
    rules: [{ key: "big", holds: 60, takes: 60 }],
    rest: 60,
  });
  expect(rapport("segments", "rules", file).stdout).toContain("in force");
  expect(rapport("segments", "rules").stdout).toContain("spend_12m >= 500");
  expect(rapport("segments", "assign", "user_id:c-1").stdout).toContain("Big (big), 100 % sure, by rules");
}, 60_000);

it("turns tags on and off", () => {
  expect(rapport("segments", "tags", "on").stdout).toContain("are written to Zendesk");
  expect(rapport("segments", "tags", "off").stdout).toContain("are not written");
  expect(rapport("segments", "tags", "maybe").status).not.toBe(0);
});
