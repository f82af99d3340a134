import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { RapportError } from "./error.js";
import { createVault, type MasterKeys, type Vault } from "./privacy/vault.js";
import type { TenantId } from "./tenant-id.js";

const hexKey = z.string().regex(/^[0-9a-f]{64}$/);
const writeKey = z.string().min(8);

const keyFileSchema = z.object({
  masterKey: hexKey,
  /** While a rotation is under way. */
  previousMasterKey: hexKey.optional(),
  /** Of the tenant `default`. */
  writeKey,
  /** Write keys of the other tenants. */
  tenants: z.record(z.string(), z.object({ writeKey })).optional(),
});

type KeyFile = z.output<typeof keyFileSchema>;

/** The tenant whose write key the file's first version knew. */
const FIRST_TENANT = "default";

/** Master keys as they are configured. */
export interface MasterKeyPair {
  /** 64 hex digits. */
  readonly masterKey: string;
  /** 64 hex digits; set while a rotation is under way. */
  readonly previousMasterKey?: string | undefined;
}

/** Secrets of an installation that nobody configured. */
export interface GeneratedKeys extends MasterKeyPair {
  readonly writeKey: string;
  /** True if this call made them. */
  readonly created: boolean;
}

/**
 * Reads `keys.json` in `dataDir`, or makes it (mode 0600). Without this file the data can't be read: back it
 * up with the database. A tenant that has no write key in it gets one.
 * @param masterKeyGiven the data is encrypted under a key from elsewhere
 * @throws RapportError `config_invalid` if the folder can't be made, if the file is not what we wrote, or if it
 * is gone and there is data that only its key can read
 */
export function loadKeys(dataDir: string, masterKeyGiven: boolean, tenantId: TenantId): GeneratedKeys {
  makeFolder(dataDir);
  const path = keyFile(dataDir);
  if (!masterKeyGiven && !existsSync(path) && existsSync(join(dataDir, "rapport.db"))) {
    throw new RapportError(
      "config_invalid",
      "keys.json is missing in the data folder: restore it from a backup",
    );
  }
  let created = false;
  if (!existsSync(path)) created = makeKeyFile(path);
  const keys = readKeyFile(dataDir);
  const own = tenantId === FIRST_TENANT ? keys.writeKey : keys.tenants?.[tenantId]?.writeKey;
  const { masterKey, previousMasterKey } = keys;
  if (own !== undefined) return { masterKey, previousMasterKey, writeKey: own, created };
  const made = newWriteKey();
  replaceKeyFile(dataDir, { ...keys, tenants: { ...keys.tenants, [tenantId]: { writeKey: made } } });
  return { masterKey, previousMasterKey, writeKey: made, created };
}

/** Whether a data folder has its keys: whether it was ever used. */
export function hasKeys(dataDir: string): boolean {
  return existsSync(keyFile(dataDir));
}

/** Tenants whose write keys are in the file. */
export function tenantsIn(dataDir: string): readonly string[] {
  return [FIRST_TENANT, ...Object.keys(readKeyFile(dataDir).tenants ?? {})];
}

/** What encrypts under the given master keys. `reload` is asked when a key is met that none of them wrapped. */
export function vaultOf(keys: MasterKeyPair, reload?: () => MasterKeyPair): Vault {
  return createVault(toBytes(keys), reload && (() => toBytes(reload())));
}

function toBytes({ masterKey, previousMasterKey }: MasterKeyPair): MasterKeys {
  return {
    current: Buffer.from(masterKey, "hex"),
    previous: previousMasterKey === undefined ? undefined : Buffer.from(previousMasterKey, "hex"),
  };
}

/** The master keys in the file, as they are now: another process may be rotating them. */
export function masterKeysIn(dataDir: string): MasterKeyPair {
  const { masterKey, previousMasterKey } = readKeyFile(dataDir);
  return { masterKey, previousMasterKey };
}

/**
 * Begins a rotation: makes a new master key and keeps the old one beside it. If one was begun and not finished,
 * goes on with that.
 */
export function beginRotation(dataDir: string): MasterKeyPair {
  const keys = readKeyFile(dataDir);
  if (keys.previousMasterKey !== undefined) return keys;
  const begun = { ...keys, masterKey: randomBytes(32).toString("hex"), previousMasterKey: keys.masterKey };
  replaceKeyFile(dataDir, begun);
  return begun;
}

/** Ends a rotation: nothing is wrapped by the old master key any more. */
export function endRotation(dataDir: string): void {
  const { previousMasterKey: _gone, ...keys } = readKeyFile(dataDir);
  replaceKeyFile(dataDir, keys);
}

function keyFile(dataDir: string): string {
  return join(dataDir, "keys.json");
}

function newWriteKey(): string {
  return randomBytes(18).toString("base64url");
}

/** False if another process made the file in between: its keys are the ones. */
function makeKeyFile(path: string): boolean {
  const keys: KeyFile = { masterKey: randomBytes(32).toString("hex"), writeKey: newWriteKey() };
  try {
    writeFileSync(path, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600, flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function readKeyFile(dataDir: string): KeyFile {
  const path = keyFile(dataDir);
  try {
    const keys = keyFileSchema.parse(JSON.parse(readFileSync(path, "utf8")));
    // Whoever copied it here may have opened it to others.
    if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
    return keys;
  } catch (error) {
    throw new RapportError(
      "config_invalid",
      "keys.json in the data folder is damaged: restore it from a backup",
      {
        cause: error,
      },
    );
  }
}

/** At once, and on disk: a crash leaves the old file or the new one, never half of one. */
function replaceKeyFile(dataDir: string, keys: KeyFile): void {
  const temporary = `${keyFile(dataDir)}.${process.pid}.new`;
  const handle = openSync(temporary, "w", 0o600);
  try {
    writeSync(handle, `${JSON.stringify(keys, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, keyFile(dataDir));
}

/**
 * Makes a folder (mode 0700) and those above it that are missing.
 * @throws RapportError `config_invalid` if it can't be made
 */
export function makeFolder(folder: string): void {
  try {
    const path = resolve(folder);
    const missing: string[] = [];
    for (let each = path; !existsSync(each); each = dirname(each)) missing.unshift(each);
    // One by one: below a folder that takes no new ones, such as /proc, Node's recursive `mkdirSync` never ends.
    for (const each of missing) makeOne(each);
    if (!statSync(path).isDirectory()) throw new Error("is no folder");
  } catch (error) {
    throw new RapportError("config_invalid", "RAPPORT_DATA_DIR can't be made or written to", {
      cause: error,
    });
  }
}

function makeOne(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process was faster.
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}
