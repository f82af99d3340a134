import type { MergeRow } from "../profiles/part-store.js";
import type { MergeRecord } from "./privacy.js";

/** A merge's row as admins and exports see it. */
export function toMergeRecord(row: MergeRow): MergeRecord {
  return {
    mergeId: row.merge_id,
    keptProfileId: row.kept_part_id,
    mergedProfileId: row.merged_part_id,
    mergedAt: new Date(row.merged_at).toISOString(),
    cause: row.cause,
    ...(row.undone_at === null ? {} : { undoneAt: new Date(row.undone_at).toISOString() }),
  };
}
