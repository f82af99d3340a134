import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const CONFIG = join(ROOT, ".dependency-cruiser.cjs");
const CRUISER = join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
const ROOMS = ["core", "adapters", "service", "manifests"];

const cruiseResult = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({
    violations: z.array(z.object({ rule: z.object({ name: z.string() }), from: z.string() })),
  }),
});

interface Cruise {
  readonly sources: readonly string[];
  /** `rule: file` for each violation. */
  readonly violations: readonly string[];
}

function cruise(folder: string): Cruise {
  const output = execFileSync(
    process.execPath,
    [CRUISER, ...ROOMS, "--config", CONFIG, "--output-type", "json"],
    { cwd: folder, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  const { modules, summary } = cruiseResult.parse(JSON.parse(output));
  return {
    sources: modules.map((module) => module.source),
    violations: summary.violations.map((violation) => `${violation.rule.name}: ${violation.from}`),
  };
}

interface Case {
  readonly rule: string;
  readonly file: string;
  readonly source: string;
}

/** A line that uses what it imports, so that no import is dropped. */
const uses = (path: string) => `import * as all from "${path}";\nexport const used = all;\n`;

/** What stands in the tree and breaks no rule. */
const GOOD: Readonly<Record<string, string>> = {
  "core/index.ts": uses("./turn.js"),
  "core/turn.ts": uses("./profiles/good-store.js"),
  "core/testing.ts": uses("./turn.js"),
  "core/testing.test.ts": uses("./testing.js"),
  "core/open-core.ts": `${uses("kysely")}import "./open-stores.js";\nimport "./events/apply-batch.js";\nimport "./privacy/erase-profile.js";\n`,
  "core/open-core.test.ts": uses("./open-core.js"),
  "core/open-stores.ts": uses("./profiles/people.js"),
  "core/events/apply-batch.ts": uses("../profiles/people.js"),
  "core/privacy/erase-profile.ts": uses("../profiles/part-store.js"),
  "core/profiles/part-store.ts": uses("kysely"),
  "core/profiles/people.ts": uses("./part-store.js"),
  "core/profiles/people.test.ts": `${uses("./people.js")}import "../property-runs.js";\n`,
  "core/property-runs.ts": "export const used = 100;\n",
  "core/profiles/good-store.ts": uses("kysely"),
  "core/profiles/good-store.test.ts": uses("libsql"),
  "core/profiles/good.test.ts": uses("node:fs"),
  "core/storage/redis-conversation-store.ts": uses("redis"),
  "core/queue/bull-job-queue.ts": `${uses("bull")}import "ioredis";\n`,
  "core/queue/job-queue-contract.ts": uses("./contract-lines.js"),
  "core/queue/contract-lines.ts": uses("node:assert"),
  "core/queue/job-queue.test.ts": `${uses("./job-queue-contract.js")}import "./bull-job-queue.js";\n`,
  "core/storage/test-redis.ts": uses("vitest"),
  "core/bench/queue-bench.ts": uses("bull"),
  "core/bench/forest-package.ts": uses("ml-random-forest"),
  "core/segments/forest/check-against-package.ts": uses("ml-random-forest"),
  "core/segments/forest/forest.test.ts": uses("ml-random-forest"),
  "adapters/channel-adapter.ts": uses("../core/index.js"),
  "adapters/adapter-contract.ts": `${uses("../core/testing.js")}import "./channel-adapter.js";\n`,
  "adapters/adapter-contract.test.ts": `${uses("./adapter-contract.js")}import "./slack/contract-descriptor.js";\n`,
  "adapters/slack/slack-adapter.ts": `${uses("@slack/bolt")}import "../channel-adapter.js";\nimport "../../core/index.js";\n`,
  "adapters/slack/slack-adapter.test.ts": `${uses("./slack-adapter.js")}import "../../core/testing.js";\n`,
  "adapters/slack/contract-descriptor.ts": `${uses("./slack-adapter.js")}import "../adapter-contract.js";\n`,
  "adapters/teams/teams-adapter.ts": `${uses("botbuilder")}import "botframework-connector";\n`,
  "adapters/zendesk/zendesk-adapter.ts": uses("node-zendesk"),
  "service/rapport.ts": `${uses("../adapters/slack/slack-adapter.js")}import "../core/index.js";\nimport "../adapters/channel-adapter.js";\n`,
  "service/rapport.test.ts": `${uses("./rapport.js")}import "../core/testing.js";\nimport "vitest";\n`,
  "manifests/check-manifests.ts": `${uses("./zendesk-rules.js")}import "vitest";\n`,
  "manifests/zendesk-rules.ts": uses("node:fs"),
  "manifests/testing.ts": uses("node:zlib"),
  "manifests/zendesk-rules.test.ts": uses("./testing.js"),
};

/** For each rule the files that break it, and nothing else breaks it. */
const BREAKING: readonly Case[] = [
  { rule: "core-knows-no-platform", file: "core/a.ts", source: uses("../adapters/channel-adapter.js") },
  { rule: "core-knows-no-platform", file: "core/a.test.ts", source: uses("../service/rapport.js") },
  { rule: "core-knows-no-platform", file: "core/b.ts", source: uses("../manifests/zendesk-rules.js") },
  {
    rule: "core-knows-no-platform",
    file: "core/type-only.ts",
    source: 'import type { used } from "../service/rapport.js";\nexport type Used = typeof used;\n',
  },
  { rule: "adapter-uses-core-door", file: "adapters/slack/a.ts", source: uses("../../core/turn.js") },
  { rule: "adapter-uses-core-door", file: "adapters/shared.ts", source: uses("../core/turn.js") },
  {
    rule: "adapter-test-uses-core-doors",
    file: "adapters/slack/a.test.ts",
    source: uses("../../core/turn.js"),
  },
  {
    rule: "adapter-test-uses-core-doors",
    file: "adapters/teams/contract-descriptor.ts",
    source: uses("../../core/turn.js"),
  },
  {
    rule: "adapter-knows-no-service",
    file: "adapters/teams/a.ts",
    source: uses("../../service/rapport.js"),
  },
  {
    rule: "adapter-stays-in-folder",
    file: "adapters/teams/b.ts",
    source: uses("../slack/slack-adapter.js"),
  },
  { rule: "adapter-stays-in-folder", file: "adapters/teams/c.ts", source: uses("../shared.js") },
  {
    rule: "shared-adapter-code-knows-no-adapter",
    file: "adapters/shared-a.ts",
    source: uses("./slack/slack-adapter.js"),
  },
  { rule: "service-uses-core-door", file: "service/a.ts", source: uses("../core/turn.js") },
  { rule: "service-test-uses-core-doors", file: "service/a.test.ts", source: uses("../core/turn.js") },
  {
    rule: "service-uses-adapter-doors",
    file: "service/playground/b.ts",
    source: uses("../../adapters/slack/a.js"),
  },
  {
    rule: "service-uses-adapter-doors",
    file: "service/c.ts",
    source: uses("../adapters/slack/second-adapter.js"),
  },
  {
    rule: "service-test-uses-adapter-doors",
    file: "service/e.test.ts",
    source: uses("../adapters/slack/a.js"),
  },
  { rule: "manifests-stand-alone", file: "manifests/a.ts", source: uses("../core/index.js") },
  { rule: "tests-are-not-imported", file: "service/d.ts", source: uses("./rapport.test.js") },
  { rule: "test-support-in-tests-only", file: "core/c.ts", source: uses("./testing.js") },
  { rule: "test-support-in-tests-only", file: "manifests/b.ts", source: uses("./testing.js") },
  {
    rule: "test-support-in-tests-only",
    file: "adapters/slack/b.ts",
    source: uses("../adapter-contract.js"),
  },
  { rule: "test-support-in-tests-only", file: "core/d.ts", source: uses("./property-runs.js") },
  { rule: "test-support-in-tests-only", file: "core/queue/b.ts", source: uses("./job-queue-contract.js") },
  { rule: "test-support-in-tests-only", file: "core/queue/c.ts", source: uses("../storage/test-redis.js") },
  { rule: "raw-profiles-stay-inside", file: "core/raw.ts", source: uses("./profiles/part-store.js") },
  {
    rule: "raw-profiles-stay-inside",
    file: "core/replies/raw.ts",
    source: 'import type { used } from "../profiles/people.js";\nexport type Used = typeof used;\n',
  },
  { rule: "bolt-in-slack-adapter", file: "service/e.ts", source: uses("@slack/bolt") },
  { rule: "bolt-in-slack-adapter", file: "adapters/teams/d.ts", source: uses("@slack/web-api") },
  { rule: "botbuilder-in-teams-adapter", file: "service/f.ts", source: uses("botbuilder") },
  {
    rule: "botbuilder-in-teams-adapter",
    file: "adapters/slack/c.ts",
    source: uses("botframework-connector"),
  },
  { rule: "node-zendesk-in-zendesk-adapter", file: "service/g.ts", source: uses("node-zendesk") },
  { rule: "bull-in-one-file", file: "core/queue/local-job-queue.ts", source: uses("bull") },
  { rule: "bull-in-one-file", file: "core/storage/a.ts", source: uses("ioredis") },
  {
    rule: "ml-random-forest-in-one-file",
    file: "core/segments/forest/predict.ts",
    source: uses("ml-random-forest"),
  },
  { rule: "redis-in-storage", file: "core/queue/a.ts", source: uses("redis") },
  { rule: "redis-in-storage", file: "core/conversations/a-store.ts", source: uses("redis") },
  { rule: "sql-in-stores", file: "core/a-store.ts", source: uses("kysely") },
  { rule: "sql-in-stores", file: "core/profiles/profile.ts", source: uses("kysely") },
  { rule: "sql-in-stores", file: "service/h.ts", source: uses("libsql") },
  { rule: "sql-in-stores", file: "adapters/slack/a-store.ts", source: uses("pg") },
  ...["node:fs", "fs", "node:fs/promises", "node:http", "node:net"].map((module, index) => ({
    rule: "domain-does-no-io",
    file: `core/consent/io-${index}.ts`,
    source: uses(module),
  })),
  { rule: "no-circular", file: "core/circle-a.ts", source: uses("./circle-b.js") },
  { rule: "no-orphans", file: "core/replies/orphan.ts", source: "export const alone = 1;\n" },
  { rule: "no-dev-package-in-product", file: "service/i.ts", source: uses("vitest") },
];

/** What the breaking files need beside them. */
const SUPPORTING: Readonly<Record<string, string>> = {
  "adapters/slack/second-adapter.ts": uses("./slack-adapter.js"),
  "core/circle-b.ts": 'import type { used } from "./circle-a.js";\nexport type Used = typeof used;\n',
};

const PACKAGES = [
  "@slack/bolt",
  "@slack/web-api",
  "botbuilder",
  "botframework-connector",
  "bull",
  "ioredis",
  "kysely",
  "libsql",
  "ml-random-forest",
  "node-zendesk",
  "pg",
  "redis",
];
const DEV_PACKAGES = ["vitest"];

function write(folder: string, file: string, content: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), content);
}

