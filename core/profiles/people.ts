import { randomUUID } from "node:crypto";
import type { ProfileEvent } from "../events/profile-event.js";
import type { Inventory } from "../privacy/data-inventory.js";
import type { BlindIndex, Vault } from "../privacy/vault.js";
import { toBuffer } from "../storage/schema.js";
import type { TenantId } from "../tenant-id.js";
import { applyEvent } from "./apply-event.js";
import type { EventIdentifiers } from "./identity/event-identifiers.js";
import { type Identifier, identifierKey, type Standing } from "./identity/identifier.js";
import { type NamedProfile, type Refusal, resolveIdentity } from "./identity/resolve-identity.js";
import { mergeProfiles } from "./merge-profiles.js";
import { openPart, type StoredState, sealPart } from "./part-sealing.js";
import type { IdentifierRow, PartRow, PartStore } from "./part-store.js";
import { emptyProfile, type PartId, type Profile, type ProfileId } from "./profile.js";

/** What people of one tenant are opened with. */
export interface PeopleSetup {
  readonly tenantId: TenantId;
  readonly vault: Vault;
  readonly index: BlindIndex;
  readonly inventory: Inventory;
}

/** A part, opened. */
export interface OpenPart {
  readonly partId: PartId;
  readonly profileId: ProfileId;
  readonly wrappedKey: Buffer;
  readonly profile: Profile;
  readonly restricted: boolean;
  readonly createdAtMs: number;
  /** As its row was when it was read or last written; absent for a new one. */
  readonly stored?: StoredState;
}

/** Two profiles that an event's identifiers showed to be one. */
export interface Merge {
  readonly kept: ProfileId;
  readonly merged: ProfileId;
  readonly cause: string;
}

/** Whom an event is about. */
export interface Settlement {
  readonly partId: PartId;
  readonly profileId: ProfileId;
  readonly merges: readonly Merge[];
  readonly refused: readonly Refusal<ProfileId>[];
}

/** A part's data is looked at this long after it was last written: what nobody allowed goes then. */
const FIRST_SWEEP_MS = 24 * 3_600_000;

/**
 * The people of one tenant within one transaction: reads rows in few queries, changes them in memory, and writes
 * each once, in `flush`.
 */
export class People {
  readonly #store: PartStore;
  readonly #setup: PeopleSetup;
  readonly #owners = new Map<string, IdentifierRow | undefined>();
  readonly #parts = new Map<PartId, OpenPart>();
  /** Profiles of which all parts are in memory. */
  readonly #complete = new Set<ProfileId>();
  /** With the time of the next sweep where it is known. */
  readonly #changedParts = new Map<PartId, number | null | undefined>();
  readonly #changedOwners = new Set<string>();
  #tenantKey: Buffer | undefined;

  constructor(store: PartStore, setup: PeopleSetup) {
    this.#store = store;
    this.#setup = setup;
  }

