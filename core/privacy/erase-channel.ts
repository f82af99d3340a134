import type { Channel } from "../channel.js";
import type { Clock } from "../clock.js";
import type { KnownIdentifier } from "../profiles/identity/identifier.js";
import type { OpenPart } from "../profiles/open-part.js";
import type { PartId, Profile, ProfileId } from "../profiles/profile.js";
import { joinParts, type ReaderSetup } from "../profiles/profile-reader.js";
import { type ErasureRequest, eraseProfile } from "./erase-profile.js";
import type { ErasedPlace, Privacy } from "./privacy.js";
import type { PrivacyStores } from "./privacy-stores.js";
import { identifierHash } from "./ticket-customer.js";

const PAGE = 200;

interface Setup {
  readonly inTransaction: <T>(work: (stores: PrivacyStores) => Promise<T>) => Promise<T>;
  readonly setup: ReaderSetup;
  readonly clock: Clock;
}

/**
 * Takes a channel's people out, page by page: whom nothing else knows is erased; of all others what came from
 * the channel goes, and the rest stays.
 */
export function channelEraser({ inTransaction, setup, clock }: Setup): Privacy["eraseChannel"] {
  return async (channel, actor, cause) => {
    const totals = new Map<string, number>();
    let people = 0;
    const add = (places: readonly ErasedPlace[]) => {
      for (const { place, entries } of places) totals.set(place, (totals.get(place) ?? 0) + entries);
    };
    for (let after = ""; ; ) {
      const last = await inTransaction(async (stores) => {
        const nowMs = clock.nowMs();
        const page = await stores.parts.page(after, PAGE);
        const profiles = new Set((await stores.parts.parts(page)).map((row) => row.profile_id as ProfileId));
        for (const profileId of profiles) {
          const parts = await stores.people.partsOf(profileId);
          const profile = joinParts(parts, setup.inventory);
          if (!profile.identifiers.some((identifier) => isOf(channel, identifier))) continue;
          people++;
          if (isOnlyFrom(channel, profile)) {
            const request = { actor, cause, nowMs };
            add((await eraseProfile(stores, setup, profileId, [], request)).places);
            stores.people.forget(profileId);
          } else add(await detach(stores, setup, channel, parts, { actor, cause, nowMs }));
        }
        await stores.people.flush(nowMs);
        return page.at(-1);
      });
      if (last === undefined) break;
      after = last;
    }
    return { people, places: [...totals].map(([place, entries]) => ({ place, entries })) };
  };
}

function isOf(channel: Channel, { type }: Pick<KnownIdentifier, "type">): boolean {
  return type === `${channel}_user_id`;
}

/** Nothing but the channel, and what the person said there, speaks of them. */
function isOnlyFrom(channel: Channel, profile: Profile): boolean {
  const { traits, orders, tickets, messages, views, counts, preferences } = profile;
  const sources = new Set(
    [...Object.values(traits), ...Object.values(preferences)].map(({ source }) => source),
  );
  sources.delete(channel);
  sources.delete("self");
  const others = [orders, tickets, views, counts].some((entries) => Object.keys(entries).length > 0);
  return sources.size === 0 && !others && Object.keys(messages).every((name) => name === channel);
}

/**
 * Takes out of these parts what a channel said of them, and what they are called there.
 * @param leaves whether tombstones are to be left
 */
export async function detach(
  stores: PrivacyStores,
  { index, tenantId }: ReaderSetup,
  channel: Channel,
  parts: readonly OpenPart[],
  { actor, cause, nowMs }: ErasureRequest,
  leaves = true,
): Promise<readonly ErasedPlace[]> {
  const partIds: readonly PartId[] = parts.map(({ partId }) => partId);
  const hashOf = identifierHash(index, tenantId);
  const hashes: string[] = [];
  const claimed = new Set<string>();
  for (const { partId, profile } of parts) {
    const gone = profile.identifiers.filter((identifier) => isOf(channel, identifier));
    hashes.push(...gone.map(hashOf));
    for (const identifier of gone) if (identifier.standing === "claimed") claimed.add(hashOf(identifier));
    const { [channel]: _messages, ...messages } = profile.messages;
    stores.people.change(partId, {
      ...profile,
      identifiers: profile.identifiers.filter((identifier) => !gone.includes(identifier)),
      traits: notFrom(channel, profile.traits),
      preferences: notFrom(channel, profile.preferences),
      messages,
    });
  }
  await stores.people.flush(nowMs);
  const identifiers = await stores.parts.deleteIdentifiers(hashes);
  // What they only claimed may be somebody else's.
  const left = leaves ? hashes.filter((hash) => !claimed.has(hash)) : [];
  await stores.tombstones.add(left, { nowMs, profileId: parts[0]?.profileId, reach: "identifier" });
  const places: readonly ErasedPlace[] = [
    { place: "identifiers", entries: identifiers },
    { place: "event history", entries: await stores.history.forget(partIds, { source: channel }) },
    { place: "conversation contexts", entries: await stores.conversations.forget(partIds) },
    { place: "hand-offs", entries: await stores.handoffs.forget({ partIds, hashes, channel }) },
    { place: "tombstones left", entries: left.length },
  ];
  const detail = { cause, channel, places: places.map(({ place, entries }) => `${place}: ${entries}`) };
  await stores.audit.append([{ action: "erase", actor, subject: parts[0]?.profileId, detail }], nowMs);
  return places;
}

function notFrom<T extends { readonly source: string }>(
  channel: Channel,
  entries: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(entries).filter(([, { source }]) => source !== channel));
}
