import { z } from "zod";
import type { Database } from "../storage/database.js";
import type { TenantId } from "../tenant-id.js";

export const replySettingsSchema = z.strictObject({
  /** In so many turns something else than the best reply may stand first, to learn how well it does: in [0, 0.5]. */
  exploration: z.number().min(0).max(0.5).default(0),
  /** Compares replies that are ranked without looking at the customer with those that are. */
  experiment: z
    .strictObject({
      name: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, "must be up to 40 small letters, digits, _ and -"),
      /** Share of the customers who are served the impersonal way. */
      impersonalShare: z.number().min(0.01).max(0.99),
    })
    .optional(),
});

/** What an admin settles for replies. */
export type ReplySettings = z.output<typeof replySettingsSchema>;

export const DEFAULT_REPLY_SETTINGS: ReplySettings = replySettingsSchema.parse({});

/** One tenant's settings for replies; each change advances the library's revision with it. */
export interface ReplySettingsStore {
  load(): Promise<ReplySettings>;
  save(settings: ReplySettings, nowMs: number): Promise<void>;
}

export function openReplySettingsStore(db: Database, tenantId: TenantId): ReplySettingsStore {
  return {
    async load() {
      const row = await db
        .selectFrom("reply_settings")
        .select("document")
        .where("tenant_id", "=", tenantId)
        .executeTakeFirst();
      return row === undefined ? DEFAULT_REPLY_SETTINGS : replySettingsSchema.parse(JSON.parse(row.document));
    },
    async save(settings, nowMs) {
      const document = JSON.stringify(settings);
      await db
        .insertInto("reply_settings")
        .values({ tenant_id: tenantId, document, updated_at: nowMs })
        .onConflict((conflict) => conflict.column("tenant_id").doUpdateSet({ document, updated_at: nowMs }))
        .execute();
    },
  };
}
