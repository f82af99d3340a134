import { RapportError } from "../error.js";
import type { ProductAffinities } from "../recommend/product-affinities.js";
import {
  deserializeProductAffinities,
  serializeProductAffinities,
} from "../recommend/product-affinities-file.js";
import { type RankingModel, readRanking, serializeRanking } from "../replies/ranking/ranking-model.js";
import { type ReplyPriors, readPriors } from "../replies/ranking/reply-priors.js";
import { priorsVersion } from "../replies/ranking/with-priors.js";
import type { Database } from "../storage/database.js";
import { toBuffer } from "../storage/schema.js";
import type { TenantId } from "../tenant-id.js";
import type { TextModel } from "./text-model.js";
import { deserializeTextModel } from "./text-model-file.js";

/** One tenant's trained models: of texts, and of how replies are ranked; and what a sibling tells of the latter. */
export interface ModelStore {
  saveText(version: string, bytes: Uint8Array, nowMs: number): Promise<void>;
  /**
   * The newest, parsed once a version. `undefined` before the first training; `unreadable`: the stored one can't be
   * read, such as one that an earlier release wrote, until the next training.
   */
  loadText(): Promise<TextModel | "unreadable" | undefined>;
  saveRanking(model: RankingModel, nowMs: number): Promise<void>;
  saveProducts(affinities: ProductAffinities, nowMs: number): Promise<void>;
  /** `undefined` before the first training, and where the stored one is another release's. */
  loadProducts(): Promise<ProductAffinities | undefined>;
  /** `undefined` before the first training, and where the stored one is another release's. */
  loadRanking(): Promise<RankingModel | undefined>;
  savePriors(priors: ReplyPriors, nowMs: number): Promise<void>;
  /** `undefined` if none were imported, and where the stored ones are another release's. */
  loadPriors(): Promise<ReplyPriors | undefined>;
  /** @returns whether there were any */
  removePriors(): Promise<boolean>;
}

type Kind = "text" | "ranker" | "products" | "priors";

/** Models in SQL. Keeps the newest in memory, so that a turn only asks which one that is. */
export function openModelStore(db: Database, tenantId: TenantId): ModelStore {
  let cached: TextModel | undefined;

  async function load(kind: Exclude<Kind, "text">): Promise<Buffer | undefined> {
    const row = await db
      .selectFrom("models")
      .select("bytes")
      .where("tenant_id", "=", tenantId)
      .where("kind", "=", kind)
      .executeTakeFirst();
    return row && toBuffer(row.bytes);
  }

  async function save(kind: Kind, version: string, bytes: Uint8Array, nowMs: number) {
    await db
      .insertInto("models")
      .values({ tenant_id: tenantId, kind, version, bytes, trained_at: nowMs })
      .onConflict((conflict) =>
        conflict.columns(["tenant_id", "kind"]).doUpdateSet({ version, bytes, trained_at: nowMs }),
      )
      .execute();
  }

  return {
    saveText: (version, bytes, nowMs) => save("text", version, bytes, nowMs),
    saveRanking: (model, nowMs) => save("ranker", model.version, serializeRanking(model), nowMs),
    async loadRanking() {
      const bytes = await load("ranker");
      return bytes && readRanking(bytes);
    },
    saveProducts: (affinities, nowMs) =>
      save("products", affinities.version, serializeProductAffinities(affinities), nowMs),
    async loadProducts() {
      const bytes = await load("products");
      return bytes && readProducts(bytes);
    },
    savePriors: (priors, nowMs) =>
      save("priors", priorsVersion(priors), Buffer.from(JSON.stringify(priors)), nowMs),
    async loadPriors() {
      const bytes = await load("priors");
      return bytes && readStoredPriors(bytes);
    },
    async removePriors() {
      const removed = await db
        .deleteFrom("models")
        .where("tenant_id", "=", tenantId)
        .where("kind", "=", "priors")
        .executeTakeFirst();
      return removed.numDeletedRows > 0n;
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

function readProducts(bytes: Uint8Array): ProductAffinities | undefined {
  try {
    return deserializeProductAffinities(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function readStoredPriors(bytes: Buffer): ReplyPriors | undefined {
  try {
    return readPriors(bytes.toString("utf8"));
  } catch (error) {
    if (error instanceof RapportError && error.code === "import_invalid") return undefined;
    throw error;
  }
}

function readModel(bytes: Uint8Array): TextModel | "unreadable" {
  try {
    return deserializeTextModel(bytes);
  } catch (error) {
    if (error instanceof TypeError) return "unreadable";
    throw error;
  }
}
