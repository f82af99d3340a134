import type { ConversationStore } from "../conversations/conversation-store.js";
import type { InboxStore } from "../events/inbox-store.js";
import type { TicketStore } from "../language/ticket-store.js";
import { eventIdentifiers } from "../profiles/identity/event-identifiers.js";
import type { Identifier } from "../profiles/identity/identifier.js";
import type { PartStore } from "../profiles/part-store.js";
import { openPartRow, type PeopleSetup } from "../profiles/people.js";
import type { PartId, ProfileId } from "../profiles/profile.js";
import type { DecisionStore } from "../replies/decision-store.js";
import type { AuditStore } from "./audit-store.js";
import type { DownloadStore } from "./download-store.js";
import type { ErasedPlace } from "./privacy.js";
import type { TombstoneStore } from "./tombstone-store.js";

/** All places that hold something of a person. */
export interface ErasureStores {
  readonly parts: PartStore;
  readonly inbox: InboxStore;
  readonly conversations: ConversationStore;
  readonly decisions: DecisionStore;
  readonly tickets: TicketStore;
  readonly downloads: DownloadStore;
  readonly tombstones: TombstoneStore;
  readonly audit: Pick<AuditStore, "append">;
}

export interface ErasureRequest {
  readonly actor: string;
  readonly cause: string;
  readonly nowMs: number;
}

const DEAD_PAGE = 500;

/**
 * Destroys the keys and rows of a person in all places, in the transaction that `stores` belong to, and leaves
 * keyed hashes behind by which late events are known and dropped.
 * @param profileId `undefined`: nobody is recorded; only what `hashes` name is cleared
 * @param hashes keyed hashes of identifiers that the request named
 */
export async function eraseProfile(
  stores: ErasureStores,
  setup: PeopleSetup,
  profileId: ProfileId | undefined,
  hashes: readonly string[],
  { actor, cause, nowMs }: ErasureRequest,
): Promise<{ readonly places: readonly ErasedPlace[]; readonly hashes: readonly string[] }> {
  const hashOf = ({ type, value }: Pick<Identifier, "type" | "value">) =>
    setup.index.hash(`${setup.tenantId}|${type}`, value);
  const rows = profileId === undefined ? [] : await stores.parts.partsOf([profileId]);
  const partIds = rows.map((row) => row.part_id as PartId);
  // What they only claimed may be somebody else's.
  const own = rows
    .map((row) => openPartRow(row, setup).profile)
    .flatMap(({ identifiers }) => identifiers.filter(({ standing }) => standing !== "claimed"));
  const all = [...new Set([...hashes, ...own.map(hashOf)])];
  const customers = [
    ...all,
    // Imported tickets name their customer by whatever the file had, hashed as a user id.
    ...own.map(({ value }) => setup.index.hash(`${setup.tenantId}|user_id`, value)),
  ];

  const history = await stores.inbox.forgetHistory(partIds);
  const setAside = await forgetDead(stores.inbox, new Set(all), hashOf);
  const conversations = await stores.conversations.forget(partIds);
  const decisions = await stores.decisions.forget(partIds);
  const tickets = await stores.tickets.forget([...new Set(customers)]);
  const downloads = await stores.downloads.forget(partIds);
  const { parts, identifiers, merges } = await stores.parts.deleteParts(partIds);
  await stores.tombstones.add(all, nowMs);
  const places: readonly ErasedPlace[] = [
    { place: "profile documents and their keys", entries: parts },
    { place: "identifiers", entries: identifiers },
    { place: "merges", entries: merges },
    { place: "event history", entries: history },
    { place: "events set aside", entries: setAside },
    { place: "conversation contexts", entries: conversations },
    { place: "decisions and feedback", entries: decisions },
    { place: "training tickets", entries: tickets },
    { place: "downloads", entries: downloads },
    { place: "tombstones left", entries: all.length },
  ];
  const detail = { cause, places: places.map(({ place, entries }) => `${place}: ${entries}`) };
  await stores.audit.append([{ action: "erase", actor, subject: profileId, detail }], nowMs);
  return { places, hashes: all };
}

/** Events that could not be applied still hold what they said. */
async function forgetDead(
  inbox: InboxStore,
  hashes: ReadonlySet<string>,
  hashOf: (identifier: Identifier) => string,
): Promise<number> {
  let forgotten = 0;
  for (let after = 0; ; ) {
    const rows = await inbox.dead(after, DEAD_PAGE);
    for (const { sequence, open } of rows) {
      if (!names(open, hashes, hashOf)) continue;
      await inbox.forgetPayload(sequence);
      forgotten++;
    }
    const last = rows.at(-1);
    if (last === undefined) return forgotten;
    after = last.sequence;
  }
}

function names(
  open: () => Parameters<typeof eventIdentifiers>[0],
  hashes: ReadonlySet<string>,
  hashOf: (identifier: Identifier) => string,
): boolean {
  try {
    const { identifiers, ifKnown } = eventIdentifiers(open());
    return [...identifiers, ...ifKnown].some((identifier) => hashes.has(hashOf(identifier)));
  } catch {
    // Damaged: nobody can read it, so it names nobody.
    return false;
  }
}
