import type { DropStore } from "../privacy/drop-store.js";
import { countDrop, type DropCounts } from "./drop-counts.js";
import type { IncomingEvent } from "./inbox-row.js";
import type { InboxStore } from "./inbox-store.js";

/** Puts events into the inbox, and counts what was left out of those that are new, in one transaction. */
export async function recordEvents(
  { inbox, drops }: { readonly inbox: Pick<InboxStore, "add">; readonly drops: Pick<DropStore, "add"> },
  events: readonly IncomingEvent[],
  nowMs: number,
): Promise<readonly (number | undefined)[]> {
  const numbers = await inbox.add(events, nowMs);
  const counts: DropCounts = new Map();
  for (const [n, { source, dropped }] of events.entries()) {
    if (numbers[n] === undefined) continue;
    for (const name of dropped) countDrop(counts, source, name);
  }
  for (const [source, ofSource] of counts) await drops.add(source, ofSource);
  return numbers;
}
