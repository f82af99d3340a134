import type { ConversationStore } from "../conversations/conversation-store.js";
import type { HandoffStore } from "../conversations/handoff-store.js";
import type { DeadLetterStore } from "../events/dead-letter-store.js";
import type { HistoryStore } from "../events/history-store.js";
import type { TicketStore } from "../language/ticket-store.js";
import type { Identifier, KnownIdentifier } from "../profiles/identity/identifier.js";
import { isShared } from "../profiles/identity/identifier-rules.js";
import { openPartRow } from "../profiles/open-part.js";
import type { PartStore } from "../profiles/part-store.js";
import type { PeopleSetup } from "../profiles/people.js";
import type { PartId, ProfileId } from "../profiles/profile.js";
import { partsConnected } from "../profiles/unmerge.js";
import type { DecisionStore } from "../replies/decision-store.js";
import type { SegmentRunStore } from "../segments/segment-run-store.js";
import type { StandingStore } from "../segments/standing-store.js";
import type { AuditStore } from "./audit-store.js";
import type { DownloadStore } from "./download-store.js";
import { forgetDead } from "./forget-dead.js";
import type { ErasedPlace } from "./privacy.js";
import { identifierHash, ticketHashes } from "./ticket-customer.js";
import type { TombstoneStore } from "./tombstone-store.js";

/** All places that hold something of a person. */
export interface ErasureStores {
  readonly parts: PartStore;
  readonly history: HistoryStore;
  readonly deadLetters: DeadLetterStore;
  readonly conversations: ConversationStore;
  readonly handoffs: HandoffStore;
  readonly decisions: DecisionStore;
  readonly standings: Pick<StandingStore, "forget">;
  readonly segmentRuns: Pick<SegmentRunStore, "forget">;
  readonly tickets: TicketStore;
  readonly downloads: DownloadStore;
  readonly tombstones: TombstoneStore;
  readonly audit: Pick<AuditStore, "append">;
}

export interface ErasureRequest {
  readonly actor: string;
  readonly cause: string;
  readonly nowMs: number;
  /** By which the audit finds the erasure of somebody who had no profile. */
  readonly number?: string;
}

type PartRow = Awaited<ReturnType<PartStore["parts"]>>[number];

/** What was cleared, and the keyed hashes by which late events are known. */
export interface Erased {
  readonly places: readonly ErasedPlace[];
  readonly hashes: readonly string[];
}

/**
 * Destroys the keys and rows of a person in all places, in the transaction that `stores` belong to, and leaves
 * keyed hashes behind by which late events are known and dropped: of what the person held as theirs, and of what
 * the request vouches for and nobody else holds. What is only claimed, or a browser or device that the person did
 * not hold, may be somebody else's.
 * @param profileId `undefined`: nobody is recorded; only what `named` names is cleared
 * @param named identifiers that the request named, normalised
 */
export async function eraseProfile(
  stores: ErasureStores,
  setup: PeopleSetup,
  profileId: ProfileId | undefined,
  named: readonly Identifier[],
  request: ErasureRequest,
): Promise<Erased> {
  const rows = profileId === undefined ? [] : await stores.parts.partsOf([profileId]);
  const partIds = rows.map((row) => row.part_id as PartId);
  const hashOf = identifierHash(setup.index, setup.tenantId);
  const meant = [...ownIdentifiers(rows, setup), ...(await unheld(stores.parts, hashOf, named, partIds))];
  const hashes = [...new Set(meant.map(hashOf))];
  const cleared = await clear(stores, setup, rows, meant);
  const { nowMs, number } = request;
  const subject = profileId ?? number;
  await stores.tombstones.add(hashes, { nowMs, profileId: subject });
  const ofTickets = ticketHashes(meant, hashOf).filter((hash) => !hashes.includes(hash));
  await stores.tombstones.add(ofTickets, { nowMs, profileId: subject, reach: "ticket" });
  await stores.tombstones.rememberParts(partIds, nowMs);
  const places = [...cleared, { place: "tombstones left", entries: hashes.length + ofTickets.length }];
  await record(stores, request, subject, places);
  return { places, hashes };
}

/**
 * Erases a part that a backup brought back. Its tombstones stand already, lifted or not; what the same profile had
 * of others, who were separated from them before the erasure, stays.
 */
