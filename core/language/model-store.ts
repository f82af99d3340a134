import type { Database } from "../storage/database.js";
import { toBuffer } from "../storage/schema.js";
import type { TenantId } from "../tenant-id.js";
import type { TextModel } from "./text-model.js";
import { deserializeTextModel } from "./text-model-file.js";

/** One tenant's trained text model. */
export interface ModelStore {
  saveText(version: string, bytes: Uint8Array, nowMs: number): Promise<void>;
  /**
   * The newest, parsed once a version. `undefined` before the first training; `unreadable`: the stored one can't be
   * read, such as one that an earlier release wrote, until the next training.
   */
  loadText(): Promise<TextModel | "unreadable" | undefined>;
}

/** Models in SQL. Keeps the newest in memory, so that a turn only asks which one that is. */
export function openModelStore(db: Database, tenantId: TenantId): ModelStore {
  let cached: TextModel | undefined;
  return {
    async saveText(version, bytes, nowMs) {
      await db
        .insertInto("models")
        .values({ tenant_id: tenantId, kind: "text", version, bytes, trained_at: nowMs })
        .onConflict((conflict) =>
          conflict.columns(["tenant_id", "kind"]).doUpdateSet({ version, bytes, trained_at: nowMs }),
        )
        .execute();
    },
    async loadText() {
      const query = db.selectFrom("models").where("tenant_id", "=", tenantId).where("kind", "=", "text");
      const newest = await query.select("version").executeTakeFirst();
      if (newest === undefined || newest.version === cached?.version) return newest && cached;
      const row = await query.select("bytes").executeTakeFirst();
      const read = row && readModel(toBuffer(row.bytes));
      cached = read === "unreadable" ? undefined : read;
      return read;
    },
  };
}

function readModel(bytes: Uint8Array): TextModel | "unreadable" {
  try {
    return deserializeTextModel(bytes);
  } catch (error) {
    if (error instanceof TypeError) return "unreadable";
    throw error;
  }
}
