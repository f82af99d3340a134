import type { DropStore } from "../privacy/drop-store.js";
import type { IncomingEvent } from "./inbox-row.js";
import type { InboxStore } from "./inbox-store.js";

/** Puts events into the inbox, and counts what was left out of those that are new, in one transaction. */
export async function recordEvents(
  { inbox, drops }: { readonly inbox: Pick<InboxStore, "add">; readonly drops: Pick<DropStore, "add"> },
  events: readonly IncomingEvent[],
  nowMs: number,
): Promise<readonly (number | undefined)[]> {
  const numbers = await inbox.add(events, nowMs);
  const counts = new Map<string, Map<string, number>>();
  for (const [n, { source, dropped }] of events.entries()) {
    if (numbers[n] === undefined) continue;
    for (const name of dropped) {
      const ofSource = counts.get(source) ?? new Map<string, number>();
      ofSource.set(name, (ofSource.get(name) ?? 0) + 1);
      counts.set(source, ofSource);
    }
  }
  for (const [source, ofSource] of counts) await drops.add(source, ofSource);
  return numbers;
}
