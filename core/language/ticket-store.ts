import { createHash } from "node:crypto";
import { z } from "zod";
import { identifierHash, type TicketCustomer, ticketCustomer } from "../privacy/ticket-customer.js";
import { openTombstoneStore } from "../privacy/tombstone-store.js";
import type { BlindIndex, Vault } from "../privacy/vault.js";
import type { TicketCount } from "../replies/lint/reply-usage.js";
import { replyKeySchema } from "../replies/reply-record.js";
import type { Database } from "../storage/database.js";
import { toBuffer } from "../storage/schema.js";
import type { TenantId } from "../tenant-id.js";
import type { TextExample } from "./text-example.js";

/** An empty cell is a missing value. */
const absentIfEmpty = (value: unknown) => (value === "" ? undefined : value);

/** As many as a conversation remembers turns. */
const MAX_REPLIES_BEFORE = 20;

const repliesBefore = z
  .string()
  .max(4_000)
  .transform((keys) => keys.split(";").map((key) => key.trim()))
  .pipe(z.array(replyKeySchema).max(MAX_REPLIES_BEFORE));

const time = z.union(
  [z.iso.datetime({ offset: true }), z.iso.date()],
  "must be a date, or a time with its zone (ISO 8601)",
);

/** A solved ticket: what the customer wrote first, and which reply an agent chose. */
export const ticketRecordSchema = z.object({
  text: z.string().trim().min(1).max(20_000),
  reply: replyKeySchema,
  customer: z.preprocess(absentIfEmpty, z.string().max(256).optional()),
  created_at: z.preprocess(absentIfEmpty, time.optional()),
  satisfaction: z.preprocess(absentIfEmpty, z.enum(["good", "bad"]).optional()),
  /** Keys of the replies given before in the same conversation, oldest first, separated by `;`. */
  after: z.preprocess(absentIfEmpty, repliesBefore.optional()),
});

export type TicketRecord = z.output<typeof ticketRecordSchema>;

/** A ticket to learn from. */
export interface TicketExample extends TextExample {
  /** Keys of the replies given before in the same conversation, oldest first; `undefined` where nothing was said. */
  readonly after: readonly string[] | undefined;
  /** Keyed hashes that name its customer; none if it names nobody. */
  readonly customerHashes: readonly string[];
  readonly createdAtMs: number | undefined;
}

/** What became of tickets that were added. */
export interface AddedTickets {
  /** How many were new; the same ticket twice is one. */
  readonly stored: number;
  /** Places, in what was given, of tickets that erased people wrote: nothing of them is kept. */
  readonly ofErased: readonly number[];
}

/** A ticket as its customer may see it. */
export interface OwnTicket {
  readonly text: string;
  readonly reply: string;
  readonly createdAtMs?: number;
  readonly satisfaction?: string;
}

/** One tenant's solved tickets: what the text model learns from. */
export interface TicketStore {
  /** Leaves out what people wrote who were erased, and did not agree again since. */
  add(tickets: readonly TicketRecord[]): Promise<AddedTickets>;
  count(): Promise<number>;
  /** How many there are of each reply and rating. */
  countsByReply(): Promise<readonly TicketCount[]>;
  /**
   * Tickets as examples, in a stable order: those that name no customer, and those of customers who allow it.
   * @param allowing of keyed hashes of `user_id`s and addresses, those whose person allows model training
   * @param most so many at most; by default all
   */
  examples(
    allowing: (customerHashes: readonly string[]) => Promise<ReadonlySet<string>>,
    most?: number,
  ): Promise<{ readonly examples: readonly TicketExample[]; readonly leftOut: number }>;
  /**
   * Keys of the replies that solved these customers' newest tickets, the newest first.
   * @param customerHashes as `ticketHashes` gives them
   */
  resolvedFor(customerHashes: readonly string[], most: number): Promise<readonly string[]>;
  /** @param customerHashes as `ticketHashes` gives them */
  of(customerHashes: readonly string[]): Promise<readonly OwnTicket[]>;
  /** @param customerHashes as `ticketHashes` gives them */
  forget(customerHashes: readonly string[]): Promise<number>;
}

const PAGE = 2_000;

/**
 * Mixed, and in the same order wherever the same tickets were imported: their hashes are keyed, and so each
 * installation would learn from them in an order of its own.
 */
function inOwnOrder(examples: readonly TicketExample[]): readonly TicketExample[] {
  const placed = examples.map((example) => ({
    example,
    place: createHash("sha256")
      .update(JSON.stringify([example.text, example.label, example.after, example.createdAtMs]))
      .digest("hex"),
  }));
  return placed.sort((a, b) => (a.place < b.place ? -1 : 1)).map(({ example }) => example);
}

