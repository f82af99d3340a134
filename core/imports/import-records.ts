import type { z } from "zod";
import { issueInWords } from "./issue-in-words.js";

/** One line of an imported file: parsed, or as it stands with the reason why it could not be. */
export type ImportLine =
  | { readonly line: number; readonly value: unknown }
  | { readonly line: number; readonly value: string; readonly unreadable: string };

/** What came of an import. `read` is the sum of the others. */
export interface ImportCounts {
  readonly read: number;
  readonly stored: number;
  /** Known before, and left or replaced without doubling. */
  readonly duplicates: number;
  readonly rejected: number;
  /** Of the rejected: nothing is wrong with them, but they may not be kept. Left out where there are none. */
  readonly leftOut?: number;
}

export interface ImportObserver {
  /** A line that was not stored, with the rule that it broke. */
  onRejected(line: ImportLine, reason: string): Promise<void>;
  /** After each batch. */
  onProgress(counts: ImportCounts): void;
}

const BATCH_SIZE = 500;

/** What became of a batch: how many of it were new, and what was not stored, by its place in it. */
export interface StoredBatch {
  readonly stored: number;
  readonly leftOut: readonly { readonly place: number; readonly reason: string }[];
}

/**
 * Validates lines and stores them in batches; what is held in memory is one batch.
 * @param store stores a batch and returns how many of it were new
 */
export async function importRecords<T>(
  lines: AsyncIterable<ImportLine>,
  schema: z.ZodType<T>,
  store: (records: readonly T[]) => Promise<number | StoredBatch>,
  observer: ImportObserver,
): Promise<ImportCounts> {
  let counts: ImportCounts = { read: 0, stored: 0, duplicates: 0, rejected: 0 };
  let batch: { readonly record: T; readonly line: ImportLine }[] = [];
  const flush = async () => {
    if (batch.length === 0) return;
    const result = await store(batch.map(({ record }) => record));
    const { stored, leftOut } = typeof result === "number" ? { stored: result, leftOut: [] } : result;
    for (const { place, reason } of leftOut) {
      const line = batch[place]?.line.line;
      // Without what stood there: it may be just what must not be kept.
      if (line !== undefined) await observer.onRejected({ line, value: undefined }, reason);
    }
    counts = {
      ...counts,
      stored: counts.stored + stored,
      duplicates: counts.duplicates + batch.length - stored - leftOut.length,
      rejected: counts.rejected + leftOut.length,
      ...(leftOut.length === 0 ? {} : { leftOut: (counts.leftOut ?? 0) + leftOut.length }),
    };
    batch = [];
    observer.onProgress(counts);
  };
  for await (const line of lines) {
    counts = { ...counts, read: counts.read + 1 };
    const outcome = check(line, schema);
    if ("reason" in outcome) {
      counts = { ...counts, rejected: counts.rejected + 1 };
      await observer.onRejected(line, outcome.reason);
    } else {
      batch.push({ record: outcome.record, line });
      if (batch.length >= BATCH_SIZE) await flush();
    }
  }
  await flush();
  observer.onProgress(counts);
  return counts;
}

function check<T>(
  line: ImportLine,
  schema: z.ZodType<T>,
): { readonly record: T } | { readonly reason: string } {
  if ("unreadable" in line) return { reason: line.unreadable };
  const parsed = schema.safeParse(line.value, { error: issueInWords });
  if (parsed.success) return { record: parsed.data };
  const issue = parsed.error.issues[0];
  return { reason: `${issue?.path.join(".") || "line"}: ${issue?.message}` };
}
