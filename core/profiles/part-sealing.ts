import type { Inventory } from "../privacy/data-inventory.js";
import type { DataKey, Vault } from "../privacy/vault.js";
import { toBuffer } from "../storage/schema.js";
import type { KnownIdentifier } from "./identity/identifier.js";
import { mergeProfiles } from "./merge-profiles.js";
import type { Profile } from "./profile.js";
import {
  changedDocuments,
  contentOf,
  DOCUMENTS,
  type DocumentContent,
  type DocumentName,
  modulesOf,
  profileOf,
} from "./profile-documents.js";

/** The sealed columns of a part's row. */
export type SealedPart = Readonly<Record<`${Exclude<DocumentName, "identity">}_sealed`, Buffer | null>> & {
  readonly identity_sealed: Buffer;
};

type StoredBytes = ArrayBuffer | Uint8Array;

/** A row's sealed columns as the drivers give them. */
export type StoredPart = Readonly<Record<`${DocumentName}_sealed`, StoredBytes | null>>;

/** A part's row, its documents still sealed. */
export interface PartRow extends StoredPart {
  readonly part_id: string;
  readonly profile_id: string;
  readonly wrapped_key: StoredBytes;
  readonly restricted: number;
  readonly created_at: number;
}

/** What a document says never changes: what changes is which document a part has. */
interface Document {
  /** `null`: it says nothing. `undefined`: not encrypted yet. */
  sealed: StoredBytes | null | undefined;
  /** `undefined`: not decrypted yet. */
  content: DocumentContent | undefined;
}

type Documents = Readonly<Record<DocumentName, Document>>;

const NOTHING: DocumentContent = {};

/**
 * One part's documents at one moment. Each is bound to tenant, part and module as associated data, so that none can
 * be put in another's place. It is decrypted when it is first asked for, and encrypted again only if it is another
 * one than was stored.
 */
export class PartDocuments {
  readonly #key: DataKey;
  readonly #documents: Documents;
  #profile: Profile | undefined;

  private constructor(key: DataKey, documents: Documents, profile?: Profile) {
    this.#key = key;
    this.#documents = documents;
    this.#profile = profile;
  }

  static ofProfile(key: DataKey, profile: Profile): PartDocuments {
    return new PartDocuments(
      key,
      eachDocument((name) => written(contentOf(name, profile))),
      profile,
    );
  }

  static ofRow(key: DataKey, row: StoredPart): PartDocuments {
    return new PartDocuments(
      key,
      eachDocument((name) => ({ sealed: row[`${name}_sealed`], content: undefined })),
    );
  }

  /** All that is recorded. @throws Error if a document is not what was sealed for this part and module */
  get profile(): Profile {
    this.#profile ??= profileOf(DOCUMENTS.map((name) => this.#content(name)));
    return this.#profile;
  }

  /** Who it is, and what they allowed: of the modules nothing. */
  get identity(): Profile {
    return profileOf([this.#content("identity")]);
  }

  /**
   * With what an event adds. Modules to which nothing is added stay closed.
   * @param firstSeenBeforeMs the part was first seen by then: when the addition is no older, that stays as it is
   */
  with(addition: Profile, inventory: Inventory, firstSeenBeforeMs: number): PartDocuments {
    const { identifiers, consent, firstSeenAtMs } = addition;
    const saysWho = identifiers.length > 0 || consent.length > 0 || firstSeenAtMs < firstSeenBeforeMs;
    const names: readonly DocumentName[] = [
      ...(saysWho ? ["identity" as const] : []),
      ...modulesOf(addition),
    ];
    const before = profileOf(names.map((name) => this.#content(name)));
    const after = mergeProfiles(before, addition, inventory);
    return this.#replacing(changedDocuments(before, after), after);
  }

  withIdentifiers(identifiers: readonly KnownIdentifier[]): PartDocuments {
    return this.#replacing(new Set(["identity"]), { ...this.identity, identifiers });
  }

  /** With another profile in its place. */
  withProfile(profile: Profile): PartDocuments {
    return this.#replacing(changedDocuments(this.profile, profile), profile, profile);
  }

  /** Encrypts what was not encrypted yet. */
  seal(): SealedPart {
    const row: Record<string, Buffer | null> = {};
    for (const name of DOCUMENTS) {
      const document = this.#documents[name];
      if (document.sealed === undefined)
        document.sealed = this.#key.seal(name, JSON.stringify(document.content));
      row[`${name}_sealed`] = document.sealed === null ? null : toBuffer(document.sealed);
    }
    return row as unknown as SealedPart;
  }

  #content(name: DocumentName): DocumentContent {
    const document = this.#documents[name];
    document.content ??=
      document.sealed === null || document.sealed === undefined
        ? NOTHING
        : (JSON.parse(this.#key.open(name, toBuffer(document.sealed))) as DocumentContent);
    return document.content;
  }

  #replacing(names: ReadonlySet<DocumentName>, content: Profile, profile?: Profile): PartDocuments {
    const documents = { ...this.#documents };
    for (const name of names) documents[name] = written(contentOf(name, content));
    return new PartDocuments(this.#key, documents, profile);
  }
}

/** Encrypts a profile as a part's documents. @param owner `<tenant id>|<part id>` */
export function sealPart(vault: Vault, owner: string, wrappedKey: Buffer, profile: Profile): SealedPart {
  return PartDocuments.ofProfile(vault.dataKey(wrappedKey, owner), profile).seal();
}

/** @throws Error if a document is not what was sealed for this part and module */
export function openPart(vault: Vault, owner: string, wrappedKey: Buffer, row: StoredPart): Profile {
  return PartDocuments.ofRow(vault.dataKey(wrappedKey, owner), row).profile;
}

function written(content: DocumentContent | undefined): Document {
  return content === undefined ? { sealed: null, content: NOTHING } : { sealed: undefined, content };
}

function eachDocument(make: (name: DocumentName) => Document): Documents {
  const documents: Partial<Record<DocumentName, Document>> = {};
  for (const name of DOCUMENTS) documents[name] = make(name);
  return documents as Documents;
}