/** Tickets in SQL, their text encrypted under the tenant's key. */
export function openTicketStore(
  db: Database,
  { vault, index }: { readonly vault: Vault; readonly index: BlindIndex },
  tenantId: TenantId,
  tenantKey: Buffer,
): TicketStore {
  const hash = identifierHash(index, tenantId);
  const tombstones = openTombstoneStore(db, tenantId);

  const toRow = ({ text, reply, customer, created_at, satisfaction, after }: TicketRecord) => {
    // As the file wrote it, so that a file that an earlier version imported is known again.
    const identity = JSON.stringify([
      text,
      reply,
      customer,
      created_at,
      ...(after === undefined ? [] : [after]),
    ]);
    const ticket_hash = index.hash(`${tenantId}|ticket`, identity);
    const named: Partial<TicketCustomer> = customer === undefined ? {} : ticketCustomer(customer, hash);
    return {
      tenant_id: tenantId,
      ticket_hash,
      text_sealed: vault.seal(tenantKey, tenantId, ticket_hash, text),
      reply_key: reply,
      customer_hash: named.customerHash ?? null,
      email_hash: named.emailHash ?? null,
      created_at: created_at === undefined ? null : Date.parse(created_at),
      satisfaction: satisfaction ?? null,
      after: after === undefined ? null : JSON.stringify(after),
    };
  };

  const hashesIn = (row: { readonly customer_hash: string | null; readonly email_hash: string | null }) =>
    [row.customer_hash, row.email_hash].filter((each) => each !== null);

  return {
    async add(tickets) {
      const all = tickets.map(toRow);
      const erased = new Set(await tombstones.anyOfTickets([...new Set(all.flatMap(hashesIn))]));
      const isErased = (row: (typeof all)[number]) => hashesIn(row).some((each) => erased.has(each));
      const rows = all.filter((row) => !isErased(row));
      const ofErased = all.flatMap((row, n) => (isErased(row) ? [n] : []));
      if (rows.length === 0) return { stored: 0, ofErased };
      const result = await db
        .insertInto("tickets")
        .values(rows)
        .onConflict((conflict) => conflict.columns(["tenant_id", "ticket_hash"]).doNothing())
        .executeTakeFirst();
      return { stored: Number(result.numInsertedOrUpdatedRows ?? 0n), ofErased };
    },

    async count() {
      const row = await db
        .selectFrom("tickets")
        .select((builder) => builder.fn.countAll<number>().as("count"))
        .where("tenant_id", "=", tenantId)
        .executeTakeFirst();
      return Number(row?.count ?? 0);
    },

    async countsByReply() {
      const rows = await db
        .selectFrom("tickets")
        .select(["reply_key", "satisfaction", (builder) => builder.fn.countAll<number>().as("count")])
        .where("tenant_id", "=", tenantId)
        .groupBy(["reply_key", "satisfaction"])
        .orderBy("reply_key")
        .execute();
      return rows.map(({ reply_key, satisfaction, count }) => ({
        replyKey: reply_key,
        satisfaction: satisfaction === "good" || satisfaction === "bad" ? satisfaction : undefined,
        count: Number(count),
      }));
    },

    async examples(allowing, most = Number.POSITIVE_INFINITY) {
      const examples: TicketExample[] = [];
      let leftOut = 0;
      for (let after = ""; ; ) {
        const rows = await db
          .selectFrom("tickets")
          .select([
            "ticket_hash",
            "text_sealed",
            "reply_key",
            "after",
            "customer_hash",
            "email_hash",
            "created_at",
          ])
          .where("tenant_id", "=", tenantId)
          .where("ticket_hash", ">", after)
          .orderBy("ticket_hash")
          .limit(PAGE)
          .execute();
        const allowed = await allowing([...new Set(rows.flatMap(hashesIn))]);
        for (const row of rows) {
          if (row.customer_hash !== null && !hashesIn(row).some((each) => allowed.has(each))) {
            leftOut++;
            continue;
          }
          const text = vault.open(tenantKey, tenantId, row.ticket_hash, toBuffer(row.text_sealed));
          const before = row.after === null ? undefined : (JSON.parse(row.after) as string[]);
          examples.push({
            text,
            label: row.reply_key,
            weight: 1,
            after: before,
            customerHashes: hashesIn(row),
            createdAtMs: row.created_at ?? undefined,
          });
        }
        const last = rows.at(-1);
        if (last === undefined || examples.length >= most) return { examples: inOwnOrder(examples), leftOut };
        after = last.ticket_hash;
      }
    },

    async resolvedFor(customerHashes, most) {
      if (customerHashes.length === 0) return [];
      // One query an index: together they would look at every ticket.
      const found = await Promise.all(
        (["customer_hash", "email_hash"] as const).map((column) =>
          db
            .selectFrom("tickets")
            .select(["reply_key", "created_at", "ticket_hash"])
            .where("tenant_id", "=", tenantId)
            .where(column, "is not", null)
            .where(column, "in", customerHashes)
            .where("created_at", "is not", null)
            .orderBy("created_at", "desc")
            .orderBy("ticket_hash")
            .limit(most)
            .execute(),
        ),
      );
      const byTicket = new Map(found.flat().map((row) => [row.ticket_hash, row]));
      return [...byTicket.values()]
        .sort((a, b) => (b.created_at ?? 0) - (a.created_at ?? 0) || (a.ticket_hash < b.ticket_hash ? -1 : 1))
        .slice(0, most)
        .map(({ reply_key }) => reply_key);
    },

    async of(customerHashes) {
      if (customerHashes.length === 0) return [];
      const rows = await db
        .selectFrom("tickets")
        .select(["ticket_hash", "text_sealed", "reply_key", "created_at", "satisfaction"])
        .where("tenant_id", "=", tenantId)
        .where((where) =>
          where.or([where("customer_hash", "in", customerHashes), where("email_hash", "in", customerHashes)]),
        )
        .orderBy("created_at")
        .orderBy("ticket_hash")
        .execute();
      return rows.map(({ ticket_hash, text_sealed, reply_key, created_at, satisfaction }) => ({
        text: vault.open(tenantKey, tenantId, ticket_hash, toBuffer(text_sealed)),
        reply: reply_key,
        ...(created_at === null ? {} : { createdAtMs: created_at }),
        ...(satisfaction === null ? {} : { satisfaction }),
      }));
    },

    async forget(customerHashes) {
      if (customerHashes.length === 0) return 0;
      const result = await db
        .deleteFrom("tickets")
        .where("tenant_id", "=", tenantId)
        .where((where) =>
          where.or([where("customer_hash", "in", customerHashes), where("email_hash", "in", customerHashes)]),
        )
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}
