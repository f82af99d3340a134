import { createReadStream } from "node:fs";
import { type Info, parse } from "csv-parse";
import { type ImportLine, RapportError } from "../core/index.js";

/** A longer line is rejected: it is no record of ours, and would have to be held in memory. */
const MAX_LINE_BYTES = 1024 * 1024;

/** Called with the number of bytes read so far. */
export type OnBytes = (bytes: number) => void;

/** The lines of a JSONL file, one JSON value each; blank lines are passed over. Holds one line in memory. */
export async function* readJsonLines(path: string, onBytes: OnBytes): AsyncGenerator<ImportLine> {
  for await (const { line, text } of splitLines(path, onBytes)) {
    if (text === undefined) {
      yield { line, value: "", unreadable: `longer than ${MAX_LINE_BYTES} bytes` };
    } else if (text.trim() !== "") {
      yield parseJson(line, text);
    }
  }
}

function parseJson(line: number, text: string): ImportLine {
  try {
    return { line, value: JSON.parse(text) };
  } catch {
    return { line, value: text, unreadable: "is no JSON" };
  }
}

/** Lines of a file with their numbers from 1; `text` is missing for one that is too long. */
async function* splitLines(path: string, onBytes: OnBytes): AsyncGenerator<{ line: number; text?: string }> {
  let parts: Buffer[] = [];
  let held = 0;
  let line = 1;
  let bytes = 0;
  const take = () => {
    const text =
      held > MAX_LINE_BYTES
        ? undefined
        : Buffer.concat(parts)
            .toString("utf8")
            .replace(/^\uFEFF/, "");
    parts = [];
    held = 0;
    return { line: line++, ...(text === undefined ? {} : { text }) };
  };
  const hold = (part: Buffer) => {
    held += part.length;
    if (held <= MAX_LINE_BYTES) parts.push(part);
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      hold(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    hold(chunk.subarray(start));
    bytes += chunk.length;
    onBytes(bytes);
  }
  if (held > 0) yield take();
}

/**
 * The records of a CSV file (RFC 4180, header in the first line), with columns renamed.
 * @param columns our name → the file's name of the column; `required` ones must be in the header
 * @throws RapportError `import_invalid` naming a missing column and those that are there
 */
export async function* readCsvRecords(
  path: string,
  columns: Readonly<Record<string, string>>,
  required: readonly string[],
  onBytes: OnBytes,
): AsyncGenerator<ImportLine> {
  const skipped: ImportLine[] = [];
  let hasHeader = false;
  const parser = parse({
    bom: true,
    columns: (header: string[]) => {
      hasHeader = true;
      return checkedHeader(header, columns, required);
    },
    info: true,
    max_record_size: MAX_LINE_BYTES,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error, raw) => {
      if (!hasHeader) parser.destroy(new RapportError("import_invalid", "the first line is no CSV header"));
      skipped.push({
        line: Number(error?.lines ?? 0),
        value: raw ?? "",
        unreadable: error?.code ?? "is no CSV",
      });
      return undefined;
    },
  });
  const source = createReadStream(path);
  source.on("error", (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const entry of parser as AsyncIterable<{ info: Info; record: Record<string, string> }>) {
      yield* skipped.splice(0);
      onBytes(entry.info.bytes);
      yield { line: entry.info.lines, value: renamed(entry.record, columns) };
    }
  } catch (error) {
    if (error instanceof RapportError || !isCsvError(error)) throw error;
    skipped.push({ line: error.lines ?? 0, value: "", unreadable: error.code });
  }
  yield* skipped;
}

function checkedHeader(
  header: string[],
  columns: Readonly<Record<string, string>>,
  required: readonly string[],
): string[] {
  for (const name of required) {
    const column = columns[name] ?? name;
    if (!header.includes(column)) {
      throw new RapportError(
        "import_invalid",
        `there is no column "${column}"; the file has: ${header.join(", ")}`,
      );
    }
  }
  return header;
}

/** An empty cell is a missing value. */
function renamed(
  record: Record<string, string>,
  columns: Readonly<Record<string, string>>,
): Record<string, string> {
  const named: Record<string, string> = {};
  for (const [name, column] of Object.entries(columns)) {
    const cell = record[column];
    if (cell !== undefined && cell !== "") named[name] = cell;
  }
  return named;
}

function isCsvError(error: unknown): error is Error & { code: string; lines?: number } {
  return error instanceof Error && "code" in error && String(error.code).startsWith("CSV_");
}
