import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { stratifiedFolds } from "../evaluation/stratified-folds.js";
import { seededRandom } from "../seeded-random.js";
import { shuffled } from "../shuffled.js";

export interface LabelledText {
  readonly text: string;
  readonly label: string;
}

/** What is learnt from, and what is asked. */
export interface Split {
  readonly train: readonly LabelledText[];
  readonly test: readonly LabelledText[];
}

const labelledRows = z
  .array(z.object({ text: z.string().min(1), category: z.string().min(1) }))
  .min(1)
  .transform((rows) => rows.map(({ text, category }) => ({ text, label: category })));

/** Rows of a CSV file with the columns `text` and `category`. @throws Error if there are none */
export function readLabelled(path: string): readonly LabelledText[] {
  const parsed = labelledRows.safeParse(parse(readFileSync(path), { columns: true, bom: true }));
  if (!parsed.success) throw new Error(`${path} needs rows with the columns text and category`);
  return parsed.data;
}

/** Texts of a CSV file with the column `text`, or else one a line. @throws Error if there are none */
export function readTexts(path: string): readonly string[] {
  const texts =
    extname(path) === ".csv"
      ? z
          .array(z.object({ text: z.string() }))
          .catch([])
          .parse(parse(readFileSync(path), { columns: true, bom: true }))
          .map(({ text }) => text)
      : readFileSync(path, "utf8").split(/\r?\n/);
  const filled = texts.filter((text) => text.trim() !== "");
  if (filled.length === 0)
    throw new Error(`${path} holds no texts: one a line, or a .csv with the column text`);
  return filled;
}

/** Each of `folds` parts, as large of each label as the others, is asked once. */
export function foldSplits(all: readonly LabelledText[], folds: number, seed: number): readonly Split[] {
  const foldOf = stratifiedFolds(
    all.map(({ label }) => label),
    folds,
    seededRandom(seed),
  );
  return Array.from({ length: folds }, (_, fold) => ({
    train: all.filter((_, at) => foldOf[at] !== fold),
    test: all.filter((_, at) => foldOf[at] === fold),
  }));
}

/** `shots` examples of each label are learnt from, the others asked. */
export function shotsSplit(all: readonly LabelledText[], shots: number, seed: number): Split {
  const taken = new Map<string, number>();
  const train: LabelledText[] = [];
  const test: LabelledText[] = [];
  for (const place of shuffled(all.length, seededRandom(seed))) {
    const example = all[place];
    if (example === undefined) continue;
    const count = taken.get(example.label) ?? 0;
    taken.set(example.label, count + 1);
    (count < shots ? train : test).push(example);
  }
  return { train, test };
}
