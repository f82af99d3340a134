import type { Vault } from "../privacy/vault.js";
import { toBuffer } from "../storage/schema.js";
import type { Profile } from "./profile.js";
import {
  changedDocuments,
  DOCUMENTS,
  type DocumentName,
  fromDocuments,
  toDocuments,
} from "./profile-documents.js";

/** The sealed columns of a part's row. */
export type SealedPart = Readonly<Record<`${Exclude<DocumentName, "identity">}_sealed`, Buffer | null>> & {
  readonly identity_sealed: Buffer;
};

type StoredBytes = ArrayBuffer | Uint8Array;

/** A row's sealed columns as the drivers give them. */
export type StoredPart = Readonly<Record<`${DocumentName}_sealed`, StoredBytes | null>>;

/** A part as it is stored. */
export interface StoredState {
  readonly profile: Profile;
  readonly row: StoredPart;
}

/**
 * Encrypts a part's documents under its data key. Each is bound to tenant, part and module as associated data,
 * so that none can be put in another's place.
 * @param owner `<tenant id>|<part id>`
 * @param stored what is not changed since is not encrypted again
 */
export function sealPart(
  vault: Vault,
  owner: string,
  wrappedKey: Buffer,
  profile: Profile,
  stored?: StoredState,
): SealedPart {
  const changed = stored && changedDocuments(stored.profile, profile);
  const documents = toDocuments(profile);
  const sealed: Record<string, Buffer | null> = {};
  for (const name of DOCUMENTS) {
    const before = stored?.row[`${name}_sealed`];
    if (before !== undefined && changed?.has(name) === false) {
      sealed[`${name}_sealed`] = before === null ? null : toBuffer(before);
      continue;
    }
    const json = documents[name]();
    sealed[`${name}_sealed`] = json === undefined ? null : vault.seal(wrappedKey, owner, name, json);
  }
  return sealed as unknown as SealedPart;
}

/** @throws Error if a document is not what was sealed for this part and module */
export function openPart(vault: Vault, owner: string, wrappedKey: Buffer, row: StoredPart): Profile {
  const documents: Partial<Record<DocumentName, string>> = {};
  for (const name of DOCUMENTS) {
    const bytes = row[`${name}_sealed`];
    if (bytes !== null) documents[name] = vault.open(wrappedKey, owner, name, toBuffer(bytes));
  }
  return fromDocuments(documents as Record<DocumentName, string | undefined>);
}
