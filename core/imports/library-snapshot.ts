import { type CatalogueIndex, catalogueIndex } from "../language/entities/catalogue-index.js";
import type { ModelStore } from "../language/model-store.js";
import type { TextEncoder } from "../language/text-encoder.js";
import type { TextModel } from "../language/text-model.js";
import type { Logger } from "../logger.js";
import type { ItemStore, ProductRecord } from "../recommend/item-store.js";
import { indexProducts, type ProductIndex } from "../recommend/recommend-products.js";
import type { ReplyRecord } from "../replies/reply-record.js";
import type { ReplyStore } from "../replies/reply-store.js";
import type { LibraryRevisionStore } from "./library-revision-store.js";

/** The tenant's library as it stood at one revision: what a turn answers from. */
export interface LibrarySnapshot {
  readonly revision: number;
  readonly replies: ReadonlyMap<string, ReplyRecord>;
  /** Languages that replies are written in, the commonest first (BCP 47). */
  readonly languages: readonly string[];
  /** By SKU. */
  readonly products: ReadonlyMap<string, ProductRecord>;
  /** By which products and categories are found in a message. */
  readonly names: CatalogueIndex;
  /** From which products are recommended, with the attributes that preferences are about. */
  readonly goods: ProductIndex;
  /** `undefined` before the first training, and where the model was trained with another encoder. */
  readonly model: TextModel | undefined;
}

interface LibrarySources {
  readonly revisions: LibraryRevisionStore;
  readonly replies: Pick<ReplyStore, "all">;
  readonly items: Pick<ItemStore, "products">;
  readonly models: Pick<ModelStore, "loadText">;
}

/**
 * The library as it is now. Kept in memory, and read anew only after an import or a training, by whichever process:
 * a turn asks for no more than the revision.
 */
export function openLibrarySnapshot(
  sources: LibrarySources,
  { encoder, log }: { readonly encoder: TextEncoder | undefined; readonly log: Logger },
): () => Promise<LibrarySnapshot> {
  let latest: LibrarySnapshot | undefined;
  let loading: Promise<LibrarySnapshot> | undefined;

  async function load(revision: number): Promise<LibrarySnapshot> {
    const [replies, products, stored] = await Promise.all([
      sources.replies.all(),
      sources.items.products(),
      sources.models.loadText(),
    ]);
    if (stored === "unreadable") log.warn({}, "the text model can't be read: run rapport train");
    const model = stored === "unreadable" ? undefined : stored;
    const isUsable = model?.encoder === undefined || model.encoder.id === encoder?.id;
    if (model !== undefined && !isUsable) {
      log.warn({}, "the text model was trained with another encoder and is not used: train again");
    }
    latest = {
      revision,
      replies,
      languages: languagesOf(replies),
      products: new Map(products.map((product) => [product.sku, product])),
      names: catalogueIndex(products),
      goods: indexProducts(products),
      model: isUsable ? model : undefined,
    };
    return latest;
  }

  return async () => {
    // Read before the contents: what changes in between is read again by the next turn.
    const revision = await sources.revisions.current();
    if (latest?.revision === revision) return latest;
    loading ??= load(revision).finally(() => {
      loading = undefined;
    });
    return loading;
  };
}

export function languagesOf(replies: LibrarySnapshot["replies"]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { locale, variants } of replies.values()) {
    const locales = [locale, ...variants.flatMap((variant) => variant.locale ?? [])];
    for (const each of new Set(locales)) counts.set(each, (counts.get(each) ?? 0) + 1);
  }
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([locale]) => locale);
}
