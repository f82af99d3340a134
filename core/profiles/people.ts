import { randomUUID } from "node:crypto";
import type { ProfileEvent } from "../events/profile-event.js";
import type { Inventory } from "../privacy/data-inventory.js";
import type { BlindIndex, Vault } from "../privacy/vault.js";
import type { TenantId } from "../tenant-id.js";
import { applyEvent } from "./apply-event.js";
import type { EventIdentifiers } from "./identity/event-identifiers.js";
import {
  type Identifier,
  identifierKey,
  type KnownIdentifier,
  type Standing,
} from "./identity/identifier.js";
import { type NamedProfile, type Refusal, resolveIdentity } from "./identity/resolve-identity.js";
import { mergeProfiles } from "./merge-profiles.js";
import { OpenPart, openPartRow } from "./open-part.js";
import { PartDocuments, type PartRow } from "./part-sealing.js";
import type { IdentifierRow, PartStore } from "./part-store.js";
import { emptyProfile, type PartId, type Profile, type ProfileId } from "./profile.js";
import type { PartWrite } from "./put-parts-store.js";

/** What people of one tenant are opened with. */
export interface PeopleSetup {
  readonly tenantId: TenantId;
  readonly vault: Vault;
  readonly index: BlindIndex;
  readonly inventory: Inventory;
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

/** What an event is added to when only its addition is wanted: with anybody's it joins to theirs. */
const NOBODY = emptyProfile(Number.POSITIVE_INFINITY);

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
  /** Parts that have no row yet. */
  readonly #newParts = new Set<PartId>();
  readonly #hashes = new Map<string, string>();
  #tenantKey: Buffer | undefined;

  constructor(store: PartStore, setup: PeopleSetup) {
    this.#store = store;
    this.#setup = setup;
  }

