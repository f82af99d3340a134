import type { Channel } from "../channel.js";
import type { Delivery } from "../core.js";
import { RapportError } from "../error.js";
import type { BlindIndex, Vault } from "../privacy/vault.js";
import type { Database } from "../storage/database.js";
import { toBuffer } from "../storage/schema.js";
import type { TenantId } from "../tenant-id.js";

/** One tenant's deliveries: each is claimed once, and settled when answered. */
export interface DeliveryStore {
  claim(delivery: Delivery, nowMs: number): Promise<boolean>;
  settle(channel: Channel, deliveryId: string, nowMs: number): Promise<void>;
  /**
   * Claimed in `[sinceMs, beforeMs)` and not settled, oldest first.
   * @param claim with `claimAtMs` they are claimed anew, so that of several processes that ask only one gets them
   */
  interrupted(
    channel: Channel,
    claim: { readonly sinceMs: number; readonly beforeMs: number; readonly claimAtMs?: number },
  ): Promise<readonly Delivery[]>;
  /** Drops addresses that nobody will be answered at any more, and claims that no platform repeats. */
  forgetOld(nowMs: number): Promise<number>;
}

const MAX_ADDRESS_CHARS = 4_096;

/** Platforms deliver again for minutes, at most hours; after this a claim is forgotten. */
const REMEMBERED_MS = 7 * 24 * 3_600_000;

/** After this nobody is told any more that their message was interrupted. */
const ANSWERABLE_MS = 24 * 3_600_000;

/** Deliveries in SQL. The address is dropped as soon as the delivery is settled. */
export function openDeliveryStore(
  db: Database,
  { vault, index }: { readonly vault: Vault; readonly index: BlindIndex },
  tenantId: TenantId,
  tenantKey: Buffer,
): DeliveryStore {
  /** Of these, those that nobody else claimed meanwhile. */
  async function claimAgain<T extends { readonly delivery_hash: string }>(
    open: readonly T[],
    beforeMs: number,
    claimAtMs: number,
  ): Promise<readonly T[]> {
    if (open.length === 0) return [];
    const hashes = open.map(({ delivery_hash }) => delivery_hash);
    const claimed = await db
      .updateTable("deliveries")
      .set({ claimed_at: claimAtMs })
      .where("tenant_id", "=", tenantId)
      .where("delivery_hash", "in", hashes)
      .where("settled_at", "is", null)
      .where("claimed_at", "<", beforeMs)
      .returning("delivery_hash")
      .execute();
    const own = new Set(claimed.map(({ delivery_hash }) => delivery_hash));
    return open.filter(({ delivery_hash }) => own.has(delivery_hash));
  }

  const hash = (channel: Channel, deliveryId: string) => index.hash(`${tenantId}|${channel}`, deliveryId);
  return {
    async claim({ channel, deliveryId, address }, nowMs) {
      const json = JSON.stringify({ deliveryId, address });
      if (json.length > MAX_ADDRESS_CHARS) {
        throw new RapportError(
          "request_malformed",
          `a delivery's address is over ${MAX_ADDRESS_CHARS} characters`,
        );
      }
      const delivery_hash = hash(channel, deliveryId);
      const result = await db
        .insertInto("deliveries")
        .values({
          tenant_id: tenantId,
          channel,
          delivery_hash,
          address_sealed: vault.seal(tenantKey, tenantId, delivery_hash, json),
          claimed_at: nowMs,
          settled_at: null,
        })
        .onConflict((conflict) => conflict.columns(["tenant_id", "channel", "delivery_hash"]).doNothing())
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },

    async settle(channel, deliveryId, nowMs) {
      await db
        .updateTable("deliveries")
        .set({ settled_at: nowMs, address_sealed: null })
        .where("tenant_id", "=", tenantId)
        .where("channel", "=", channel)
        .where("delivery_hash", "=", hash(channel, deliveryId))
        .execute();
    },

    async forgetOld(nowMs) {
      await db
        .deleteFrom("deliveries")
        .where("tenant_id", "=", tenantId)
        .where("claimed_at", "<", nowMs - REMEMBERED_MS)
        .execute();
      const result = await db
        .updateTable("deliveries")
        .set({ address_sealed: null })
        .where("tenant_id", "=", tenantId)
        .where("address_sealed", "is not", null)
        .where("claimed_at", "<", nowMs - ANSWERABLE_MS)
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },

    async interrupted(channel, { sinceMs, beforeMs, claimAtMs }) {
      const open = await db
        .selectFrom("deliveries")
        .select(["delivery_hash", "address_sealed"])
        .where("tenant_id", "=", tenantId)
        .where("channel", "=", channel)
        .where("settled_at", "is", null)
        .where("claimed_at", ">=", sinceMs)
        .where("claimed_at", "<", beforeMs)
        .orderBy("claimed_at")
        .execute();
      const rows = claimAtMs === undefined ? open : await claimAgain(open, beforeMs, claimAtMs);
      return rows.flatMap((row) => {
        if (row.address_sealed === null) return [];
        const json = vault.open(tenantKey, tenantId, row.delivery_hash, toBuffer(row.address_sealed));
        return [{ tenantId, channel, ...(JSON.parse(json) as Pick<Delivery, "deliveryId" | "address">) }];
      });
    },
  };
}
