import type { MergeRow } from "./part-store.js";
import type { PartId } from "./profile.js";

/**
 * The parts that belong to each other once a merge is taken back: those that the standing merges still connect
 * with `from`. Every profile's parts form a tree of merges, so taking one away leaves two trees, whose roots are
 * the profiles' ids.
 */
export function partsConnected(from: PartId, merges: readonly MergeRow[]): ReadonlySet<PartId> {
  const standing = merges.filter(({ undone_at }) => undone_at === null);
  const connected = new Set<PartId>([from]);
  for (let size = 0; size < connected.size; ) {
    size = connected.size;
    for (const { kept_part_id, merged_part_id } of standing) {
      if (connected.has(kept_part_id)) connected.add(merged_part_id);
      else if (connected.has(merged_part_id)) connected.add(kept_part_id);
    }
  }
  return connected;
}
