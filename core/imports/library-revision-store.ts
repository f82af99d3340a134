import type { Database } from "../storage/database.js";
import type { TenantId } from "../tenant-id.js";

/** Counts the changes of one tenant's library: replies, articles, products, text model. */
export interface LibraryRevisionStore {
  /** Another number than before if, and only if, something changed since. */
  current(): Promise<number>;
  /** In the transaction of the change. */
  advance(): Promise<void>;
}

export function openLibraryRevisionStore(db: Database, tenantId: TenantId): LibraryRevisionStore {
  return {
    async current() {
      const row = await db
        .selectFrom("tenants")
        .select("library_revision")
        .where("tenant_id", "=", tenantId)
        .executeTakeFirstOrThrow();
      return row.library_revision;
    },
    async advance() {
      await db
        .updateTable("tenants")
        .set(({ eb }) => ({ library_revision: eb("library_revision", "+", 1) }))
        .where("tenant_id", "=", tenantId)
        .execute();
    },
  };
}