  /** Brings in, in two queries, what settling these identifiers will ask for. */
  async prefetch(identifiers: readonly Identifier[]): Promise<void> {
    const hashes = [...new Set(identifiers.map((identifier) => this.hash(identifier)))];
    await this.#fetchOwners(hashes);
    const partIds = hashes.flatMap((hash) => this.#owners.get(hash)?.part_id ?? []);
    const missing = [...new Set(partIds)].filter((partId) => !this.#parts.has(partId));
    for (const row of await this.#store.partsWith(missing)) {
      this.#hold(row);
      this.#complete.add(row.profile_id as ProfileId);
    }
  }

  hash({ type, value }: Pick<Identifier, "type" | "value">): string {
    return this.#setup.index.hash(`${this.#setup.tenantId}|${type}`, value);
  }

  /**
   * Whom identifiers name; links and merges as `resolveIdentity` decides.
   * @param create whether somebody new is made known
   * @returns `undefined` if they name nobody
   */
  async settle(
    { identifiers, retired, ifKnown }: EventIdentifiers,
    create: boolean,
    nowMs: number,
  ): Promise<Settlement | undefined> {
    await this.prefetch([...identifiers, ...ifKnown]);
    const named = [...identifiers, ...ifKnown.filter((identifier) => this.#owner(identifier) !== undefined)];
    const [first] = named;
    if (first === undefined) return undefined;
    const known = this.#settled(named, retired);
    if (known !== undefined) return { ...known, merges: [], refused: [] };
    return this.#resolve(named, retired, create, nowMs);
  }

  /** The whole person: all parts as one. */
  async profile(profileId: ProfileId): Promise<Profile> {
    const [first, ...others] = (await this.partsOf(profileId)).map(({ profile }) => profile);
    if (first === undefined) return emptyProfile(0);
    return others.reduce((all, part) => mergeProfiles(all, part, this.#setup.inventory), first);
  }

  async partsOf(profileId: ProfileId): Promise<readonly OpenPart[]> {
    if (!this.#complete.has(profileId)) {
      for (const row of await this.#store.partsOf([profileId])) this.#hold(row);
      this.#complete.add(profileId);
    }
    return [...this.#parts.values()]
      .filter((part) => part.profileId === profileId)
      .sort((a, b) => (a.partId < b.partId ? -1 : 1));
  }

  part(partId: PartId): OpenPart {
    const part = this.#parts.get(partId);
    if (part === undefined) throw new Error("the part was not settled in this transaction");
    return part;
  }

  /** Applies an event to its part. What it says of consent also goes to the other parts that it covers. */
  async apply({ partId, profileId }: Settlement, event: ProfileEvent, source: string): Promise<void> {
    const before = this.part(partId).profile;
    const after = applyEvent(before, event, source, this.#setup.inventory);
    this.change(partId, after);
    if (after.consent === before.consent || event.context?.consent === undefined) return;
    const added = applyEvent(emptyProfile(0), event, source, this.#setup.inventory).consent;
    const covered = new Set(added.flatMap(({ covers }) => covers));
    for (const other of await this.partsOf(profileId)) {
      if (other.partId === partId) continue;
      if (!other.profile.identifiers.some((identifier) => covered.has(identifierKey(identifier)))) continue;
      const statements = { ...emptyProfile(other.profile.firstSeenAtMs), consent: added };
      this.change(other.partId, mergeProfiles(other.profile, statements, this.#setup.inventory));
    }
  }

  /** @param sweepAtMs when retention has something to look at; by default a day from now */
  change(partId: PartId, profile: Profile, sweepAtMs?: number | null): void {
    this.#parts.set(partId, { ...this.part(partId), profile });
    this.#changedParts.set(partId, sweepAtMs);
  }

  /** Their rows are gone: nothing of them is written any more. */
  forget(profileId: ProfileId): void {
    const gone = [...this.#parts.values()].filter((part) => part.profileId === profileId);
    for (const { partId } of gone) {
      this.#parts.delete(partId);
      this.#changedParts.delete(partId);
      for (const [hash, owner] of this.#owners) {
        if (owner?.part_id === partId) this.#owners.set(hash, undefined);
      }
    }
    this.#complete.delete(profileId);
  }

  /** Writes what was changed. */
  async flush(nowMs: number): Promise<void> {
    const { vault, tenantId } = this.#setup;
    const parts = [...this.#changedParts].map(([partId, sweepAtMs]) => {
      const { profile, profileId, wrappedKey, restricted, createdAtMs, stored } = this.part(partId);
      const row = sealPart(vault, `${tenantId}|${partId}`, wrappedKey, profile, stored);
      this.#parts.set(partId, { ...this.part(partId), stored: { profile, row } });
      return {
        part_id: partId,
        profile_id: profileId,
        wrapped_key: wrappedKey,
        ...row,
        restricted: restricted ? 1 : 0,
        sweep_at: sweepAtMs === undefined ? nowMs + FIRST_SWEEP_MS : sweepAtMs,
        created_at: createdAtMs,
        updated_at: nowMs,
      };
    });
    await this.#store.putParts(parts);
    await this.#store.putIdentifiers(
      [...this.#changedOwners].flatMap((hash) => this.#owners.get(hash) ?? []),
    );
    this.#changedParts.clear();
    this.#changedOwners.clear();
  }

  /** The common case: all identifiers are this one profile's already. */
  #settled(
    named: readonly Identifier[],
    retired: readonly Identifier[],
  ): { readonly partId: PartId; readonly profileId: ProfileId } | undefined {
    let found: OpenPart | undefined;
    for (const identifier of named) {
      const owner = this.#owner(identifier);
      const part = owner && this.#parts.get(owner.part_id);
      if (owner === undefined || part === undefined) return undefined;
      if (identifier.verified !== false && owner.standing === "claimed") return undefined;
      if (found !== undefined && found.profileId !== part.profileId) return undefined;
      found ??= part;
    }
    if (retired.some((identifier) => this.#owner(identifier)?.standing !== "retired")) return undefined;
    return found;
  }

  async #resolve(
    named: readonly Identifier[],
    retired: readonly Identifier[],
    create: boolean,
    nowMs: number,
  ): Promise<Settlement | undefined> {
    // A retired identifier is no contradiction, so it is retired before anything is decided.
    for (const identifier of retired) await this.#raise(identifier, "retired");
    const profiles = await this.#namedProfiles(named);
    const { profileId, merges, refused, links } = resolveIdentity(
      named.map((identifier) => ({ identifier, owner: this.#profileOf(identifier) })),
      profiles,
    );
    if (profileId === undefined && (!create || links.length === 0)) return undefined;
    const kept = profileId ?? (await this.#create(nowMs));
    const made: Merge[] = [];
    for (const { profileId: merged, through } of merges) {
      await this.#merge(kept, merged, through, nowMs);
      made.push({ kept, merged, cause: through });
    }
    const home =
      named.map((identifier) => this.#owner(identifier)?.part_id).find((id) => this.#isOf(id, kept)) ??
      (kept as string as PartId);
    for (const identifier of links) {
      this.#link(
        identifier,
        home,
        retired.some(({ value }) => value === identifier.value),
      );
    }
    const partId = named
      .map((identifier) => this.#owner(identifier)?.part_id)
      .find((id) => this.#isOf(id, kept));
    return { partId: partId ?? home, profileId: kept, merges: made, refused };
  }

  async #namedProfiles(
    named: readonly Identifier[],
  ): Promise<ReadonlyMap<ProfileId, NamedProfile<ProfileId>>> {
    const ids = [...new Set(named.flatMap((identifier) => this.#profileOf(identifier) ?? []))];
    const profiles = new Map<ProfileId, NamedProfile<ProfileId>>();
    for (const profileId of ids) {
      const { identifiers } = await this.profile(profileId);
      profiles.set(profileId, {
        profileId,
        identifiers,
        separatedFrom: ids.length > 1 ? await this.#separatedFrom(profileId) : [],
      });
    }
    return profiles;
  }

  async #separatedFrom(profileId: ProfileId): Promise<readonly ProfileId[]> {
    const own = (await this.partsOf(profileId)).map(({ partId }) => partId);
    const undone = (await this.#store.merges(own)).filter(({ undone_at }) => undone_at !== null);
    const others = undone
      .flatMap(({ kept_part_id, merged_part_id }) => [kept_part_id, merged_part_id])
      .filter((partId) => !own.includes(partId));
    return (await this.#store.parts(others)).map((row) => row.profile_id as ProfileId);
  }

  async #create(nowMs: number): Promise<ProfileId> {
    this.#tenantKey ??= await this.#store.tenantKey();
    const partId = randomUUID() as PartId;
    const profileId = partId as string as ProfileId;
    const { vault, tenantId } = this.#setup;
    this.#parts.set(partId, {
      partId,
      profileId,
      wrappedKey: vault.newDataKey(`${tenantId}|${partId}`, this.#tenantKey),
      profile: emptyProfile(nowMs),
      restricted: false,
      createdAtMs: nowMs,
    });
    this.#changedParts.set(partId, undefined);
    this.#complete.add(profileId);
    return profileId;
  }

  async #merge(kept: ProfileId, merged: ProfileId, cause: string, nowMs: number): Promise<void> {
    await this.partsOf(kept);
    const moved = await this.partsOf(merged);
    // A merge names rows, so those that wait in memory are written before.
    await this.flush(nowMs);
    await this.#store.setProfile(
      moved.map(({ partId }) => partId),
      kept,
    );
    await this.#store.addMerge({
      merge_id: randomUUID(),
      kept_part_id: kept as string as PartId,
      merged_part_id: merged as string as PartId,
      cause,
      merged_at: nowMs,
      undone_at: null,
    });
    for (const part of moved) this.#parts.set(part.partId, { ...part, profileId: kept });
    this.#complete.delete(merged);
  }

  #link(identifier: Identifier, partId: PartId, isRetired: boolean): void {
    const former = this.#owner(identifier);
    if (former !== undefined && former.part_id !== partId) {
      const { profile } = this.part(former.part_id);
      const identifiers = profile.identifiers.filter(
        (known) => identifierKey(known) !== identifierKey(identifier),
      );
      this.change(former.part_id, { ...profile, identifiers });
    }
    const standing = isRetired ? "retired" : identifier.verified === false ? "claimed" : "verified";
    this.#setOwner(identifier, partId, standing);
  }

  async #raise(identifier: Identifier, standing: Standing): Promise<void> {
    const owner = this.#owner(identifier);
    if (owner !== undefined && owner.standing !== standing)
      this.#setOwner(identifier, owner.part_id, standing);
  }

  #setOwner({ type, value }: Identifier, partId: PartId, standing: Standing): void {
    const hash = this.hash({ type, value });
    this.#owners.set(hash, { identifier_hash: hash, type, standing, part_id: partId });
    this.#changedOwners.add(hash);
    const { profile } = this.part(partId);
    const others = profile.identifiers.filter(
      (known) => identifierKey(known) !== identifierKey({ type, value }),
    );
    this.change(partId, { ...profile, identifiers: sorted([...others, { type, value, standing }]) });
  }

  #owner(identifier: Identifier): IdentifierRow | undefined {
    return this.#owners.get(this.hash(identifier));
  }

  #profileOf(identifier: Identifier): ProfileId | undefined {
    const owner = this.#owner(identifier);
    return owner && this.#parts.get(owner.part_id)?.profileId;
  }

  #isOf(partId: PartId | undefined, profileId: ProfileId): boolean {
    return partId !== undefined && this.#parts.get(partId)?.profileId === profileId;
  }

  async #fetchOwners(hashes: readonly string[]): Promise<void> {
    const missing = hashes.filter((hash) => !this.#owners.has(hash));
    for (const hash of missing) this.#owners.set(hash, undefined);
    for (const row of await this.#store.identifiers(missing)) this.#owners.set(row.identifier_hash, row);
  }

  #hold(row: PartRow): void {
    const partId = row.part_id as PartId;
    if (this.#parts.has(partId)) return;
    this.#parts.set(partId, openPartRow(row, this.#setup));
  }
}

/** Decrypts a part's row. */
export function openPartRow(
  row: PartRow,
  { tenantId, vault }: Pick<PeopleSetup, "tenantId" | "vault">,
): OpenPart {
  const wrappedKey = toBuffer(row.wrapped_key);
  const profile = openPart(vault, `${tenantId}|${row.part_id}`, wrappedKey, row);
  return {
    partId: row.part_id as PartId,
    profileId: row.profile_id as ProfileId,
    wrappedKey,
    profile,
    restricted: row.restricted === 1,
    createdAtMs: row.created_at,
    stored: { profile, row },
  };
}

function sorted<T extends Pick<Identifier, "type" | "value">>(identifiers: readonly T[]): readonly T[] {
  return [...identifiers].sort((a, b) => (identifierKey(a) < identifierKey(b) ? -1 : 1));
}
