import { z } from "zod";
import type { Database } from "../storage/database.js";
import type { TenantId } from "../tenant-id.js";

const settingsSchema = z.object({
  /** The admin's rules in YAML; `undefined`: those that come with the product. */
  rules: z.string().max(64_000).optional(),
  /** What the admin calls found segments, by their keys. */
  names: z.record(z.string(), z.string().max(60)).default({}),
  /** Whether segments are written to Zendesk as tags of the user. */
  writeTags: z.boolean().default(false),
});

/** What the admin settled about segments. */
export type SegmentSettings = z.infer<typeof settingsSchema>;

export interface SegmentSettingsStore {
  load(): Promise<SegmentSettings>;
  save(settings: SegmentSettings, nowMs: number): Promise<void>;
}

export function openSegmentSettingsStore(db: Database, tenantId: TenantId): SegmentSettingsStore {
  return {
    async load() {
      const row = await db
        .selectFrom("segment_settings")
        .select("document")
        .where("tenant_id", "=", tenantId)
        .executeTakeFirst();
      return settingsSchema.parse(row === undefined ? {} : JSON.parse(row.document));
    },
    async save(settings, nowMs) {
      const document = JSON.stringify(settingsSchema.parse(settings));
      await db
        .insertInto("segment_settings")
        .values({ tenant_id: tenantId, document, updated_at: nowMs })
        .onConflict((conflict) => conflict.column("tenant_id").doUpdateSet({ document, updated_at: nowMs }))
        .execute();
    },
  };
}
