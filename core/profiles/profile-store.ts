import { randomUUID } from "node:crypto";
import type { Vault } from "../privacy/vault.js";
import type { Database } from "../storage/database.js";
import { toBuffer } from "../storage/schema.js";
import type { TenantId } from "../tenant-id.js";
import type { Identifier } from "./identifier.js";
import { mergeProfiles, unionIdentifiers } from "./merge-profiles.js";
import { emptyProfile, type Profile, type ProfileId } from "./profile.js";

/** One tenant's profiles in one database or transaction. */
export interface ProfileStore {
  /** The profiles that these identifiers name, in the identifiers' order, each once. */
  find(identifiers: readonly Identifier[]): Promise<readonly ProfileId[]>;
  load(profileId: ProfileId): Promise<Profile | undefined>;
  save(profileId: ProfileId, profile: Profile): Promise<void>;
  /**
   * The one profile of these identifiers, with all of them linked to it: merges when they name several,
   * creates when they name none and `create` is set. `undefined` when there is none. Run it in a transaction.
   */
  resolve(identifiers: readonly Identifier[], create: boolean, nowMs: number): Promise<ProfileId | undefined>;
}

/** Opens the profiles of one tenant. Documents are encrypted under a key of their own. */
export function openProfileStore(db: Database, vault: Vault, tenantId: TenantId): ProfileStore {
  const owner = (profileId: ProfileId) => `${tenantId}|${profileId}`;
  const hash = ({ type, value }: Identifier) => vault.blindIndex(`${tenantId}|${type}`, value);

  async function find(identifiers: readonly Identifier[]): Promise<readonly ProfileId[]> {
    if (identifiers.length === 0) return [];
    const hashes = identifiers.map(hash);
    const rows = await db
      .selectFrom("identifiers")
      .select(["identifier_hash", "profile_id"])
      .where("tenant_id", "=", tenantId)
      .where("identifier_hash", "in", hashes)
      .execute();
    const byHash = new Map(rows.map((row) => [row.identifier_hash, row.profile_id as ProfileId]));
    return [...new Set(hashes.flatMap((key) => byHash.get(key) ?? []))];
  }

  async function row(profileId: ProfileId) {
    return db
      .selectFrom("profiles")
      .select(["wrapped_key", "document_sealed"])
      .where("tenant_id", "=", tenantId)
      .where("profile_id", "=", profileId)
      .executeTakeFirst();
  }

  async function load(profileId: ProfileId): Promise<Profile | undefined> {
    const found = await row(profileId);
    if (found === undefined) return undefined;
    const [key, sealed] = [toBuffer(found.wrapped_key), toBuffer(found.document_sealed)];
    return JSON.parse(vault.open(key, owner(profileId), "document", sealed)) as Profile;
  }

  async function save(profileId: ProfileId, profile: Profile): Promise<void> {
    const found = await row(profileId);
    const key = found === undefined ? vault.newDataKey(owner(profileId)) : toBuffer(found.wrapped_key);
    const document_sealed = vault.seal(key, owner(profileId), "document", JSON.stringify(profile));
    await db
      .insertInto("profiles")
      .values({ tenant_id: tenantId, profile_id: profileId, wrapped_key: key, document_sealed })
      .onConflict((conflict) =>
        conflict.columns(["tenant_id", "profile_id"]).doUpdateSet({ document_sealed }),
      )
      .execute();
  }

  async function link(identifiers: readonly Identifier[], profileId: ProfileId): Promise<void> {
    await db
      .insertInto("identifiers")
      .values(
        identifiers.map((identifier) => ({
          tenant_id: tenantId,
          identifier_hash: hash(identifier),
          type: identifier.type,
          profile_id: profileId,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(["tenant_id", "identifier_hash"]).doUpdateSet({ profile_id: profileId }),
      )
      .execute();
  }

  async function mergeInto(keep: ProfileId, others: readonly ProfileId[]): Promise<void> {
    for (const other of others) {
      const [kept, merged] = [await load(keep), await load(other)];
      if (kept === undefined || merged === undefined) continue;
      await save(keep, mergeProfiles(kept, merged));
      for (const table of ["identifiers", "decisions"] as const) {
        await db
          .updateTable(table)
          .set({ profile_id: keep })
          .where("tenant_id", "=", tenantId)
          .where("profile_id", "=", other)
          .execute();
      }
      await db
        .deleteFrom("profiles")
        .where("tenant_id", "=", tenantId)
        .where("profile_id", "=", other)
        .execute();
    }
  }

  async function resolve(
    identifiers: readonly Identifier[],
    create: boolean,
    nowMs: number,
  ): Promise<ProfileId | undefined> {
    if (identifiers.length === 0) return undefined;
    const [first, ...others] = await find(identifiers);
    if (first === undefined && !create) return undefined;
    const profileId = first ?? (randomUUID() as ProfileId);
    await mergeInto(profileId, others);
    const profile = (await load(profileId)) ?? emptyProfile(nowMs);
    const linked = unionIdentifiers(profile.identifiers, identifiers);
    if (linked.length > profile.identifiers.length) {
      await save(profileId, { ...profile, identifiers: linked });
      await link(identifiers, profileId);
    }
    return profileId;
  }

  return { find, load, save, resolve };
}
