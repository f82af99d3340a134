import type { Vault } from "../privacy/vault.js";
import { toBuffer } from "../storage/schema.js";
import type { TenantId } from "../tenant-id.js";
import { PartDocuments, type PartRow } from "./part-sealing.js";
import type { PartId, Profile, ProfileId } from "./profile.js";

interface PartFields {
  readonly partId: PartId;
  readonly profileId: ProfileId;
  readonly wrappedKey: Buffer;
  readonly documents: PartDocuments;
  readonly restricted: boolean;
  readonly createdAtMs: number;
}

/** A part at one moment. */
export class OpenPart implements PartFields {
  readonly partId: PartId;
  readonly profileId: ProfileId;
  readonly wrappedKey: Buffer;
  readonly documents: PartDocuments;
  readonly restricted: boolean;
  readonly createdAtMs: number;

  constructor({ partId, profileId, wrappedKey, documents, restricted, createdAtMs }: PartFields) {
    this.partId = partId;
    this.profileId = profileId;
    this.wrappedKey = wrappedKey;
    this.documents = documents;
    this.restricted = restricted;
    this.createdAtMs = createdAtMs;
  }

  get profile(): Profile {
    return this.documents.profile;
  }
}

/** A part's row: what of it is asked for is decrypted then. */
export function openPartRow(
  row: PartRow,
  { tenantId, vault }: { readonly tenantId: TenantId; readonly vault: Vault },
): OpenPart {
  const wrappedKey = toBuffer(row.wrapped_key);
  return new OpenPart({
    partId: row.part_id as PartId,
    profileId: row.profile_id as ProfileId,
    wrappedKey,
    documents: PartDocuments.ofRow(vault.dataKey(wrappedKey, `${tenantId}|${row.part_id}`), row),
    restricted: row.restricted === 1,
    createdAtMs: row.created_at,
  });
}
