import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ImportKind, type ImportLine, RapportError, type RunningCore } from "../core/index.js";
import { buildWithProgress } from "./commands/build-with-progress.js";
import { trainWithProgress } from "./commands/train-command.js";
import { type DemoCompany, demoCompany } from "./demo/demo-company.js";
import { DEMO_FLOWS_FILE } from "./demo/flows/demo-flows.js";
import { loadFlows } from "./load-flows.js";
import { showProgress } from "./progress.js";

const SEED = 7;
const DAY_MS = 86_400_000;

/** Whether a data folder holds the demo company, whole or in part. */
export function holdsDemo(dataDir: string): boolean {
  return existsSync(join(dataDir, FINISHED)) || existsSync(join(dataDir, MARKER));
}

const FINISHED = "demo.json";

/** Stands in the data folder while the demo is being loaded: a start that was cut short goes on where it was. */
const MARKER = "demo-unfinished";

/**
 * Loads the demo company into an empty data folder; where there is other data, nothing.
 * @param hasFlows the core follows flows already: the installation's own, or the company's since an earlier start
 * @returns the company, or `undefined` if the data folder holds another's data
 */
export async function loadDemo(
  core: RunningCore,
  dataDir: string,
  nowMs: number,
  hasFlows: boolean,
): Promise<DemoCompany | undefined> {
  const marker = join(dataDir, MARKER);
  const finished = join(dataDir, FINISHED);
  const loadedMs = loadedUntil(marker) ?? loadedUntil(finished);
  if (loadedMs === undefined && !(await isEmpty(core))) return undefined;
  if (!hasFlows) core.followFlows(loadFlows(DEMO_FLOWS_FILE));
  const endMs = loadedMs ?? Math.floor(nowMs / DAY_MS) * DAY_MS;
  const company = demoCompany({ seed: SEED, endMs });
  if (existsSync(finished) && !(await isEmpty(core))) return company;
  writeFileSync(marker, String(endMs));
  await core.renameTenant(company.name);
  const kinds: readonly (readonly [ImportKind, () => Iterable<unknown>])[] = [
    ["replies", () => company.replies()],
    ["articles", () => company.articles()],
    ["products", () => company.products()],
    ["tickets", () => company.tickets()],
    ["events", () => company.events()],
  ];
  for (const [kind, records] of kinds) await loadRecords(core, kind, [...records()]);
  process.stderr.write(`${await trainWithProgress(core.library)}\n`);
  const { report } = await buildWithProgress(core.segments, {});
  process.stderr.write(`Segments by ${report.tier}: ${report.segments.map(({ name }) => name).join(", ")}\n`);
  writeFileSync(finished, String(endMs));
  rmSync(marker, { force: true });
  return company;
}

async function loadRecords(core: RunningCore, kind: ImportKind, records: readonly unknown[]): Promise<void> {
  const progress = showProgress(`Loading the demo company's ${kind}`);
  async function* lines(): AsyncGenerator<ImportLine> {
    for (const [index, value] of records.entries()) yield { line: index + 1, value };
  }
  await core.library.import(kind, lines(), {
    async onRejected({ line }, reason) {
      throw new RapportError("import_invalid", `the demo company's ${kind}, record ${line}: ${reason}`);
    },
    onProgress: ({ read }) => progress.update(read, records.length),
  });
  progress.end();
}

async function isEmpty(core: RunningCore): Promise<boolean> {
  const { replies, tickets, articles, products, events } = await core.library.counts();
  return replies + tickets + articles + products + events.pending + events.applied + events.dead === 0;
}

function loadedUntil(path: string): number | undefined {
  return existsSync(path) ? Number(readFileSync(path, "utf8")) : undefined;
}
