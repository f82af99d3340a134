import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { benchProfiles, profilesInWords } from "./profiles-bench.js";

const USAGE = "npm run bench -- profiles [--json] [--profiles 100000]";

/** Measures on a folder of its own. The result goes to stdout, progress to stderr. */
async function main(args: readonly string[]): Promise<number> {
  const [name, ...options] = args;
  const count = Number(options[options.indexOf("--profiles") + 1] ?? "");
  const isKnown = options.every(
    (option) => option === "--json" || option === "--profiles" || /^\d+$/.test(option),
  );
  if (name !== "profiles" || !isKnown || (options.includes("--profiles") && !Number.isInteger(count))) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const dataDir = mkdtempSync(join(tmpdir(), "rapport-bench-"));
  try {
    const result = await benchProfiles({
      dataDir,
      profiles: options.includes("--profiles") ? count : 100_000,
      onProgress: (line) => process.stderr.write(`${line}\n`),
    });
    const text = options.includes("--json") ? JSON.stringify(result, null, 2) : profilesInWords(result);
    process.stdout.write(`${text}\n`);
    return 0;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

process.exitCode = await main(process.argv.slice(2));
