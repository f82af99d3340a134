import { createReadStream } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { type ImportLine, recordOfCsv, recordsIn, type ShapedKind } from "../core/index.js";
import { type OnBytes, readCsvRecords, readJsonLines } from "./file-lines.js";

/** What the first line may have, to see what a file is. */
const HEAD_BYTES = 64 * 1024;
/** A document is read as a whole; a larger file has to have one record a line. */
const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024;

const CSV: Readonly<
  Record<ShapedKind, { readonly columns: readonly string[]; readonly lists: readonly string[] }>
> = {
  replies: {
    columns: ["key", "title", "body", "locale", "intents", "segments"],
    lists: ["intents", "segments"],
  },
  articles: { columns: ["key", "title", "body", "locale", "labels", "url"], lists: ["labels"] },
};

/**
 * The records of a file of replies or articles: CSV with a header; JSONL; or one JSON document, a list of records or a
 * page of an API. Of a document `line` is the record's number.
 */
export async function* readRecords(
  path: string,
  kind: ShapedKind,
  onBytes: OnBytes,
): AsyncGenerator<ImportLine> {
  const head = await firstLine(path);
  if (isCsvHeader(head)) {
    const { columns, lists } = CSV[kind];
    const named = Object.fromEntries(columns.map((column) => [column, column]));
    for await (const line of readCsvRecords(path, named, ["key", "title", "body"], onBytes)) {
      yield "unreadable" in line
        ? line
        : { ...line, value: recordOfCsv(line.value as Record<string, string>, lists) };
    }
    return;
  }
  const document = isJson(head) ? undefined : await readDocument(path);
  if (document === undefined) {
    yield* readJsonLines(path, onBytes);
    return;
  }
  for (const [place, value] of recordsIn(document.value).entries()) yield { line: place + 1, value };
  onBytes(document.bytes);
}

/** The first line that is not empty, as far as it is short. */
async function firstLine(path: string): Promise<string> {
  const head = await text(createReadStream(path, { end: HEAD_BYTES - 1 }));
  return (
    head
      .replace(/^\uFEFF/, "")
      .split("\n")
      .find((line) => line.trim() !== "")
      ?.trim() ?? ""
  );
}

/** A header that names title and body; no JSON begins so. */
function isCsvHeader(line: string): boolean {
  if (/^[[{]/.test(line)) return false;
  const names = line.split(",").map((name) => name.trim().replace(/^"|"$/g, ""));
  return names.includes("title") && names.includes("body");
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

/** @returns `undefined` if the file is none, or too large */
async function readDocument(
  path: string,
): Promise<{ readonly value: unknown; readonly bytes: number } | undefined> {
  const file = await open(path);
  const { size } = await file.stat().finally(() => file.close());
  if (size > MAX_DOCUMENT_BYTES) return undefined;
  try {
    return { value: JSON.parse((await readFile(path, "utf8")).replace(/^\uFEFF/, "")), bytes: size };
  } catch {
    return undefined;
  }
}
