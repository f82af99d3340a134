import { createHash, randomBytes } from "node:crypto";
import type { Database } from "../storage/database.js";
import type { TenantId } from "../tenant-id.js";

/** What a token of the admin API may do. */
export const ADMIN_SCOPES = [
  "profiles:read",
  "privacy:export",
  "privacy:erase",
  "privacy:restrict",
  "privacy:consent",
  "privacy:correct",
  "merges:write",
  "audit:read",
  "inventory:read",
  "segments:read",
  "segments:write",
  "replies:read",
  "replies:write",
] as const;

export type AdminScope = (typeof ADMIN_SCOPES)[number];

export interface AdminToken {
  readonly name: string;
  readonly scopes: readonly AdminScope[];
  readonly createdAt: string;
  readonly revokedAt?: string;
}

/** One tenant's tokens of the admin API. Only their hashes are stored. */
export interface AdminTokenStore {
  /** Returns the token, `rap_…`; it is shown once. `undefined` if a token of this name is in use. */
  create(name: string, scopes: readonly AdminScope[], nowMs: number): Promise<string | undefined>;
  /** `undefined` if it is unknown or revoked. */
  find(token: string): Promise<AdminToken | undefined>;
  list(): Promise<readonly AdminToken[]>;
  revoke(name: string, nowMs: number): Promise<boolean>;
}

interface TokenRow {
  readonly name: string;
  readonly scopes: string;
  readonly created_at: number;
  readonly revoked_at: number | null;
}

export function openAdminTokenStore(db: Database, tenantId: TenantId): AdminTokenStore {
  const hash = (token: string) => createHash("sha256").update(token).digest("hex");
  const tokens = () =>
    db
      .selectFrom("admin_tokens")
      .select(["name", "scopes", "created_at", "revoked_at"])
      .where("tenant_id", "=", tenantId);
  return {
    async create(name, scopes, nowMs) {
      const used = await tokens().where("name", "=", name).where("revoked_at", "is", null).executeTakeFirst();
      if (used !== undefined) return undefined;
      const token = `rap_${randomBytes(32).toString("base64url")}`;
      await db
        .insertInto("admin_tokens")
        .values({
          token_hash: hash(token),
          tenant_id: tenantId,
          name,
          scopes: JSON.stringify(scopes),
          created_at: nowMs,
          revoked_at: null,
        })
        .execute();
      return token;
    },

    async find(token) {
      const row = await tokens()
        .where("token_hash", "=", hash(token))
        .where("revoked_at", "is", null)
        .executeTakeFirst();
      return row && toToken(row);
    },

    async list() {
      return (await tokens().orderBy("created_at").orderBy("name").execute()).map(toToken);
    },

    async revoke(name, nowMs) {
      const result = await db
        .updateTable("admin_tokens")
        .set({ revoked_at: nowMs })
        .where("tenant_id", "=", tenantId)
        .where("name", "=", name)
        .where("revoked_at", "is", null)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
  };
}

function toToken(row: TokenRow): AdminToken {
  return {
    name: row.name,
    scopes: JSON.parse(row.scopes) as readonly AdminScope[],
    createdAt: new Date(row.created_at).toISOString(),
    ...(row.revoked_at === null ? {} : { revokedAt: new Date(row.revoked_at).toISOString() }),
  };
}
