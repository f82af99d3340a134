import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  configKeys,
  IMPORT_KINDS,
  METRICS,
  parseFlows,
  parseTenantInventory,
  readConfig,
  tenantId,
} from "../core/index.js";
import { createCommandLine } from "./command-line.js";
import { importFile } from "./commands/import-command.js";
import { suggest } from "./commands/suggest-command.js";
import { type RunningServer, serve } from "./serve.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const README = readFileSync(join(ROOT, "README.md"), "utf8");
const DESIGN = readFileSync(join(ROOT, "core/DESIGN.md"), "utf8");

/** What stands under a heading, up to the next one of any level. */
function section(document: string, heading: string): string {
  const [, after] = document.split(`\n${heading}\n`);
  if (after === undefined) throw new Error(`there is no heading "${heading}"`);
  return after.split(/\n#{1,6} /)[0] ?? "";
}

/** The table in a text without its padding, which is the formatter's business. */
function tableIn(text: string): string {
  return text
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.replaceAll(/ +\|/g, " |").replaceAll(/-{3,}/g, "---"))
    .join("\n");
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [row(header), row(header.map(() => "---")), ...rows.map(row)].join("\n");
}

/** Fenced blocks by what stands behind their three backticks. */
function fences(document: string): ReadonlyMap<string, string> {
  const blocks = document.matchAll(/^```([^\n]+)\n([\s\S]*?)\n```$/gm);
  return new Map(Array.from(blocks, ([, info = "", content = ""]) => [info, content]));
}

/** Equality whose failure says what to paste. */
function expectDocumented(documented: string | undefined, expected: string): void {
  expect(documented, `to paste:\n\n${expected}\n`).toBe(expected);
}

const HELP_WIDTH = 100;

/** The help of a command and of all below it, as a terminal of `HELP_WIDTH` columns shows it. */
function helpOf(command: Command, path: string): readonly string[] {
  command.configureHelp({ helpWidth: HELP_WIDTH });
  const own = `$ ${path} --help\n${command.helpInformation().trimEnd()}`;
  return [own, ...command.commands.flatMap((below) => helpOf(below, `${path} ${below.name()}`))];
}

const ALL_CHANNELS = {
  SLACK_SIGNING_SECRET: "slack-signing-secret-of-the-tests",
  SLACK_BOT_TOKEN: "xoxb-of-the-tests",
  MICROSOFT_APP_ID: "11111111-2222-4333-8444-555555555555",
  MICROSOFT_APP_PASSWORD: "teams-password-of-the-tests",
  MICROSOFT_APP_TYPE: "MultiTenant",
  ZENDESK_SUBDOMAIN: "acme",
  ZENDESK_WEBHOOK_SECRET: "zendesk-webhook-secret-of-the-tests",
  ZENDESK_APP_SHARED_SECRET: "zendesk-app-shared-secret-of-the-tests",
};

describe.each([
  ["playground", {}],
  ["configured channels", ALL_CHANNELS],
])("README against a server with %s", (_, channels) => {
  const folder = mkdtempSync(join(tmpdir(), "rapport-documentation-"));
  let server: RunningServer;

  beforeAll(async () => {
    const config = readConfig({ PORT: "0", RAPPORT_DATA_DIR: join(folder, "data"), ...channels });
    server = await serve({ config, demo: false, playground: false });
  });

  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it("lists the routes", () => {
    const rows = server.routes.map(({ method, path, summary }) => [method, `\`${path}\``, summary]);
    expectDocumented(tableIn(section(README, "## Addresses")), table(["method", "path", "what for"], rows));
  });

  it("shows files that can be imported, and what is suggested from them", async () => {
    const { core } = server;
    const columns = {
      text: "text",
      reply: "reply",
      customer: "customer",
      created_at: "created_at",
      after: "after",
      satisfaction: "satisfaction",
    };
    for (const kind of IMPORT_KINDS) {
      const name = kind === "tickets" ? "tickets.csv" : `${kind}.jsonl`;
      const example = fences(README).get(`${name.endsWith("csv") ? "csv" : "jsonl"} ${name}`);
      const path = join(folder, name);
      writeFileSync(path, example ?? "");
      const counts = await importFile(core, kind, path, columns);
      expect(counts, name).toMatchObject({ duplicates: 0, rejected: 0 });
      expect(counts.stored, name).toBeGreaterThan(0);
    }
    await core.library.train(() => {});
    const [, text = "", customer = ""] = README.match(/suggest --text "([^"]+)" --customer (\S+)$/m) ?? [];
    const { suggestions } = await suggest(core, tenantId("default"), {
      text,
      customer,
      channel: "zendesk",
      limit: 1,
    });
    expect(README).toContain(suggestions[0]?.text ?? "nothing was suggested");
  });
});

