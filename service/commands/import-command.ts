import { once } from "node:events";
import { createWriteStream, rmSync, statSync, type WriteStream } from "node:fs";
import {
  type ImportCounts,
  type ImportKind,
  type ImportLine,
  RapportError,
  type RunningCore,
} from "../../core/index.js";
import { readCsvRecords, readJsonLines } from "../file-lines.js";
import { showProgress } from "../progress.js";

/** Which column of a CSV file of tickets holds what. */
export interface TicketColumns {
  readonly text: string;
  readonly reply: string;
  readonly customer: string;
  readonly created_at: string;
  readonly satisfaction: string;
  readonly after: string;
}

/**
 * Imports a file; bad rows go to `<file>.rejected.jsonl` as `{ line, reason, row }`.
 * @throws RapportError `import_invalid` if the file can't be read at all
 */
export async function importFile(
  core: RunningCore,
  kind: ImportKind,
  path: string,
  columns: TicketColumns,
): Promise<ImportCounts> {
  const size = fileSize(path);
  const progress = showProgress(`Importing ${kind}`);
  const rejects = rejectedRows(`${path}.rejected.jsonl`);
  const onBytes = (bytes: number) => progress.update(bytes, size);
  const lines: AsyncIterable<ImportLine> =
    kind === "tickets"
      ? readCsvRecords(path, { ...columns }, ["text", "reply"], onBytes)
      : readJsonLines(path, onBytes);
  try {
    return await core.library.import(kind, lines, { onRejected: rejects.add, onProgress() {} });
  } finally {
    progress.end();
    await rejects.close();
  }
}

/** `3 read, 2 stored, 1 known before, 0 rejected` */
export function countsInWords(counts: ImportCounts): string {
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
