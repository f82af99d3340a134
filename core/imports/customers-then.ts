import { setImmediate } from "node:timers/promises";
import { readFeatures } from "../consent/read-features.js";
import { type ReadingRules, readProfile } from "../consent/read-profile.js";
import type { HistoryStore } from "../events/history-store.js";
import { applyEvent } from "../profiles/apply-event.js";
import { type OpenPart, openPartRow } from "../profiles/open-part.js";
import type { PartStore } from "../profiles/part-store.js";
import { emptyProfile, type Profile, type ProfileId } from "../profiles/profile.js";
import { joinParts, type ReaderSetup } from "../profiles/profile-reader.js";
import { readHistory } from "../profiles/read-history.js";
import { customerTokens } from "../recommend/replies/customer-tokens.js";
import type { CustomerToken } from "../recommend/replies/reply-lifts.js";
import type { SegmentStanding } from "../replies/receipt.js";
import { assignSegment, unknownSegment } from "../segments/assign-segment.js";
import type { Segmentation } from "../segments/segmentation.js";

/** A solved ticket, by whom and when. */
export interface WrittenTicket {
  /** Keyed hashes that name its customer; none if it names nobody. */
  readonly customerHashes: readonly string[];
  readonly createdAtMs: number | undefined;
  readonly label: string;
}

/** What was known of a ticket's customer when they wrote it. */
export interface CustomerThen {
  readonly segment: SegmentStanding;
  readonly tokens: readonly CustomerToken[];
}

export interface CustomersThenSetup {
  readonly parts: Pick<PartStore, "identifiers" | "parts" | "partsOf">;
  readonly history: Pick<HistoryStore, "of">;
  readonly setup: ReaderSetup;
  readonly segmentation: Segmentation;
  readonly nowMs: number;
  readonly onProgress: (done: number, total: number) => void;
}

const NOBODY: CustomerThen = { segment: unknownSegment("the ticket names nobody"), tokens: [] };

/**
 * What was known of each ticket's customer when they wrote it: their history up to that moment, read for
 * `personalization` as it would have been read then. What they allow today decides whether it is read at all.
 * @returns in the order of the tickets
 */
export async function customersThen(
  tickets: readonly WrittenTicket[],
  setup: CustomersThenSetup,
): Promise<readonly CustomerThen[]> {
  const known: CustomerThen[] = tickets.map(() => NOBODY);
  const byPerson = await ticketsByPerson(tickets, setup.parts);
  let done = 0;
  for (const [profileId, places] of byPerson) {
    const rows = await setup.parts.partsOf([profileId]);
    const parts = rows.map((row) => openPartRow(row, setup.setup));
    for (const [place, then] of await personThen(parts, places, tickets, setup)) known[place] = then;
    setup.onProgress(++done, byPerson.size);
    await setImmediate();
  }
  return known;
}

/** Places of the tickets of each person who is known, each person's in the order in which they were written. */
async function ticketsByPerson(
  tickets: readonly WrittenTicket[],
  parts: CustomersThenSetup["parts"],
): Promise<ReadonlyMap<ProfileId, readonly number[]>> {
  const owners = (
    await parts.identifiers([...new Set(tickets.flatMap((ticket) => ticket.customerHashes))])
  ).filter(({ standing }) => standing !== "claimed");
  const rows = await parts.parts([...new Set(owners.map((owner) => owner.part_id))]);
  const profileOf = new Map(rows.map((row) => [row.part_id, row.profile_id as ProfileId]));
  const personOf = new Map(owners.map((owner) => [owner.identifier_hash, profileOf.get(owner.part_id)]));
  const byPerson = new Map<ProfileId, number[]>();
  for (const [place, { customerHashes, createdAtMs }] of tickets.entries()) {
    const person = customerHashes.map((hash) => personOf.get(hash)).find((each) => each !== undefined);
    if (person === undefined || createdAtMs === undefined) continue;
    byPerson.set(person, [...(byPerson.get(person) ?? []), place]);
  }
  for (const places of byPerson.values())
    places.sort((a, b) => (tickets[a]?.createdAtMs ?? 0) - (tickets[b]?.createdAtMs ?? 0));
  return byPerson;
}

async function personThen(
  parts: readonly OpenPart[],
  places: readonly number[],
  tickets: readonly WrittenTicket[],
  { history, setup, segmentation, nowMs }: CustomersThenSetup,
): Promise<readonly (readonly [number, CustomerThen])[]> {
  if (parts.length === 0) return [];
  const { inventory, regime, consentTextVersion: textVersion } = setup;
  const restricted = parts.some((part) => part.restricted);
  const rules = (atMs: number): ReadingRules => ({ regime, inventory, restricted, textVersion, nowMs: atMs });
  const { consent, identifiers } = joinParts(parts, inventory);
  const today = readProfile({ ...emptyProfile(0), consent, identifiers }, "personalization", rules(nowMs));
  if (!today.consent.allowed) return [];
  const events = await readHistory(history, setup, parts);
  let then: Profile = emptyProfile(Number.POSITIVE_INFINITY);
  let next = 0;
  const resolved: string[] = [];
  return places.map((place) => {
    const ticket = tickets[place];
    const atMs = ticket?.createdAtMs ?? 0;
    for (; next < events.length; next++) {
      const happened = events[next];
      if (happened === undefined || happened.occurredAtMs > atMs) break;
      then = applyEvent(then, happened.event, happened.source, inventory);
    }
    const profile = { ...then, consent, identifiers };
    const view = readProfile(profile, "personalization", rules(atMs));
    const features = readFeatures(profile, rules(atMs));
    const segment = assignSegment(segmentation, { view, features, stored: undefined, nowMs: atMs });
    const tokens = customerTokens(view.fields, resolved);
    if (ticket !== undefined) resolved.unshift(ticket.label);
    return [place, { segment, tokens }] as const;
  });
}
