import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { benchContext, contextInWords } from "./context-bench.js";

let folder: string;

/** A domain in which "ok" means what the conversation began with. */
const TOPICS = ["booking", "seat"];
const OPENINGS = [
  "i need help with my",
  "hello about the",
  "please look at this",
  "good morning the",
  "something with the",
  "could you check my",
  "once more my",
  "a question on the",
].flatMap((opening) => ["", "now ", "sir "].map((before) => before + opening));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "rapport-context-bench-"));
  mkdirSync(join(folder, "trips"));
  const rows = TOPICS.flatMap((topic) =>
    OPENINGS.flatMap((opening, n) => [
      `${topic}${n}\t1\t${opening} ${topic}\t${topic}`,
      `${topic}${n}\t3\tok\tok_${topic}`,
    ]),
  );
  const lines = ["conversationId\tturnNumber\tutterance\tintent", ...rows, ""].join("\n");
  for (const part of ["train", "test"]) writeFileSync(join(folder, "trips", `${part}.tsv`), lines);
});

afterAll(() => rmSync(folder, { recursive: true }));

it("shows what context is worth where it is worth everything", async () => {
  const result = await benchContext({ train: folder, test: folder, onProgress: () => {} });
  expect(result.domains).toHaveLength(1);
  const [trips] = result.domains;
  expect(trips).toMatchObject({ domain: "trips", testTurns: 96, withContext: { macroF1: 1, accuracy: 1 } });
  expect(trips?.kept).toEqual([true, true, true]);
  // Of two intents with the same words, one is given and the other missed.
  expect(trips?.without.accuracy).toBe(0.75);
  expect(trips?.without.macroF1).toBeCloseTo((1 + 1 + 2 / 3 + 0) / 4, 10);
  expect(result.meanGain).toBeCloseTo(1 - 8 / 12, 10);
  expect(contextInWords(result)).toMatch(/trips +96 +66\.7 \(75\.0\) +100\.0 \(100\.0\) +\+33\.3 +3 of 3/);
});
