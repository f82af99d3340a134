import type { Purpose, Regime } from "../consent/purpose.js";
import { type ProfileView, type ReadingRules, readProfile } from "../consent/read-profile.js";
import type { Inventory } from "../privacy/data-inventory.js";
import type { Identifier } from "./identity/identifier.js";
import { normalizeIdentifiers } from "./identity/normalize-identifier.js";
import { mergeProfiles } from "./merge-profiles.js";
import { type OpenPart, openPartRow } from "./open-part.js";
import type { PartRow } from "./part-sealing.js";
import type { PartStore } from "./part-store.js";
import type { PeopleSetup } from "./people.js";
import type { PartId, Profile, ProfileId } from "./profile.js";

/** What the tenant's settings say about reading. */
export interface ReaderSetup extends PeopleSetup {
  readonly inventory: Inventory;
  readonly regime: Regime;
  /** Version of the text that customers are asked with now. */
  readonly consentTextVersion: string;
  /** Further identifier values that stand for nobody, in lower case. */
  readonly blocked: ReadonlySet<string>;
}

/** What came of looking somebody up. */
export interface Reading<P extends Purpose> {
  /** `undefined`: nobody, or several people whom nothing allows to take for one; of these nothing is read. */
  readonly person: ReadPerson<P> | undefined;
  /** False: the identifiers name somebody, and one of them is not linked to that profile yet. */
  readonly settled: boolean;
}

/** A person as far as purposes let them be seen. */
export interface ReadPerson<P extends Purpose> {
  readonly profileId: ProfileId;
  /** The part that what follows from this reading belongs to. */
  readonly partId: PartId;
  readonly views: Readonly<Record<P, ProfileView>>;
}

/**
 * The one way to read people: by what names them, and for named purposes. An identifier that was only claimed,
 * by the one who asks or by the profile that has it, opens nothing.
 */
export interface ProfileReader {
  /** True if the person of these has another identifier too: whoever asks need not find out more. */
  knows(identifiers: readonly Identifier[]): Promise<boolean>;
  read<P extends Purpose>(
    identifiers: readonly Identifier[],
    purposes: readonly P[],
    nowMs: number,
  ): Promise<Reading<P>>;
  /** What a purpose may see of somebody of whom nothing is recorded: nothing, and why. */
  stranger(purpose: Purpose, nowMs: number): ProfileView;
  /** Of the keyed hashes of identifiers, those whose person allows the purpose. */
  allowing(purpose: Purpose, hashes: readonly string[], nowMs: number): Promise<ReadonlySet<string>>;
}

export function openProfileReader(store: PartStore, setup: ReaderSetup): ProfileReader {
  const { tenantId, index, inventory, regime, consentTextVersion, blocked } = setup;
  const hashesOf = (normalized: readonly Identifier[]) =>
    normalized
      .filter(({ verified }) => verified !== false)
      .map(({ type, value }) => index.hash(`${tenantId}|${type}`, value));
  const rules = (nowMs: number, restricted: boolean): ReadingRules => ({
    regime,
    inventory,
    nowMs,
    restricted,
    textVersion: consentTextVersion,
  });

  return {
    async knows(identifiers) {
      const hashes = hashesOf(normalizeIdentifiers(identifiers, blocked));
      const parts = (await store.partsNamed(hashes)).map((row) => openPartRow(row, setup));
      return parts.flatMap(({ documents }) => documents.identity.identifiers).length > hashes.length;
    },

    async read<P extends Purpose>(identifiers: readonly Identifier[], purposes: readonly P[], nowMs: number) {
      const named = normalizeIdentifiers(identifiers, blocked);
      const rows = await store.partsNamed(hashesOf(named));
      const [first] = rows;
      if (first === undefined) return { person: undefined, settled: true };
      if (rows.some((row) => row.profile_id !== first.profile_id))
        return { person: undefined, settled: false };
      const parts = rows.map((row) => openPartRow(row, setup));
      const profile = joinParts(parts, inventory);
      const given = rules(
        nowMs,
        parts.some(({ restricted }) => restricted),
      );
      const views = Object.fromEntries(
        purposes.map((purpose) => [purpose, readProfile(profile, purpose, given)]),
      ) as Record<P, ProfileView>;
      const holders = named.map((identifier) => holderOf(parts, identifier));
      const partId = holders.find((part) => part !== undefined)?.partId ?? (first.part_id as PartId);
      const person = { profileId: first.profile_id as ProfileId, partId, views };
      return { person, settled: holders.every((part) => part !== undefined) };
    },

    stranger: (purpose, nowMs) => readProfile(undefined, purpose, rules(nowMs, false)),

    async allowing(purpose, hashes, nowMs) {
      const owners = (await store.identifiers(hashes)).filter(({ standing }) => standing !== "claimed");
      const named = await store.parts([...new Set(owners.map((owner) => owner.part_id))]);
      const profileOf = new Map(named.map((row) => [row.part_id, row.profile_id as ProfileId]));
      const rows = await store.partsOf([...new Set(profileOf.values())]);
      const allowed = new Set<string>();
      for (const [profileId, parts] of byProfile(rows)) {
        const opened = parts.map((row) => openPartRow(row, setup));
        const given = rules(
          nowMs,
          opened.some(({ restricted }) => restricted),
        );
        const { consent } = readProfile(joinParts(opened, inventory), purpose, given);
        if (consent.allowed && !given.restricted) allowed.add(profileId);
      }
      return new Set(
        owners
          .filter(({ part_id }) => allowed.has(profileOf.get(part_id) ?? ""))
          .map(({ identifier_hash }) => identifier_hash),
      );
    },
  };
}

/** The parts of one person as one profile. */
export function joinParts(parts: readonly OpenPart[], inventory: Inventory): Profile {
  const [first, ...others] = parts.map(({ profile }) => profile);
  if (first === undefined) throw new Error("a profile has at least one part");
  return others.reduce((all, part) => mergeProfiles(all, part, inventory), first);
}

function holderOf(parts: readonly OpenPart[], { type, value, verified }: Identifier): OpenPart | undefined {
  return parts.find(({ documents }) =>
    documents.identity.identifiers.some(
      (held) =>
        held.type === type && held.value === value && (verified === false || held.standing !== "claimed"),
    ),
  );
}

function byProfile(rows: readonly PartRow[]): ReadonlyMap<string, readonly PartRow[]> {
  const grouped = new Map<string, PartRow[]>();
  for (const row of rows) grouped.set(row.profile_id, [...(grouped.get(row.profile_id) ?? []), row]);
  return grouped;
}
