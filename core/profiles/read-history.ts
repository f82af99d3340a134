import type { HistoryStore } from "../events/history-store.js";
import type { ProfileEvent } from "../events/profile-event.js";
import type { OpenPart } from "./open-part.js";
import type { PeopleSetup } from "./people.js";

/** An event of a person's history, as far as it was kept. */
export interface HistoryEvent {
  readonly event: ProfileEvent;
  readonly source: string;
  readonly occurredAtMs: number;
}

/** What happened to these parts, oldest first. */
export async function readHistory(
  history: Pick<HistoryStore, "of">,
  { tenantId, vault }: Pick<PeopleSetup, "tenantId" | "vault">,
  parts: readonly Pick<OpenPart, "partId" | "wrappedKey">[],
): Promise<readonly HistoryEvent[]> {
  const keys = new Map(parts.map((part) => [part.partId, part.wrappedKey]));
  const rows = await history.of([...keys.keys()]);
  return rows.flatMap(({ partId, messageHash, source, occurredAtMs, sealed }) => {
    const key = keys.get(partId);
    if (key === undefined) return [];
    const json = vault.open(key, `${tenantId}|${partId}`, `event|${messageHash}`, sealed);
    return { event: JSON.parse(json) as ProfileEvent, source, occurredAtMs };
  });
}
