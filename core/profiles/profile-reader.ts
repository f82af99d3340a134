import type { Purpose, Regime } from "../consent/purpose.js";
import { type FeatureReading, readFeatures } from "../consent/read-features.js";
import { type ProfileView, type ReadingRules, readProfile, readProfileFor } from "../consent/read-profile.js";
import type { Inventory } from "../privacy/data-inventory.js";
import type { ProfileFeature } from "../segments/features/declared-features.js";
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
  /** What names them as their own, of one type. */
  named(type: Identifier["type"]): readonly string[];
  /**
   * Their features, for `analytics`; pseudonymous.
   * @param features those that are asked for, in order; by default all
   */
  features(features?: readonly ProfileFeature[]): FeatureReading;
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
  /** One person by their id; `undefined`: there is none. */
  one<P extends Purpose>(
    profileId: ProfileId,
    purposes: readonly P[],
    nowMs: number,
  ): Promise<ReadPerson<P> | undefined>;
  /** The person whom a part belongs to; `undefined`: there is none any more. */
  ofPart<P extends Purpose>(
    partId: PartId,
    purposes: readonly P[],
    nowMs: number,
  ): Promise<ReadPerson<P> | undefined>;
  /** All people, page by page, with how many of the tenant's records were looked at so far. */
  pages<P extends Purpose>(
    purposes: readonly P[],
    nowMs: number,
  ): AsyncIterable<{
    readonly people: readonly ReadPerson<P>[];
    readonly done: number;
    readonly total: number;
  }>;
  /** What a purpose may see of somebody of whom nothing is recorded: nothing, and why. */
  stranger(purpose: Purpose, nowMs: number): ProfileView;
  /** Of the keyed hashes of identifiers, those whose person allows the purpose. */
  allowing(purpose: Purpose, hashes: readonly string[], nowMs: number): Promise<ReadonlySet<string>>;
}

const PAGE = 500;

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

  const isRestricted = (parts: readonly OpenPart[]) => parts.some(({ restricted }) => restricted);

  /** @param parts all of one person, at least one */
  function readPerson<P extends Purpose>(
    parts: readonly OpenPart[],
    { profileId, partId }: { readonly profileId: ProfileId; readonly partId: PartId },
    purposes: readonly P[],
    nowMs: number,
  ): ReadPerson<P> {
    const profile = joinParts(parts, inventory);
    const given = rules(nowMs, isRestricted(parts));
    return {
      profileId,
      partId,
      views: readProfileFor(profile, purposes, given),
      named: (type) =>
        profile.identifiers
          .filter((held) => held.type === type && held.standing === "verified")
          .map(({ value }) => value),
      features: (features) => readFeatures(profile, given, { ...(features && { features }) }),
    };
  }

  function readRows<P extends Purpose>(rows: readonly PartRow[], purposes: readonly P[], nowMs: number) {
    const [first] = rows;
    if (first === undefined) return undefined;
    const parts = rows.map((row) => openPartRow(row, setup));
    const profileId = first.profile_id as ProfileId;
    return readPerson(parts, { profileId, partId: first.part_id as PartId }, purposes, nowMs);
  }

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
      const holders = named.map((identifier) => holderOf(parts, identifier));
      const partId = holders.find((part) => part !== undefined)?.partId ?? (first.part_id as PartId);
      const person = readPerson(parts, { profileId: first.profile_id as ProfileId, partId }, purposes, nowMs);
      return { person, settled: holders.every((part) => part !== undefined) };
    },

    one: async (profileId, purposes, nowMs) => readRows(await store.partsOf([profileId]), purposes, nowMs),

    async ofPart(partId, purposes, nowMs) {
      const [part] = await store.parts([partId]);
      return part && readRows(await store.partsOf([part.profile_id as ProfileId]), purposes, nowMs);
    },

    async *pages(purposes, nowMs) {
      const total = await store.size();
      const seen = new Set<string>();
      let done = 0;
      for (let page = await store.page("", PAGE); ; ) {
        const last = page.at(-1);
        if (last === undefined) return;
        done += page.length;
        const people = [...byProfile(await store.partsWith(page))].flatMap(([profileId, rows]) => {
          // Of several parts each may stand on a page of its own.
          if (rows.length > 1 && seen.has(profileId)) return [];
          if (rows.length > 1) seen.add(profileId);
          const person = readRows(rows, purposes, nowMs);
          return person === undefined ? [] : [person];
        });
        yield { people, done, total: Math.max(total, done) };
        page = await store.page(last, PAGE);
      }
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
        const given = rules(nowMs, isRestricted(opened));
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