export async function erasePartAgain(
  stores: ErasureStores,
  setup: PeopleSetup,
  partId: PartId,
  request: ErasureRequest,
): Promise<void> {
  const [row] = await stores.parts.parts([partId]);
  if (row === undefined) return;
  const rest = (await stores.parts.partsOf([row.profile_id as ProfileId])).filter(
    (each) => each.part_id !== partId,
  );
  const places = await clear(stores, setup, [row], ownIdentifiers([row], setup));
  await regroup(stores.parts, rest);
  await record(stores, request, partId, places);
}

/** What they only claimed may be somebody else's. */
function ownIdentifiers(rows: readonly PartRow[], setup: PeopleSetup): readonly KnownIdentifier[] {
  return rows
    .flatMap((row) => openPartRow(row, setup).profile.identifiers)
    .filter(({ standing }) => standing !== "claimed");
}

/** Of the identifiers that a request names, those that may be taken for the erased person's. */
export async function unheld(
  parts: PartStore,
  hashOf: (identifier: Identifier) => string,
  named: readonly Identifier[],
  own: readonly PartId[],
): Promise<readonly Identifier[]> {
  const vouched = named.filter((identifier) => identifier.verified !== false && !isShared(identifier));
  const held = (await parts.identifiers(vouched.map(hashOf))).filter(
    ({ standing, part_id }) => standing !== "claimed" && !own.includes(part_id),
  );
  const others = new Set(held.map(({ identifier_hash }) => identifier_hash));
  return vouched.filter((identifier) => !others.has(hashOf(identifier)));
}

/** Everything but tombstones. */
async function clear(
  stores: ErasureStores,
  setup: PeopleSetup,
  rows: readonly PartRow[],
  meant: readonly Pick<Identifier, "type" | "value">[],
): Promise<readonly ErasedPlace[]> {
  const partIds = rows.map((row) => row.part_id as PartId);
  const hashOf = identifierHash(setup.index, setup.tenantId);
  const history = await stores.history.forget(partIds);
  const setAside = await forgetDead(stores.deadLetters, new Set(meant.map(hashOf)), hashOf);
  const conversations = await stores.conversations.forget(partIds);
  const handoffs = await stores.handoffs.forget({ partIds, hashes: meant.map(hashOf) });
  const decisions = await stores.decisions.forget(partIds);
  const segments = (await stores.standings.forget(partIds)) + (await stores.segmentRuns.forget(partIds));
  const tickets = await stores.tickets.forget(ticketHashes(meant, hashOf));
  const downloads = await stores.downloads.forget(partIds);
  const { parts, identifiers, merges } = await stores.parts.deleteParts(partIds);
  return [
    { place: "profile documents and their keys", entries: parts },
    { place: "identifiers", entries: identifiers },
    { place: "merges", entries: merges },
    { place: "event history", entries: history },
    { place: "events set aside", entries: setAside },
    { place: "conversation contexts", entries: conversations },
    { place: "hand-offs", entries: handoffs },
    { place: "decisions and feedback", entries: decisions },
    { place: "places in segments", entries: segments },
    { place: "training tickets", entries: tickets },
    { place: "downloads", entries: downloads },
  ];
}

async function record(
  { audit }: ErasureStores,
  { actor, cause, nowMs }: ErasureRequest,
  subject: string | undefined,
  places: readonly ErasedPlace[],
): Promise<void> {
  const detail = { cause, places: places.map(({ place, entries }) => `${place}: ${entries}`) };
  await audit.append([{ action: "erase", actor, subject, detail }], nowMs);
}

/** Parts that nothing connects any more are people of their own; each has the id of one of its parts. */
async function regroup(parts: PartStore, rest: readonly PartRow[]): Promise<void> {
  const merges = await parts.merges(rest.map((row) => row.part_id as PartId));
  const left = new Set(rest.map((row) => row.part_id as PartId));
  const oldestFirst = [...rest].sort(
    (a, b) =>
      // Whoever has the profile's own id keeps it.
      Number(b.part_id === b.profile_id) - Number(a.part_id === a.profile_id) || a.created_at - b.created_at,
  );
  for (const { part_id } of oldestFirst) {
    if (!left.has(part_id as PartId)) continue;
    const together = [...partsConnected(part_id as PartId, merges)].filter((each) => left.has(each));
    for (const each of together) left.delete(each);
    await parts.setProfile(together, part_id as ProfileId);
  }
}
