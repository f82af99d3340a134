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
  /** The wrapped key of the tenant's keyed hashes. */
  readonly indexKey: Buffer;
}

/** What templates print as `tenant.name` until somebody says better. */
const UNNAMED = "our company";

/**
 * The tenant's record; made on the first opening, with the regime `gdpr`.
 * @param settings replace the remembered ones; `undefined` leaves them
 * @throws RapportError `config_invalid` if its keys were wrapped by another master key
 */
export async function openTenant(
  db: Database,
  vault: Vault,
  tenantId: TenantId,
  settings: { readonly name?: string | undefined; readonly regime?: Regime | undefined },
): Promise<TenantRecord> {
  await db
    .insertInto("tenants")
    .values({
      tenant_id: tenantId,
      name: UNNAMED,
      regime: "gdpr",
      wrapped_key: vault.newDataKey(tenantId),
      wrapped_index_key: vault.newDataKey(tenantId),
    })
    .onConflict((conflict) => conflict.column("tenant_id").doNothing())
    .execute();
  const { name, regime } = settings;
  if (name !== undefined || regime !== undefined) {
    await db
      .updateTable("tenants")
      .set({ ...(name === undefined ? {} : { name }), ...(regime === undefined ? {} : { regime }) })
      .where("tenant_id", "=", tenantId)
      .execute();
  }
  const row = await db
    .selectFrom("tenants")
    .selectAll()
    .where("tenant_id", "=", tenantId)
    .executeTakeFirstOrThrow();
  const key = toBuffer(row.wrapped_key);
  // Version 1 made its keyed hashes with a key of the master key's.
  const indexKey =
    row.wrapped_index_key === null ? vault.legacyIndexKey(tenantId) : toBuffer(row.wrapped_index_key);
  try {
    vault.seal(key, tenantId, "check", "");
    vault.openIndex(indexKey, tenantId);
  } catch (error) {
    throw new RapportError(
      "config_invalid",
      "The master key (RAPPORT_MASTER_KEY or keys.json) is not the key that this data was encrypted with",
      { cause: error },
    );
  }
  if (row.wrapped_index_key === null) {
    await db
      .updateTable("tenants")
      .set({ wrapped_index_key: indexKey })
      .where("tenant_id", "=", tenantId)
      .where("wrapped_index_key", "is", null)
      .execute();
  }
  return { tenantId, name: row.name, regime: row.regime, key, indexKey };
}

export async function renameTenant(db: Database, tenantId: TenantId, name: string): Promise<void> {
  await db.updateTable("tenants").set({ name }).where("tenant_id", "=", tenantId).execute();
}
