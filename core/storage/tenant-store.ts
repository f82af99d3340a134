import type { Regime } from "../consent/purpose.js";
import { RapportError } from "../error.js";
import type { Vault } from "../privacy/vault.js";
import type { TenantId } from "../tenant-id.js";
import type { Database } from "./database.js";
import { toBuffer } from "./schema.js";

export interface TenantRecord {
  readonly tenantId: TenantId;
  readonly name: string;
  readonly regime: Regime;
  /** The tenant's wrapped data key: inbox, conversations and tickets are sealed under it. */
  readonly key: Buffer;
}

/** What templates print as `tenant.name` until somebody says better. */
const UNNAMED = "our company";

/**
 * The tenant's record; made on the first opening, with the regime `gdpr`.
 * @param name replaces the remembered one; `undefined` leaves it
 * @throws RapportError `config_invalid` if its key was wrapped by another master key
 */
export async function openTenant(
  db: Database,
  vault: Vault,
  tenantId: TenantId,
  name: string | undefined,
): Promise<TenantRecord> {
  await db
    .insertInto("tenants")
    .values({ tenant_id: tenantId, name: UNNAMED, regime: "gdpr", wrapped_key: vault.newDataKey(tenantId) })
    .onConflict((conflict) => conflict.column("tenant_id").doNothing())
    .execute();
  if (name !== undefined) await renameTenant(db, tenantId, name);
  const row = await db
    .selectFrom("tenants")
    .selectAll()
    .where("tenant_id", "=", tenantId)
    .executeTakeFirstOrThrow();
  const key = toBuffer(row.wrapped_key);
  try {
    vault.seal(key, tenantId, "check", "");
  } catch (error) {
    throw new RapportError(
      "config_invalid",
      "The master key (RAPPORT_MASTER_KEY or keys.json) is not the key that this data was encrypted with",
      {
        cause: error,
      },
    );
  }
  return { tenantId, name: row.name, regime: row.regime, key };
}

export async function renameTenant(db: Database, tenantId: TenantId, name: string): Promise<void> {
  await db.updateTable("tenants").set({ name }).where("tenant_id", "=", tenantId).execute();
}
