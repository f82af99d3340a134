import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  randomFillSync,
} from "node:crypto";

const ALGORITHM = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const KEY_ID_BYTES = 4;
/** A key that version 1 wrapped: without the id of the master key in front. */
const UNNAMED_BYTES = IV_BYTES + TAG_BYTES + KEY_BYTES;
/** So many at least of the keys used last are remembered, and at most twice as many. */
const CACHED_KEYS = 1_000;

/** The master keys of an installation. */
export interface MasterKeys {
  /** 32 bytes; wraps what is new. */
  readonly current: Buffer;
  /** 32 bytes; still opens what it wrapped, while a rotation is under way. */
  readonly previous?: Buffer | undefined;
}

/** Keyed look-ups of one tenant: values are found without being stored. */
export interface BlindIndex {
  /** HMAC-SHA256, 64 hex digits. `scope` keeps equal values of different kinds apart. */
  hash(scope: string, value: string): string;
  /** A key of its own for `purpose`, derived from the index key (HKDF-SHA256, RFC 5869); 32 bytes. */
  derive(purpose: string): Buffer;
}

/** One data key: unwrapped when it is first used. */
export interface DataKey {
  /** As `Vault.seal` under this key. */
  seal(context: string, plaintext: string): Buffer;
  /** As `Vault.open` under this key. */
  open(context: string, sealed: Buffer): string;
}

/** Encryption under the installation's master keys. */
export interface Vault {
  /**
   * A fresh 32-byte data key, wrapped by the current master key; `owner` is bound to it as associated data.
   * @param beside a wrapped key whose master key is to wrap the new one: another process may have rotated them
   */
  newDataKey(owner: string, beside?: Buffer): Buffer;
  /** The key by which version 1 made its keyed hashes, wrapped: what it stored stays findable. */
  legacyIndexKey(owner: string): Buffer;
  /** For several documents under one key: it is looked up once. Nothing is wrong with a key until it is used. */
  dataKey(wrappedKey: Buffer, owner: string): DataKey;
  /** Encrypts under a wrapped data key. `context` is bound as associated data and must be given again to open. */
  seal(wrappedKey: Buffer, owner: string, context: string, plaintext: string): Buffer;
  /** @throws Error if key, owner, context or bytes are not those that were sealed. */
  open(wrappedKey: Buffer, owner: string, context: string, sealed: Buffer): string;
  /** @throws Error if the key was not wrapped for this owner by one of the master keys */
  openIndex(wrappedKey: Buffer, owner: string): BlindIndex;
  /** The key wrapped by the current master key; `undefined` if it is already. */
  rewrap(wrappedKey: Buffer, owner: string): Buffer | undefined;
  /** True if the current master key wrapped it. */
  isCurrent(wrappedKey: Buffer): boolean;
}

interface Unwrapped {
  readonly wrappedKey: Buffer;
  readonly key: Buffer;
}

interface Master {
  readonly id: Buffer;
  readonly key: Buffer;
}

/**
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce a message. Data keys are wrapped by a key that derives
 * from the master key by HKDF-SHA256 (RFC 5869); a wrapped key names its master key by 4 bytes that say nothing
 * about it.
 *
 * @param reload asked once for the master keys when a key is met that none of them wrapped: another process may
 * have rotated them meanwhile
 * @throws TypeError if a master key has not 32 bytes
 */
