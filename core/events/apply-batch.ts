import { consentChanges } from "../consent/consent-changes.js";
import { readFeatures } from "../consent/read-features.js";
import { readProfile } from "../consent/read-profile.js";
import type { AuditRecord } from "../privacy/audit-store.js";
import { minimizeEvent } from "../privacy/minimize-event.js";
import { type EventIdentifiers, eventIdentifiers } from "../profiles/identity/event-identifiers.js";
import type { Identifier } from "../profiles/identity/identifier.js";
import { isShared } from "../profiles/identity/identifier-rules.js";
import type { People, Settlement } from "../profiles/people.js";
import type { ProfileId } from "../profiles/profile.js";
import type { FeatureState } from "../segments/features/feature-state.js";
import { countDrop, type DropCounts } from "./drop-counts.js";
import type { AppliedRow, InboxRow, WaitingRow } from "./inbox-row.js";
import type { PendingFilter } from "./inbox-store.js";
import type { ProfileEvent } from "./profile-event.js";
import type { ProjectionSetup, ProjectionStores } from "./projection.js";
import { canShift, type SegmentShift, SegmentWatch } from "./segment-shifts.js";

/** An event that was applied, as far as logs and metrics may know it. */
export type AppliedEvent = Pick<InboxRow, "sequence" | "source" | "receivedAtMs" | "trace">;

/** What a batch did. */
export interface AppliedBatch {
  readonly applied: readonly AppliedEvent[];
  /** How much of what events said was dropped, by source. */
  readonly dropped: ReadonlyMap<string, number>;
  /** Who was moved to another segment. */
  readonly shifts: readonly SegmentShift[];
  /** Events that say so: on disk, and to be put in line. */
  readonly followUps: readonly WaitingRow[];
}

const NOTHING: AppliedBatch = { applied: [], dropped: new Map(), shifts: [], followUps: [] };

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
  readonly drops: DropCounts;
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
  const identifiers = rows.flatMap(({ named }) => named.identifiers);
  await people.prefetch(identifiers);
  const erased = new Set(
    await stores.tombstones.any([...new Set(identifiers.map((identifier) => people.hash(identifier)))]),
  );
  const left: Yield = { applied: [], audit: [], drops: new Map() };
  const watch = new SegmentWatch({
    standings: stores.standings,
    segmentation: stores.segmentation,
    profile: (profileId) => people.profile(profileId),
    read: (profileId, state) => readForSegment(people, setup, profileId, state, nowMs),
    nowMs,
  });
  for (const open of rows) {
    const named = withoutErased(open.named, (identifier) => erased.has(people.hash(identifier)));
    if (named === undefined) leave(left, open.row);
    else if (open.event.type === "track" && open.event.event === USER_DELETED) {
      for (const hash of await forget(stores, open, named, nowMs)) erased.add(hash);
      leave(left, open.row);
    } else await applyRow(people, setup, { ...open, named }, left, watch, nowMs);
  }
  const shifts = await watch.shifts();
  await people.flush(nowMs);
  await stores.inbox.markApplied(left.applied);
  const followUps = shifts.map(({ event }) => event);
  const numbers = followUps.length === 0 ? [] : await stores.inbox.add(followUps, nowMs);
  for (const [source, counts] of left.drops) await stores.drops.add(source, counts);
  await stores.audit.append(left.audit, nowMs);
  return {
    applied: rows.map(({ row: { sequence, source, receivedAtMs, trace } }) => ({
      sequence,
      source,
      receivedAtMs,
      trace,
    })),
    shifts: shifts.map(({ shift }) => shift),
    followUps: numbers.flatMap((sequence, n) =>
      sequence === undefined ? [] : [{ sequence, subjectHash: followUps[n]?.subjectHash }],
    ),
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
 * An event about somebody who was erased is not applied. An erased browser or device alone says little, for others
 * use it too, and so does an address that is only claimed: the event stands without them.
 * @returns `undefined` if the event is about an erased person
 */
function withoutErased(
  named: EventIdentifiers,
  isErased: (identifier: EventIdentifiers["identifiers"][number]) => boolean,
): EventIdentifiers | undefined {
  const identifiers = named.identifiers.filter((identifier) => !isErased(identifier));
  if (identifiers.length === named.identifiers.length) return named;
  const gone = named.identifiers.filter(isErased);
  const saysLittle = (identifier: Identifier) => isShared(identifier) || identifier.verified === false;
  return gone.every(saysLittle) && identifiers.some((identifier) => !saysLittle(identifier))
    ? { ...named, identifiers }
    : undefined;
}

/**
 * The holder of the most telling identifier that the event vouches for is meant. Others whom it names too, by a
 * claim, by a browser that they share or by mistake, are neither merged nor erased.
 */
async function forget(
  { people, erase }: ProjectionStores,
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
    const asked = { identifiers: [{ type, value, verified: false }], retired: [] };
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
  watch: SegmentWatch,
  nowMs: number,
): Promise<void> {
  const settlement = await people.settle(named, !CHAT_SOURCES.has(row.source), nowMs);
  if (settlement === undefined) {
    leave(left, row);
    return;
  }
  const [identifier] = named.identifiers;
  if (identifier !== undefined && canShift(event, setup.inventory)) {
    const subjectHash = people.hash(identifier);
    await watch.before(settlement.profileId, event, row.messageHash, { identifier, subjectHash });
  }
  const { profileId } = settlement;
  const saysConsent = event.context?.consent !== undefined;
  const isSeen = saysConsent || watch.isWatching(profileId);
  const before = isSeen ? await people.profile(profileId) : undefined;
  await people.apply(settlement, event, row.source);
  await watch.applied(profileId, event, settlement.merges.length === 0 ? before : undefined);
  if (saysConsent && before !== undefined) {
    const after = (await people.profile(profileId)).consent;
    left.audit.push(
      ...consentChanges(before.consent, after, setup, nowMs, profileId, `events:${row.source}`),
    );
  }
  leave(left, row, kept(people, setup, settlement, row, event));
  note(left, settlement, row);
}

/** What a segment may rest on; `undefined`: nobody is there any more. */
async function readForSegment(
  people: People,
  { regime, consentTextVersion: textVersion, inventory }: ProjectionSetup,
  profileId: ProfileId,
  state: FeatureState,
  nowMs: number,
) {
  const parts = await people.partsOf(profileId);
  if (parts.length === 0) return undefined;
  const restricted = parts.some((part) => part.restricted);
  const rules = { regime, textVersion, inventory, restricted, nowMs };
  const profile = await people.profile(profileId);
  return {
    view: readProfile(profile, "personalization", rules),
    features: () => readFeatures(profile, rules, { state }),
  };
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
  { profileId, merges, refused }: Settlement,
  { source }: InboxRow,
): void {
  for (const { merged, cause } of merges) {
    audit.push({ action: "merge", actor: `events:${source}`, subject: profileId, detail: { merged, cause } });
  }
  for (const { type, reason } of refused) countDrop(drops, source, `link of ${type}: ${reason}`);
}
