import { z } from "zod";
import type { Database } from "../storage/database.js";
import type { TenantId } from "../tenant-id.js";

const key = z.string().min(1).max(120);
const url = z.url({ protocol: /^https?$/, error: "must be an http or https URL" }).optional();
const labels = z.array(z.string().min(1).max(80)).max(50).default([]);

/** A help article. */
export const articleRecordSchema = z.object({
  key,
  title: z.string().min(1).max(300),
  body: z.string().min(1).max(100_000),
  locale: z.string().min(2).max(35).default("en"),
  labels,
  url,
});

/** A product of the catalogue. */
export const productRecordSchema = z.object({
  sku: key,
  name: z.string().min(1).max(300),
  category: z.string().min(1).max(120),
  price: z.number().nonnegative(),
  currency: z.string().length(3),
  description: z.string().max(20_000).default(""),
  tags: labels,
  url,
  /** A picture: at an `https` address, or at a path of this server's own. */
  image: z
    .string()
    .max(2_000)
    .regex(/^(https:\/\/[^\s/]+\/?|\/(?!\/))\S*$/, "must be an https URL")
    .optional(),
});

export type ArticleRecord = z.output<typeof articleRecordSchema>;
export type ProductRecord = z.output<typeof productRecordSchema>;

/** One tenant's articles and products: what can be offered beside replies. */
export interface ItemStore {
  /** Adds or replaces by key; false if it stood there already, the same. */
  putArticle(article: ArticleRecord, nowMs: number): Promise<boolean>;
  /** Adds or replaces by SKU; false if it stood there already, the same. */
  putProduct(product: ProductRecord, nowMs: number): Promise<boolean>;
  /** All articles, by key. */
  articles(): Promise<readonly ArticleRecord[]>;
  /** All products, by SKU. */
  products(): Promise<readonly ProductRecord[]>;
  counts(): Promise<{ readonly articles: number; readonly products: number }>;
}

/** Items in SQL: the tenant's own texts, no personal data. */
export function openItemStore(db: Database, tenantId: TenantId): ItemStore {
  async function put(
    kind: "article" | "product",
    item_key: string,
    item: unknown,
    nowMs: number,
  ): Promise<boolean> {
    const document = JSON.stringify(item);
    const result = await db
      .insertInto("items")
      .values({ tenant_id: tenantId, kind, item_key, document, updated_at: nowMs })
      .onConflict((conflict) =>
        conflict
          .columns(["tenant_id", "kind", "item_key"])
          .doUpdateSet({ document, updated_at: nowMs })
          .where("items.document", "!=", document),
      )
      .executeTakeFirst();
    return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
  }
  async function all<T>(kind: "article" | "product"): Promise<readonly T[]> {
    const rows = await db
      .selectFrom("items")
      .select("document")
      .where("tenant_id", "=", tenantId)
      .where("kind", "=", kind)
      .orderBy("item_key")
      .execute();
    return rows.map((row) => JSON.parse(row.document) as T);
  }

  return {
    putArticle: (article, nowMs) => put("article", article.key, article, nowMs),
    putProduct: (product, nowMs) => put("product", product.sku, product, nowMs),
    articles: () => all<ArticleRecord>("article"),
    products: () => all<ProductRecord>("product"),
    async counts() {
      const rows = await db
        .selectFrom("items")
        .select(["kind", (builder) => builder.fn.countAll<number>().as("count")])
        .where("tenant_id", "=", tenantId)
        .groupBy("kind")
        .execute();
      const count = (kind: string) => Number(rows.find((row) => row.kind === kind)?.count ?? 0);
      return { articles: count("article"), products: count("product") };
    },
  };
}