export function createVault(keys: MasterKeys, reload?: () => MasterKeys | undefined): Vault {
  let masters = mastersOf(keys);
  const legacyMaster = keys.previous ?? keys.current;
  // By owner. Unwrapping costs as much as opening a document, and a turn or a batch asks for the same keys again and
  // again. In two generations: taking the oldest entry out of one Map walks over all that were taken out before.
  let unwrapped = new Map<string, Unwrapped>();
  let unwrappedBefore = new Map<string, Unwrapped>();

  function masterOf(wrappedKey: Buffer): Master | undefined {
    if (wrappedKey.length === UNNAMED_BYTES) return undefined;
    const id = wrappedKey.subarray(0, KEY_ID_BYTES);
    const known = masters.find((master) => master.id.equals(id));
    if (known !== undefined) return known;
    const reloaded = reload?.();
    // What is in memory of this process may still be wrapped by the key before.
    if (reloaded !== undefined) masters = [...mastersOf(reloaded), ...masters];
    return masters.find((master) => master.id.equals(id));
  }

  function unwrap(wrappedKey: Buffer, owner: string): Buffer {
    const known = unwrapped.get(owner);
    if (known?.wrappedKey.equals(wrappedKey) === true) return known.key;
    const before = unwrappedBefore.get(owner);
    const key = before?.wrappedKey.equals(wrappedKey) === true ? before.key : decryptKey(wrappedKey, owner);
    if (unwrapped.size >= CACHED_KEYS) {
      unwrappedBefore = unwrapped;
      unwrapped = new Map();
    }
    // Copied: what comes out of the database and the cipher is memory of its own each, dear to keep.
    unwrapped.set(owner, { wrappedKey: Buffer.from(wrappedKey), key: Buffer.from(key) });
    return key;
  }

  function decryptKey(wrappedKey: Buffer, owner: string): Buffer {
    if (wrappedKey.length === UNNAMED_BYTES) return decryptUnnamed(wrappedKey, owner);
    const master = masterOf(wrappedKey);
    if (master === undefined) throw new Error("a key was wrapped by another master key");
    return decrypt(master.key, owner, wrappedKey.subarray(KEY_ID_BYTES));
  }

  function decryptUnnamed(wrappedKey: Buffer, owner: string): Buffer {
    for (const { key } of masters) {
      try {
        return decrypt(key, owner, wrappedKey);
      } catch {
        // The other one, then.
      }
    }
    throw new Error("a key was wrapped by another master key");
  }

  function wrap(key: Buffer, owner: string, [master] = masters): Buffer {
    if (master === undefined) throw new Error("a vault has a current master key");
    return Buffer.concat([master.id, encrypt(master.key, owner, key)]);
  }

  function isCurrent(wrappedKey: Buffer): boolean {
    return masterOf(wrappedKey) === masters[0] && masters[0] !== undefined;
  }

  return {
    newDataKey(owner, beside) {
      const master = beside && masterOf(beside);
      return wrap(randomBytes(KEY_BYTES), owner, master === undefined ? masters : [master]);
    },
    legacyIndexKey: (owner) => wrap(derive(legacyMaster, "rapport blind index"), owner),
    dataKey(wrappedKey, owner) {
      let key: Buffer | undefined;
      return {
        seal(context, plaintext) {
          key ??= unwrap(wrappedKey, owner);
          return encrypt(key, `${owner}|${context}`, plaintext);
        },
        open(context, sealed) {
          key ??= unwrap(wrappedKey, owner);
          return decrypt(key, `${owner}|${context}`, sealed).toString("utf8");
        },
      };
    },
    seal: (wrappedKey, owner, context, plaintext) =>
      encrypt(unwrap(wrappedKey, owner), `${owner}|${context}`, plaintext),
    open: (wrappedKey, owner, context, sealed) =>
      decrypt(unwrap(wrappedKey, owner), `${owner}|${context}`, sealed).toString("utf8"),
    openIndex(wrappedKey, owner) {
      const key = unwrap(wrappedKey, owner);
      const derived = new Map<string, Buffer>();
      return {
        hash: (scope, value) => createHmac("sha256", key).update(`${scope}\0${value}`).digest("hex"),
        derive(purpose) {
          const known = derived.get(purpose) ?? derive(key, purpose);
          derived.set(purpose, known);
          return known;
        },
      };
    },
    rewrap: (wrappedKey, owner) =>
      isCurrent(wrappedKey) ? undefined : wrap(decryptKey(wrappedKey, owner), owner),
    isCurrent,
  };
}

function mastersOf({ current, previous }: MasterKeys): readonly Master[] {
  return [current, ...(previous === undefined ? [] : [previous])].map((key) => {
    if (key.length !== KEY_BYTES) throw new TypeError("master key must have 32 bytes");
    const id = createHash("sha256").update(derive(key, "rapport master key id")).digest();
    return { id: id.subarray(0, KEY_ID_BYTES), key: derive(key, "rapport wrapping key") };
  });
}

function derive(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", key, "", purpose, KEY_BYTES));
}

const NONCES = Buffer.alloc(IV_BYTES * 512);
let noncesUsed = NONCES.length;

/** 12 random bytes, each used once. Many are drawn at a time: asking the system costs more than encrypting. */
function nextNonce(): Buffer {
  if (noncesUsed === NONCES.length) {
    randomFillSync(NONCES);
    noncesUsed = 0;
  }
  noncesUsed += IV_BYTES;
  return Buffer.from(NONCES.subarray(noncesUsed - IV_BYTES, noncesUsed));
}

/**
 * nonce (12 bytes) ‖ tag (16 bytes) ‖ ciphertext. In this mode `update` gives all bytes and `final` only makes, or
 * checks, the tag.
 */
function encrypt(key: Buffer, associatedData: string, plaintext: Buffer | string): Buffer {
  const iv = nextNonce();
  const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(associatedData, "utf8"));
  const ciphertext =
    typeof plaintext === "string" ? cipher.update(plaintext, "utf8") : cipher.update(plaintext);
  cipher.final();
  const sealed = Buffer.allocUnsafe(IV_BYTES + TAG_BYTES + ciphertext.length);
  sealed.set(iv);
  sealed.set(cipher.getAuthTag(), IV_BYTES);
  sealed.set(ciphertext, IV_BYTES + TAG_BYTES);
  return sealed;
}

function decrypt(key: Buffer, associatedData: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(Buffer.from(associatedData, "utf8"))
    .setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const plaintext = decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES));
  decipher.final();
  return plaintext;
}
