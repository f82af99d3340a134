import { sql } from "kysely";
import type { Database } from "../storage/database.js";
import type { TenantId } from "../tenant-id.js";

/** Something that came in, was not declared in the inventory, and was dropped. */
export interface Drop {
  readonly attribute: string;
  readonly source: string;
  readonly count: number;
}

/** One tenant's counts of what was dropped. Names only. */
export interface DropStore {
  add(source: string, counts: ReadonlyMap<string, number>): Promise<void>;
  /** Most frequent first. */
  list(): Promise<readonly Drop[]>;
}

/** Names come from outside: whoever sends ever new ones fills no table. */
const MAX_NAMES = 1_000;
const OTHERS = "(other)";

export function openDropStore(db: Database, tenantId: TenantId): DropStore {
  return {
    async add(source, counts) {
      if (counts.size === 0) return;
      const known = await db
        .selectFrom("drops")
        .select("attribute")
        .where("tenant_id", "=", tenantId)
        .where("source", "=", source)
        .execute();
      const names = new Set(known.map((row) => row.attribute));
      const added = new Map<string, number>();
      for (const [attribute, count] of counts) {
        const name = names.has(attribute) || names.size < MAX_NAMES ? attribute : OTHERS;
        names.add(name);
        added.set(name, (added.get(name) ?? 0) + count);
      }
      await db
        .insertInto("drops")
        .values([...added].map(([attribute, count]) => ({ tenant_id: tenantId, attribute, source, count })))
        .onConflict((conflict) =>
          conflict
            .columns(["tenant_id", "attribute", "source"])
            .doUpdateSet({ count: sql<number>`drops.count + excluded.count` }),
        )
        .execute();
    },

    async list() {
      return db
        .selectFrom("drops")
        .select(["attribute", "source", "count"])
        .where("tenant_id", "=", tenantId)
        .orderBy("count", "desc")
        .orderBy("attribute")
        .orderBy("source")
        .execute();
    },
  };
}
