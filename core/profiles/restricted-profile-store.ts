import { sql } from "kysely";
import type { Database } from "../storage/database.js";
import type { TenantId } from "../tenant-id.js";

/**
 * For `exists`: the person of a part, if their data is restricted. One part that is makes all of them so.
 * @param partColumn of the outer query's table: `inbox.part_id`
 */
export function restrictedProfile(db: Database, tenantId: TenantId, partColumn: string) {
  return db
    .selectFrom("profile_parts as own")
    .innerJoin("profile_parts as other", (join) =>
      join.onRef("other.tenant_id", "=", "own.tenant_id").onRef("other.profile_id", "=", "own.profile_id"),
    )
    .select("own.part_id")
    .where("own.tenant_id", "=", tenantId)
    .where("own.part_id", "=", sql.ref<string>(partColumn))
    .where("other.restricted", "=", 1);
}