function writeTree(folder: string): void {
  cpSync(join(ROOT, "tsconfig.json"), join(folder, "tsconfig.json"));
  const versions = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, "1.0.0"]));
  const manifest = { dependencies: versions(PACKAGES), devDependencies: versions(DEV_PACKAGES) };
  write(folder, "package.json", JSON.stringify({ name: "tree", type: "module", ...manifest }));
  for (const name of [...PACKAGES, ...DEV_PACKAGES]) {
    write(folder, `node_modules/${name}/package.json`, JSON.stringify({ name, main: "index.js" }));
    write(folder, `node_modules/${name}/index.js`, "exports.it = 1;\n");
  }
  for (const [file, source] of Object.entries({ ...GOOD, ...SUPPORTING })) write(folder, file, source);
  for (const { file, source } of BREAKING) write(folder, file, source);
}

describe("dependency rules", () => {
  const folder = mkdtempSync(join(tmpdir(), "rapport-boundaries-"));
  let broken: Cruise = { sources: [], violations: [] };

  beforeAll(() => {
    writeTree(folder);
    broken = cruise(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(BREAKING)("$rule: refuses $file", ({ rule, file }) => {
    expect(broken.violations).toContain(`${rule}: ${file}`);
  });

  it.each(Object.keys(GOOD))("allows %s", (file) => {
    expect(broken.sources).toContain(file);
    expect(broken.violations.filter((violation) => violation.endsWith(`: ${file}`))).toEqual([]);
  });

  it("has a breaking case for every rule", () => {
    const config = z
      .object({ forbidden: z.array(z.object({ name: z.string() })) })
      .parse(createRequire(import.meta.url)(CONFIG));
    const withCase = new Set(BREAKING.map((breaking) => breaking.rule));
    expect(config.forbidden.map((rule) => rule.name).sort()).toEqual([...withCase].sort());
  });

  it("finds none broken in the real tree", () => {
    const real = cruise(ROOT);
    expect(real.sources).toContain("core/index.ts");
    expect(real.sources).toContain("adapters/channel-adapter.ts");
    expect(real.violations).toEqual([]);
  });
});

/** What the cruiser can't see: globals that make the same input give another output. */
const HIDDEN_INPUTS: Readonly<Record<string, RegExp>> = {
  "process.env": /\bprocess\s*\.\s*env\b/,
  "Date.now()": /\bDate\s*\.\s*now\b/,
  "new Date()": /\bnew\s+Date\s*(\(\s*\)|[^\s(\w])/,
  "Math.random()": /\bMath\s*\.\s*random\b/,
};
const MAY_HAVE_HIDDEN_INPUTS = /^(config|clock|testing|property-runs|storage\/test-redis)\.ts$|\.test\.ts$/;

function hiddenInputs(source: string): readonly string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  return Object.entries(HIDDEN_INPUTS).flatMap(([name, pattern]) => (pattern.test(code) ? [name] : []));
}

describe("hidden inputs of the core", () => {
  it.each([
    ["process.env", "const port = process.env.PORT;"],
    ["process.env", "const { PORT } = process\n  .env;"],
    ["Date.now()", "const nowMs = Date.now();"],
    ["Date.now()", "const clock = { nowMs: Date.now };"],
    ["new Date()", "const now = new Date();"],
    ["new Date()", "const now = new Date;"],
    ["Math.random()", "const pick = Math.random() < 0.5;"],
  ])("%s is seen in: %s", (name, source) => {
    expect(hiddenInputs(source)).toEqual([name]);
  });

  it("a date of a given time and a comment are no hidden inputs", () => {
    expect(hiddenInputs("/** Not Date.now(). */\n// nor Math.random()\nconst at = new Date(nowMs);")).toEqual(
      [],
    );
  });

  const files = readdirSync(join(ROOT, "core"), { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !MAY_HAVE_HIDDEN_INPUTS.test(file),
  );

  it.each(files)("core/%s has none", (file) => {
    expect(hiddenInputs(readFileSync(join(ROOT, "core", file), "utf8"))).toEqual([]);
  });
});
