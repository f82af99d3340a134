import { setImmediate } from "node:timers/promises";
import type { HistoryStore } from "../events/history-store.js";
import { type CustomerThen, NOBODY, replayCustomer } from "../imports/replay-customer.js";
import type { Segmentation } from "../segments/segmentation.js";
import { type OpenPart, openPartRow } from "./open-part.js";
import type { PartStore } from "./part-store.js";
import type { ProfileId } from "./profile.js";
import { joinParts, type ReaderSetup } from "./profile-reader.js";
import { readHistory } from "./read-history.js";

/** A solved ticket, by whom and when. */
export interface WrittenTicket {
  /** Keyed hashes that name its customer; none if it names nobody. */
  readonly customerHashes: readonly string[];
  readonly createdAtMs: number | undefined;
  readonly label: string;
}

export interface CustomersThenSetup {
  readonly parts: Pick<PartStore, "identifiers" | "parts" | "partsOf">;
  readonly history: Pick<HistoryStore, "of">;
  readonly setup: ReaderSetup;
  readonly segmentation: Segmentation;
  readonly nowMs: number;
  readonly onProgress: (done: number, total: number) => void;
}

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
    for (const [place, then] of await personThen(parts, places, tickets, setup))
      known[place] = { ...then, person: profileId };
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
  const { consent, identifiers } = joinParts(parts, inventory);
  const rules = { regime, inventory, restricted: parts.some((part) => part.restricted), textVersion };
  const then = replayCustomer(
    await readHistory(history, setup, parts),
    places.map((place) => ({
      createdAtMs: tickets[place]?.createdAtMs ?? 0,
      label: tickets[place]?.label ?? "",
    })),
    { consent, identifiers, rules, segmentation, nowMs },
  );
  return places.map((place, at) => [place, then[at] ?? NOBODY] as const);
}
