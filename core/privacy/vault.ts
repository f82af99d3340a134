import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

const ALGORITHM = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encryption and keyed look-ups under one master key. */
export interface Vault {
  /** A fresh 32-byte data key, wrapped by the master key; `owner` is bound to it as associated data. */
  newDataKey(owner: string): Buffer;
  /** Encrypts under a wrapped data key. `context` is bound as associated data and must be given again to open. */
  seal(wrappedKey: Buffer, owner: string, context: string, plaintext: string): Buffer;
  /** @throws Error if key, owner, context or bytes are not those that were sealed. */
  open(wrappedKey: Buffer, owner: string, context: string, sealed: Buffer): string;
  /** Keyed hash (HMAC-SHA256, 64 hex digits) by which a value is found without being stored. */
  blindIndex(scope: string, value: string): string;
}

/**
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce a message; keys are derived from the master key
 * by HKDF-SHA256 (RFC 5869), one for wrapping and one for look-ups.
 * @param masterKey 32 bytes
 */
export function createVault(masterKey: Buffer): Vault {
  if (masterKey.length !== 32) throw new TypeError("master key must have 32 bytes");
  const wrappingKey = Buffer.from(hkdfSync("sha256", masterKey, "", "rapport wrapping key", 32));
  const indexKey = Buffer.from(hkdfSync("sha256", masterKey, "", "rapport blind index", 32));
  return {
    newDataKey: (owner) => encrypt(wrappingKey, owner, randomBytes(32)),
    seal: (wrappedKey, owner, context, plaintext) =>
      encrypt(decrypt(wrappingKey, owner, wrappedKey), `${owner}|${context}`, Buffer.from(plaintext, "utf8")),
    open: (wrappedKey, owner, context, sealed) =>
      decrypt(decrypt(wrappingKey, owner, wrappedKey), `${owner}|${context}`, sealed).toString("utf8"),
    blindIndex: (scope, value) =>
      createHmac("sha256", indexKey).update(scope).update("\0").update(value).digest("hex"),
  };
}

/** nonce (12 bytes) ‖ tag (16 bytes) ‖ ciphertext */
function encrypt(key: Buffer, associatedData: string, plaintext: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(associatedData, "utf8"));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), ciphertext]);
}

function decrypt(key: Buffer, associatedData: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(associatedData, "utf8"))
    .setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
}
