import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { RapportError } from "./error.js";

const hexKey = z.string().regex(/^[0-9a-f]{64}$/);

const keyFileSchema = z.object({ masterKey: hexKey, writeKey: z.string().min(8) });

/** Secrets of an installation that nobody configured. */
export interface GeneratedKeys {
  /** 64 hex digits. */
  readonly masterKey: string;
  readonly writeKey: string;
  /** True if this call made them. */
  readonly created: boolean;
}

/**
 * Reads `keys.json` in `dataDir`, or makes it (mode 0600). Without this file the data can't be read: back it
 * up with the database.
 * @param masterKeyGiven the data is encrypted under a key from elsewhere
 * @throws RapportError `config_invalid` if the folder can't be made, if the file is not what we wrote, or if it
 * is gone and there is data that only its key can read
 */
export function loadKeys(dataDir: string, masterKeyGiven: boolean): GeneratedKeys {
  makeFolder(dataDir);
  const path = join(dataDir, "keys.json");
  if (!masterKeyGiven && !existsSync(path) && existsSync(join(dataDir, "rapport.db"))) {
    throw new RapportError(
      "config_invalid",
      "keys.json is missing in the data folder: restore it from a backup",
    );
  }
  if (!existsSync(path)) {
    const keys = {
      masterKey: randomBytes(32).toString("hex"),
      writeKey: randomBytes(18).toString("base64url"),
    };
    try {
      writeFileSync(path, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600, flag: "wx" });
      return { ...keys, created: true };
    } catch (error) {
      // Another process made the file in between: its keys are the ones.
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
  }
  try {
    return { ...keyFileSchema.parse(JSON.parse(readFileSync(path, "utf8"))), created: false };
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

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new RapportError("config_invalid", "RAPPORT_DATA_DIR can't be made or written to", {
      cause: error,
    });
  }
}