describe("README against the code", () => {
  it("shows an inventory of one's own that is taken", () => {
    const { attributes, blockedIdentifiers } = parseTenantInventory(
      fences(README).get("yaml inventory.yaml") ?? "",
    );
    expect(attributes.map(({ attribute }) => attribute)).toEqual(["demographics.shoe_size"]);
    expect(blockedIdentifiers).toEqual(["guest@shop.example"]);
  });

  it("shows a flow file that is taken", () => {
    const { flows } = parseFlows(fences(README).get("yaml flows.yaml") ?? "", "flows.yaml");
    expect([...flows.keys()]).toEqual(["rental"]);
  });

  it("lists the configuration", () => {
    const rows = configKeys().map(({ name, defaultValue, description }) => [
      `\`${name}\``,
      defaultValue === undefined ? "none" : `\`${defaultValue}\``,
      description,
    ]);
    expectDocumented(
      tableIn(section(README, "## Configuration")),
      table(["key", "default", "description"], rows),
    );
  });

  it("lists the metrics", () => {
    const rows = Object.values(METRICS).map(({ name, type, labels, help }) => [
      `\`${name}\``,
      type,
      labels.map((label) => `\`${label}\``).join(", ") || "none",
      help,
    ]);
    expectDocumented(
      tableIn(section(README, "## Seeing it")),
      table(["metric", "type", "labels", "what it says"], rows),
    );
  });

  it("prints the command line's help", () => {
    expectDocumented(
      fences(section(README, "## Command line")).get("text"),
      helpOf(createCommandLine(), "rapport").join("\n\n"),
    );
  });

  it("names npm scripts that exist", () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")));
    const named = Array.from(README.matchAll(/npm (?:run ([\w:-]+)|(start|test)\b)/g), ([, a, b]) => a ?? b);
    expect(named).toContain("verify");
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });

  it("links to files that exist, the playground's picture among them", () => {
    const links = Array.from(README.matchAll(/\]\((?!\w+:|#)([^)#]+)/g), ([, target]) => target ?? "");
    expect(links).toContain("docs/playground.png");
    expect(links.filter((target) => !existsSync(join(ROOT, target)))).toEqual([]);
  });
});

describe("core/DESIGN.md against the code", () => {
  it("lists the dependency rules", () => {
    const { forbidden } = z
      .object({ forbidden: z.array(z.object({ name: z.string(), comment: z.string() })) })
      .parse(createRequire(import.meta.url)(join(ROOT, ".dependency-cruiser.cjs")));
    expectDocumented(
      tableIn(section(DESIGN, "### Who may know whom")),
      table(
        ["rule", "what it says"],
        forbidden.map(({ name, comment }) => [`\`${name}\``, comment]),
      ),
    );
  });

  it("names every room of the core, and no other", () => {
    const [, core = ""] = section(DESIGN, "## 2. Rooms").match(/^core\/.*\n((?: .*\n)+)/m) ?? [];
    const named = Array.from(core.matchAll(/^ {2}([a-z-]+)\//gm), ([, room]) => room);
    const rooms = readdirSync(join(ROOT, "core"), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(named.sort()).toEqual(rooms.map(({ name }) => name).sort());
  });
});
