import type { PartId } from "../profiles/profile.js";
import type { Database } from "../storage/database.js";
import { toBuffer } from "../storage/schema.js";
import type { TenantId } from "../tenant-id.js";
import type { Vault } from "./vault.js";

/** The wrapped keys of one tenant. What they encrypt is not touched. */
export interface KeyRotationStore {
  /** The tenant's own two keys, wrapped by the current master key. Returns how many were not before. */
  rewrapTenant(): Promise<number>;
  /** A page of the parts' keys, in the order of the parts' ids. */
  rewrapParts(
    after: string,
    limit: number,
  ): Promise<{ readonly last: string | undefined; readonly read: number; readonly rewrapped: number }>;
  countParts(): Promise<number>;
  /** True if the current master key wrapped every key of the tenant. */
  isDone(): Promise<boolean>;
}

export function openKeyRotationStore(db: Database, vault: Vault, tenantId: TenantId): KeyRotationStore {
  const parts = () =>
    db.selectFrom("profile_parts").select(["part_id", "wrapped_key"]).where("tenant_id", "=", tenantId);
  const tenant = async () => {
    const row = await db
      .selectFrom("tenants")
      .select(["wrapped_key", "wrapped_index_key"])
      .where("tenant_id", "=", tenantId)
      .executeTakeFirstOrThrow();
    return {
      key: toBuffer(row.wrapped_key),
      indexKey: row.wrapped_index_key === null ? undefined : toBuffer(row.wrapped_index_key),
    };
  };

  return {
    async rewrapTenant() {
      const { key, indexKey } = await tenant();
      const [newKey, newIndexKey] = [
        vault.rewrap(key, tenantId),
        indexKey && vault.rewrap(indexKey, tenantId),
      ];
      const changed = {
        ...(newKey === undefined ? {} : { wrapped_key: newKey }),
        ...(newIndexKey === undefined ? {} : { wrapped_index_key: newIndexKey }),
      };
      const count = Object.keys(changed).length;
      if (count > 0) {
        await db.updateTable("tenants").set(changed).where("tenant_id", "=", tenantId).execute();
      }
      return count;
    },

    async rewrapParts(after, limit) {
      const rows = await parts().where("part_id", ">", after).orderBy("part_id").limit(limit).execute();
      let rewrapped = 0;
      for (const { part_id, wrapped_key } of rows) {
        const key = vault.rewrap(toBuffer(wrapped_key), `${tenantId}|${part_id as PartId}`);
        if (key === undefined) continue;
        await db
          .updateTable("profile_parts")
          .set({ wrapped_key: key })
          .where("tenant_id", "=", tenantId)
          .where("part_id", "=", part_id)
          .execute();
        rewrapped++;
      }
      return { last: rows.at(-1)?.part_id, read: rows.length, rewrapped };
    },

    async countParts() {
      const { count } = await db
        .selectFrom("profile_parts")
        .select((builder) => builder.fn.countAll<number>().as("count"))
        .where("tenant_id", "=", tenantId)
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async isDone() {
      const { key, indexKey } = await tenant();
      if (!vault.isCurrent(key) || (indexKey !== undefined && !vault.isCurrent(indexKey))) return false;
      return (await parts().execute()).every(({ wrapped_key }) => vault.isCurrent(toBuffer(wrapped_key)));
    },
  };
}
