import { consentChanges } from "../consent/consent-changes.js";
import type { AuditRecord } from "../privacy/audit-store.js";
import { minimizeEvent, undeclared } from "../privacy/minimize-event.js";
import { type EventIdentifiers, eventIdentifiers } from "../profiles/identity/event-identifiers.js";
import type { People, Settlement } from "../profiles/people.js";
import type { AppliedRow, InboxRow } from "./inbox-store.js";
import type { ProfileEvent } from "./profile-event.js";
import type { ProjectionSetup, ProjectionStores } from "./projection.js";

/** Applies the oldest pending events, at most `limit`, in one transaction; returns how many there were. */
export type ApplyBatch = (limit: number) => Promise<number>;

/** Sources whose chat messages alone make nobody known: a stranger who writes is not recorded before consent. */
const CHAT_SOURCES: ReadonlySet<string> = new Set(["slack", "teams"]);

/** The Segment Spec's request to forget a person. */
const USER_DELETED = "User Deleted";

interface OpenRow {
  readonly row: InboxRow;
  readonly event: ProfileEvent;
  readonly named: EventIdentifiers;
}

/** What a batch leaves besides profiles. */
interface Yield {
  readonly applied: AppliedRow[];
  readonly audit: AuditRecord[];
  /** By `source`, then by name. */
  readonly drops: Map<string, Map<string, number>>;
}

/** Applies a batch within the transaction that `stores` belong to. */
export async function applyBatch(
  stores: ProjectionStores,
  setup: ProjectionSetup,
  limit: number,
  nowMs: number,
): Promise<number> {
  const rows = (await stores.inbox.pending(limit)).map((row): OpenRow => {
    const event = row.open();
    return { row, event, named: eventIdentifiers(event, setup.blocked) };
  });
  if (rows.length === 0) return 0;
  const { people } = stores;
  const identifiers = rows.flatMap(({ named }) => [...named.identifiers, ...named.ifKnown]);
  await people.prefetch(identifiers);
  const erased = new Set(
    await stores.tombstones.any([...new Set(identifiers.map((identifier) => people.hash(identifier)))]),
  );
  const left: Yield = { applied: [], audit: [], drops: new Map() };
  for (const open of rows) {
    const named = withoutErased(open.named, (identifier) => erased.has(people.hash(identifier)));
    if (named === undefined) leave(left, open.row);
    else if (open.event.type === "track" && open.event.event === USER_DELETED) {
      for (const hash of await forget(stores, setup, open, named, nowMs)) erased.add(hash);
      leave(left, open.row);
    } else await applyRow(people, setup, { ...open, named }, left, nowMs);
  }
  await people.flush(nowMs);
  await stores.inbox.markApplied(left.applied);
  for (const [source, counts] of left.drops) await stores.drops.add(source, counts);
  await stores.audit.append(left.audit, nowMs);
  return rows.length;
}

function leave({ applied }: Yield, row: InboxRow, kept?: AppliedRow["kept"]): void {
  const { sequence, source, messageHash, receivedAtMs } = row;
  applied.push({ sequence, source, messageHash, receivedAtMs, kept });
}

/**
 * An event about somebody who was erased is not applied. An erased browser or device alone says little: others
 * use it too, so the event stands without it.
 * @returns `undefined` if the event is about an erased person
 */
function withoutErased(
  named: EventIdentifiers,
  isErased: (identifier: EventIdentifiers["identifiers"][number]) => boolean,
): EventIdentifiers | undefined {
  const identifiers = named.identifiers.filter((identifier) => !isErased(identifier));
  if (identifiers.length === named.identifiers.length) return named;
  const gone = named.identifiers.filter(isErased);
  const isShared = ({ type }: { readonly type: string }) => type === "anonymous_id" || type === "device_id";
  return gone.every(isShared) && identifiers.some((identifier) => !isShared(identifier))
    ? { ...named, identifiers }
    : undefined;
}

async function forget(
  { people, erase }: ProjectionStores,
  _setup: ProjectionSetup,
  { row }: OpenRow,
  named: EventIdentifiers,
  nowMs: number,
): Promise<readonly string[]> {
  await people.flush(nowMs);
  const settlement = await people.settle(named, false, nowMs);
  await people.flush(nowMs);
  const hashes = named.identifiers.map((identifier) => people.hash(identifier));
  const others = await erase(settlement?.profileId, hashes, {
    actor: `platform:${row.source}`,
    cause: USER_DELETED,
    nowMs,
  });
  if (settlement !== undefined) people.forget(settlement.profileId);
  return [...hashes, ...others];
}

async function applyRow(
  people: People,
  setup: ProjectionSetup,
  { row, event, named }: OpenRow,
  left: Yield,
  nowMs: number,
): Promise<void> {
  const settlement = await people.settle(named, !CHAT_SOURCES.has(row.source), nowMs);
  if (settlement === undefined) {
    leave(left, row);
    return;
  }
  const before = event.context?.consent && (await people.profile(settlement.profileId)).consent;
  await people.apply(settlement, event, row.source);
  if (before !== undefined) {
    const after = (await people.profile(settlement.profileId)).consent;
    left.audit.push(
      ...consentChanges(before, after, setup, nowMs, settlement.profileId, `events:${row.source}`),
    );
  }
  leave(left, row, kept(people, setup, settlement, row, event));
  note(left, setup, settlement, row, event);
}

function kept(
  people: People,
  { inventory, tenantId, vault }: ProjectionSetup,
  { partId }: Settlement,
  { messageHash }: InboxRow,
  event: ProfileEvent,
): AppliedRow["kept"] {
  const minimal = minimizeEvent(event, inventory);
  if (minimal === undefined) return undefined;
  const sealed = vault.seal(
    people.part(partId).wrappedKey,
    `${tenantId}|${partId}`,
    `event|${messageHash}`,
    JSON.stringify(minimal.event),
  );
  return { partId, module: minimal.module, occurredAtMs: Date.parse(event.timestamp), sealed };
}

function note(
  { audit, drops }: Yield,
  { inventory }: ProjectionSetup,
  { profileId, merges, refused }: Settlement,
  { source }: InboxRow,
  event: ProfileEvent,
): void {
  for (const { merged, cause } of merges) {
    audit.push({ action: "merge", actor: `events:${source}`, subject: profileId, detail: { merged, cause } });
  }
  const dropped = [
    ...undeclared(event, source, inventory),
    ...refused.map(({ type, reason }) => `link of ${type}: ${reason}`),
  ];
  for (const name of dropped) {
    const counts = drops.get(source) ?? new Map<string, number>();
    counts.set(name, (counts.get(name) ?? 0) + 1);
    drops.set(source, counts);
  }
}
