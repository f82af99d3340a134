import { once } from "node:events";
import { createWriteStream, rmSync, statSync, type WriteStream } from "node:fs";
import {
  createShapeTally,
  type ImportCounts,
  type ImportKind,
  type ImportLine,
  type ImportSource,
  RapportError,
  type RunningCore,
  type ShapedKind,
  type ShapeTally,
  shapeRecords,
} from "../../core/index.js";
import { readCsvRecords, readJsonLines } from "../file-lines.js";
import { showProgress } from "../progress.js";
import { readRecords } from "../read-records.js";
import { print } from "./with-installation.js";

/** Which column of a CSV file of tickets holds what. */
export interface TicketColumns {
  readonly text: string;
  readonly reply: string;
  readonly customer: string;
  readonly created_at: string;
  readonly satisfaction: string;
  readonly after: string;
}

/** From which product's export a file is, and where it is counted what was not taken over. */
export interface ImportShape {
  readonly from?: ImportSource | undefined;
  readonly tally: ShapeTally;
}

const COLUMNS: TicketColumns = {
  text: "text",
  reply: "reply",
  customer: "customer",
  created_at: "created_at",
  satisfaction: "satisfaction",
  after: "after",
};

/**
 * Imports a file; bad rows go to `<file>.rejected.jsonl` as `{ line, reason, row }`.
 * @throws RapportError `import_invalid` if the file can't be read at all
 */
export async function importFile(
  core: RunningCore,
  kind: ImportKind,
  path: string,
  columns: TicketColumns = COLUMNS,
  { from, tally }: ImportShape = { tally: createShapeTally() },
): Promise<ImportCounts> {
  const size = fileSize(path);
  const progress = showProgress(`Importing ${kind}`);
  const onBytes = (bytes: number) => progress.update(bytes, size);
  const lines = (): AsyncIterable<ImportLine> => {
    if (kind === "tickets") return readCsvRecords(path, { ...columns }, ["text", "reply"], onBytes);
    if (kind !== "replies" && kind !== "articles") return readJsonLines(path, onBytes);
    return shapeRecords(readRecords(path, kind, onBytes), { kind, from, tally });
  };
  return importLines(core, kind, lines(), path).finally(() => progress.end());
}

/**
 * Imports what an API gives; bad records go to `<name>.rejected.jsonl`, by their number.
 * @param records as the product has them
 */
export async function importRecordsOf(
  core: RunningCore,
  kind: ShapedKind,
  records: AsyncIterable<unknown>,
  name: string,
  shape: ImportShape & { readonly from: ImportSource },
): Promise<ImportCounts> {
  const progress = showProgress(`Importing ${kind}`);
  async function* lines(): AsyncGenerator<ImportLine> {
    let line = 0;
    // How many there are is known at the end.
    for await (const value of records) yield { line: ++line, value };
    progress.update(1, 1);
  }
  return importLines(core, kind, shapeRecords(lines(), { kind, ...shape }), name).finally(() =>
    progress.end(),
  );
}

async function importLines(
  core: RunningCore,
  kind: ImportKind,
  lines: AsyncIterable<ImportLine>,
  name: string,
): Promise<ImportCounts> {
  const rejects = rejectedRows(`${name}.rejected.jsonl`);
  try {
    return await core.library.import(kind, lines, { onRejected: rejects.add, onProgress() {} });
  } finally {
    await rejects.close();
  }
}

/** Prints what came of an import, and ends with 1 if rows were no good, so that a script notices. */
export function concludeImport(counts: ImportCounts, name: string, sentences: readonly string[] = []): void {
  print(countsInWords(counts));
  for (const sentence of sentences) print(sentence);
  if (counts.rejected === 0) return;
  print(`Rejected rows and why: ${name}.rejected.jsonl`);
  if (counts.rejected > (counts.leftOut ?? 0)) process.exitCode = 1;
}

/** `3 read, 2 stored, 1 known before, 0 rejected` */
function countsInWords(counts: ImportCounts): string {
  return `${counts.read} read, ${counts.stored} stored, ${counts.duplicates} known before, ${counts.rejected} rejected`;
}

function fileSize(path: string): number {
  try {
    const found = statSync(path);
    if (found.isFile()) return found.size;
  } catch {
    // Said below: the reason is the same to whoever typed the name.
  }
  throw new RapportError("import_invalid", `there is no file ${path}`);
}

/** The file of rejected rows: there only if there are any, and never with those of an earlier run. */
function rejectedRows(path: string) {
  let stream: WriteStream | undefined;
  rmSync(path, { force: true });
  return {
    async add(line: ImportLine, reason: string): Promise<void> {
      stream ??= createWriteStream(path, { mode: 0o600 });
      if (!stream.write(`${JSON.stringify({ line: line.line, reason, row: line.value })}\n`)) {
        await once(stream, "drain");
      }
    },
    async close(): Promise<void> {
      if (stream === undefined) return;
      stream.end();
      await once(stream, "finish");
    },
  };
}
