import { isRecord } from "../../is-record.js";
import type { ImportLine } from "../import-records.js";
import { readFreshdeskResponse } from "./freshdesk-response.js";
import { recordsIn } from "./records-in.js";
import type { ShapeTally } from "./shape-tally.js";
import type { ReadShape } from "./shaped-record.js";
import { readZendeskArticle } from "./zendesk-article.js";
import { readZendeskMacro } from "./zendesk-macro.js";

/** Products whose libraries can be brought over. */
export const IMPORT_SOURCES = ["zendesk", "freshdesk"] as const;

export type ImportSource = (typeof IMPORT_SOURCES)[number];

/** What can come in the shape of another product. */
export type ShapedKind = "replies" | "articles";

export interface ShapeOptions {
  readonly kind: ShapedKind;
  /** `undefined`: each record is taken as what it looks like. */
  readonly from: ImportSource | undefined;
  readonly tally: ShapeTally;
}

const READERS: Readonly<Record<ShapedKind, Partial<Readonly<Record<ImportSource, ReadShape>>>>> = {
  replies: { zendesk: readZendeskMacro, freshdesk: readFreshdeskResponse },
  articles: { zendesk: readZendeskArticle },
};

/**
 * Records of Zendesk or Freshdesk as ours; what is ours already, or can't be read, passes as it is. A line may hold one
 * record, a list, or a page as the APIs give it.
 */
export async function* shapeRecords(
  lines: AsyncIterable<ImportLine>,
  { kind, from, tally }: ShapeOptions,
): AsyncGenerator<ImportLine> {
  for await (const line of lines) {
    if ("unreadable" in line) yield line;
    else yield* shapeLine(line);
  }

  function* shapeLine({
    line,
    value,
  }: {
    readonly line: number;
    readonly value: unknown;
  }): Generator<ImportLine> {
    for (const each of recordsIn(value)) {
      const source = from ?? sourceOf(kind, each);
      if (source === undefined) {
        yield { line, value: each };
        continue;
      }
      const shaped = READERS[kind][source]?.(each) ?? { invalid: `${kind} can't come from ${source}` };
      if ("leftOut" in shaped) tally.leftOut(shaped.leftOut);
      else if ("invalid" in shaped) yield { line, value: JSON.stringify(each), unreadable: shaped.invalid };
      else {
        for (const note of shaped.notes) tally.note(note);
        yield { line, value: shaped.record };
      }
    }
  }
}

/** What a record looks like; ours have a key. */
function sourceOf(kind: ShapedKind, value: unknown): ImportSource | undefined {
  if (!isRecord(value) || value.key !== undefined) return undefined;
  if (kind === "articles") {
    return "label_names" in value || "section_id" in value || "html_url" in value ? "zendesk" : undefined;
  }
  if (Array.isArray(value.actions)) return "zendesk";
  return "content" in value || "content_html" in value ? "freshdesk" : undefined;
}
