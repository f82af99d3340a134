import { z } from "zod";
import type { BlindIndex, Vault } from "../privacy/vault.js";
import { replyKeySchema } from "../replies/reply-record.js";
import type { Database } from "../storage/database.js";
import { toBuffer } from "../storage/schema.js";
import type { TenantId } from "../tenant-id.js";
import type { TextExample } from "./train-text-model.js";

/** An empty cell is a missing value. */
const absentIfEmpty = (value: unknown) => (value === "" ? undefined : value);

/** A solved ticket: what the customer wrote first, and which reply an agent chose. */
export const ticketRecordSchema = z.object({
  text: z.string().trim().min(1).max(20_000),
  reply: replyKeySchema,
  customer: z.preprocess(absentIfEmpty, z.string().max(256).optional()),
  created_at: z.preprocess(absentIfEmpty, z.iso.datetime({ offset: true }).or(z.iso.date()).optional()),
  satisfaction: z.preprocess(absentIfEmpty, z.enum(["good", "bad"]).optional()),
});

export type TicketRecord = z.output<typeof ticketRecordSchema>;

/** One tenant's solved tickets: what the text model learns from. */
export interface TicketStore {
  /** Returns how many were new; the same ticket twice is one. */
  add(tickets: readonly TicketRecord[]): Promise<number>;
  count(): Promise<number>;
  /**
   * Tickets as examples, in a stable order: those that name no customer, and those of customers who allow it.
   * @param allowing of keyed hashes of `user_id`s, those whose person allows model training
   */
  examples(
    allowing: (customerHashes: readonly string[]) => Promise<ReadonlySet<string>>,
  ): Promise<{ readonly examples: readonly TextExample[]; readonly leftOut: number }>;
  /** @param customerHashes keyed hashes of `user_id`s */
  forget(customerHashes: readonly string[]): Promise<number>;
}

const PAGE = 2_000;

/** Tickets in SQL, their text encrypted under the tenant's key. */
export function openTicketStore(
  db: Database,
  { vault, index }: { readonly vault: Vault; readonly index: BlindIndex },
  tenantId: TenantId,
  tenantKey: Buffer,
): TicketStore {
  return {
    async add(tickets) {
      if (tickets.length === 0) return 0;
      const rows = tickets.map((ticket) => {
        const { text, reply, customer, created_at, satisfaction } = ticket;
        const identity = JSON.stringify([text, reply, customer, created_at]);
        const ticket_hash = index.hash(`${tenantId}|ticket`, identity);
        return {
          tenant_id: tenantId,
          ticket_hash,
          text_sealed: vault.seal(tenantKey, tenantId, ticket_hash, text),
          reply_key: reply,
          customer_hash: customer === undefined ? null : index.hash(`${tenantId}|user_id`, customer),
          created_at: created_at === undefined ? null : Date.parse(created_at),
          satisfaction: satisfaction ?? null,
        };
      });
      const result = await db
        .insertInto("tickets")
        .values(rows)
        .onConflict((conflict) => conflict.columns(["tenant_id", "ticket_hash"]).doNothing())
        .executeTakeFirst();
      return Number(result.numInsertedOrUpdatedRows ?? 0n);
    },

    async count() {
      const row = await db
        .selectFrom("tickets")
        .select((builder) => builder.fn.countAll<number>().as("count"))
        .where("tenant_id", "=", tenantId)
        .executeTakeFirst();
      return Number(row?.count ?? 0);
    },

    async examples(allowing) {
      const examples: TextExample[] = [];
      let leftOut = 0;
      for (let after = ""; ; ) {
        const rows = await db
          .selectFrom("tickets")
          .select(["ticket_hash", "text_sealed", "reply_key", "customer_hash"])
          .where("tenant_id", "=", tenantId)
          .where("ticket_hash", ">", after)
          .orderBy("ticket_hash")
          .limit(PAGE)
          .execute();
        const allowed = await allowing([...new Set(rows.flatMap((row) => row.customer_hash ?? []))]);
        for (const row of rows) {
          if (row.customer_hash !== null && !allowed.has(row.customer_hash)) {
            leftOut++;
            continue;
          }
          const text = vault.open(tenantKey, tenantId, row.ticket_hash, toBuffer(row.text_sealed));
          examples.push({ text, label: row.reply_key, weight: 1 });
        }
        const last = rows.at(-1);
        if (last === undefined) return { examples, leftOut };
        after = last.ticket_hash;
      }
    },

    async forget(customerHashes) {
      if (customerHashes.length === 0) return 0;
      const result = await db
        .deleteFrom("tickets")
        .where("tenant_id", "=", tenantId)
        .where("customer_hash", "in", customerHashes)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}
