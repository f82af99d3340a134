import { consentChanges } from "../consent/consent-changes.js";
import type { AuditRecord } from "../privacy/audit-store.js";
import { minimizeEvent, undeclared } from "../privacy/minimize-event.js";
import { isShared } from "../privacy/ticket-customer.js";
import { type EventIdentifiers, eventIdentifiers } from "../profiles/identity/event-identifiers.js";
import type { People, Settlement } from "../profiles/people.js";
import type { ProfileId } from "../profiles/profile.js";
import type { AppliedRow, InboxRow } from "./inbox-row.js";
import type { PendingFilter } from "./inbox-store.js";
import type { ProfileEvent } from "./profile-event.js";
import type { ProjectionSetup, ProjectionStores } from "./projection.js";

/** An event that was applied, as far as logs and metrics may know it. */
export type AppliedEvent = Pick<InboxRow, "sequence" | "source" | "receivedAtMs" | "trace">;

/** What a batch did. */
export interface AppliedBatch {
  readonly applied: readonly AppliedEvent[];
  /** How much of what events said was dropped, by source. */
  readonly dropped: ReadonlyMap<string, number>;
}

const NOTHING: AppliedBatch = { applied: [], dropped: new Map() };

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

/**
 * Applies waiting events, the oldest first, within the transaction that `stores` belong to. What waits no more is
 * passed over: an event has its effect once, however often it is handed out.
 */
export async function applyBatch(
  stores: ProjectionStores,
  setup: ProjectionSetup,
  filter: PendingFilter,
  nowMs: number,
): Promise<AppliedBatch> {
  const rows = (await stores.inbox.pending(filter)).map((row): OpenRow => {
    const event = row.open();
    return { row, event, named: eventIdentifiers(event, setup.blocked) };
  });
  if (rows.length === 0) return NOTHING;
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
  return {
    applied: rows.map(({ row: { sequence, source, receivedAtMs, trace } }) => ({
      sequence,
      source,
      receivedAtMs,
      trace,
    })),
    dropped: new Map([...left.drops].map(([source, counts]) => [source, sum(counts.values())])),
  };
}

function sum(counts: Iterable<number>): number {
  let all = 0;
  for (const count of counts) all += count;
  return all;
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
  return gone.every(isShared) && identifiers.some((identifier) => !isShared(identifier))
    ? { ...named, identifiers }
    : undefined;
}

/**
 * The holder of the most telling identifier that the event vouches for is meant. Others whom it names too, by a
 * claim, by a browser that they share or by mistake, are neither merged nor erased.
 */
async function forget(
  { people, erase }: ProjectionStores,
  _setup: ProjectionSetup,
  { row }: OpenRow,
  { identifiers }: EventIdentifiers,
  nowMs: number,
): Promise<readonly string[]> {
  await people.flush(nowMs);
  const profileId = await whomToForget(people, identifiers, nowMs);
  const request = { actor: `platform:${row.source}`, cause: USER_DELETED, nowMs };
  const hashes = await erase(profileId, identifiers, request);
  if (profileId !== undefined) people.forget(profileId);
  return hashes;
}

async function whomToForget(
  people: People,
  identifiers: EventIdentifiers["identifiers"],
  nowMs: number,
): Promise<ProfileId | undefined> {
  const vouched = identifiers.filter(({ verified }) => verified !== false);
  const telling = vouched.filter((identifier) => !isShared(identifier));
  for (const { type, value } of telling.length > 0 ? telling : vouched) {
    // Asked as a claim, which links and merges nothing.
    const asked = { identifiers: [{ type, value, verified: false }], retired: [], ifKnown: [] };
    const holder = await people.settle(asked, false, nowMs);
    if (holder === undefined) continue;
    const held = (await people.profile(holder.profileId)).identifiers;
    const isTheirs = held.some(
      (each) => each.type === type && each.value === value && each.standing !== "claimed",
    );
    // A browser means whoever is known by nothing else.
    if (isTheirs && (telling.length > 0 || held.every(isShared))) return holder.profileId;
  }
  return undefined;
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