  /** Brings in, in two queries, what settling these identifiers will ask for. */
  async prefetch(identifiers: readonly Identifier[]): Promise<void> {
    const hashes = [...new Set(identifiers.map((identifier) => this.hash(identifier)))];
    if (hashes.every((hash) => this.#owners.has(hash))) return;
    await this.#fetchOwners(hashes);
    const partIds = hashes.flatMap((hash) => this.#owners.get(hash)?.part_id ?? []);
    const missing = [...new Set(partIds)].filter((partId) => !this.#parts.has(partId));
    for (const row of await this.#store.partsWith(missing)) {
      this.#hold(row);
      this.#complete.add(row.profile_id as ProfileId);
    }
  }

  hash({ type, value }: Pick<Identifier, "type" | "value">): string {
    const key = identifierKey({ type, value });
    let hash = this.#hashes.get(key);
    if (hash === undefined) {
      hash = this.#setup.index.hash(`${this.#setup.tenantId}|${type}`, value);
      this.#hashes.set(key, hash);
    }
    return hash;
  }

  /**
   * Whom identifiers name; links and merges as `resolveIdentity` decides.
   * @param create whether somebody new is made known
   * @returns `undefined` if they name nobody
   */
  async settle(
    { identifiers: named, retired }: EventIdentifiers,
    create: boolean,
    nowMs: number,
  ): Promise<Settlement | undefined> {
    await this.prefetch(named);
    const [first] = named;
    if (first === undefined) return undefined;
    const known = this.#settled(named, retired);
    if (known !== undefined) return { ...known, merges: [], refused: [] };
    return this.#resolve(named, retired, create, nowMs);
  }

  /** The whole person: all parts as one. */
  async profile(profileId: ProfileId): Promise<Profile> {
    return this.#joined((await this.partsOf(profileId)).map(({ profile }) => profile));
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
    const addition = applyEvent(NOBODY, event, source, this.#setup.inventory);
    this.#add(partId, addition);
    const { consent } = addition;
    if (consent.length === 0) return;
    const covered = new Set(consent.flatMap(({ covers }) => covers));
    for (const other of await this.partsOf(profileId)) {
      if (other.partId === partId) continue;
      const { identifiers } = other.documents.identity;
      if (!identifiers.some((identifier) => covered.has(identifierKey(identifier)))) continue;
      this.#add(other.partId, { ...NOBODY, consent });
    }
  }

  /** @param sweepAtMs when retention has something to look at; by default a day from now */
  change(partId: PartId, profile: Profile, sweepAtMs?: number | null): void {
    this.#put(partId, this.part(partId).documents.withProfile(profile), sweepAtMs);
  }

  /** Their rows are gone: nothing of them is written any more. */
  forget(profileId: ProfileId): void {
    const gone = [...this.#parts.values()].filter((part) => part.profileId === profileId);
    for (const { partId } of gone) {
      this.#parts.delete(partId);
      this.#changedParts.delete(partId);
      this.#newParts.delete(partId);
      for (const [hash, owner] of this.#owners) {
        if (owner?.part_id === partId) this.#owners.set(hash, undefined);
      }
    }
    this.#complete.delete(profileId);
  }

  /** Writes what was changed. */
  async flush(nowMs: number): Promise<void> {
    const added: PartWrite[] = [];
    const changed: PartWrite[] = [];
    for (const [partId, sweepAtMs] of this.#changedParts) {
      const { profileId, wrappedKey, documents, restricted, createdAtMs } = this.part(partId);
      (this.#newParts.has(partId) ? added : changed).push({
        part_id: partId,
        profile_id: profileId,
        wrapped_key: wrappedKey,
        ...documents.seal(),
        restricted: restricted ? 1 : 0,
        sweep_at: sweepAtMs === undefined ? nowMs + FIRST_SWEEP_MS : sweepAtMs,
        created_at: createdAtMs,
        updated_at: nowMs,
      });
    }
    await this.#store.addParts(added);
    await this.#store.putParts(changed);
    await this.#store.putIdentifiers(
      [...this.#changedOwners].flatMap((hash) => this.#owners.get(hash) ?? []),
    );
    this.#newParts.clear();
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
      named.map((identifier) => ({
        identifier,
        owner: this.#profileOf(identifier),
        isRetired: isAmong(retired, identifier),
      })),
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
      this.#link(identifier, home, isAmong(retired, identifier));
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
      const parts = await this.partsOf(profileId);
      profiles.set(profileId, {
        profileId,
        identifiers: this.#joined(parts.map(({ documents }) => documents.identity)).identifiers,
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
    const owner = `${tenantId}|${partId}`;
    const wrappedKey = vault.newDataKey(owner, this.#tenantKey);
    const documents = PartDocuments.ofProfile(vault.dataKey(wrappedKey, owner), emptyProfile(nowMs));
    this.#parts.set(
      partId,
      new OpenPart({ partId, profileId, wrappedKey, documents, restricted: false, createdAtMs: nowMs }),
    );
    this.#newParts.add(partId);
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
    for (const part of moved) this.#parts.set(part.partId, new OpenPart({ ...part, profileId: kept }));
    this.#complete.delete(merged);
  }

  #link(identifier: Identifier, partId: PartId, isRetired: boolean): void {
    const former = this.#owner(identifier);
    if (former !== undefined && former.part_id !== partId) {
      this.#identify(former.part_id, this.#identifiersBut(former.part_id, identifier));
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
    const others = this.#identifiersBut(partId, { type, value });
    this.#identify(partId, sorted([...others, { type, value, standing }]));
  }

  #identifiersBut(
    partId: PartId,
    identifier: Pick<Identifier, "type" | "value">,
  ): readonly KnownIdentifier[] {
    const key = identifierKey(identifier);
    return this.part(partId).documents.identity.identifiers.filter((known) => identifierKey(known) !== key);
  }

  #identify(partId: PartId, identifiers: readonly KnownIdentifier[]): void {
    this.#put(partId, this.part(partId).documents.withIdentifiers(identifiers));
  }

  /** A part is first seen no later than it was made. */
  #add(partId: PartId, addition: Profile): void {
    const { documents, createdAtMs } = this.part(partId);
    this.#put(partId, documents.with(addition, this.#setup.inventory, createdAtMs));
  }

  #put(partId: PartId, documents: PartDocuments, sweepAtMs?: number | null): void {
    this.#parts.set(partId, new OpenPart({ ...this.part(partId), documents }));
    this.#changedParts.set(partId, sweepAtMs);
  }

  #joined([first, ...others]: readonly Profile[]): Profile {
    if (first === undefined) return emptyProfile(0);
    return others.reduce((all, part) => mergeProfiles(all, part, this.#setup.inventory), first);
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

function sorted<T extends Pick<Identifier, "type" | "value">>(identifiers: readonly T[]): readonly T[] {
  return [...identifiers].sort((a, b) => (identifierKey(a) < identifierKey(b) ? -1 : 1));
}

function isAmong(identifiers: readonly Identifier[], { type, value }: Identifier): boolean {
  return identifiers.some((each) => each.type === type && each.value === value);
}
