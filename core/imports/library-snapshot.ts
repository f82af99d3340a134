import { type CatalogueIndex, catalogueIndex } from "../language/entities/catalogue-index.js";
import type { ModelStore } from "../language/model-store.js";
import type { TextEncoder } from "../language/text-encoder.js";
import { encodeText, type TextModel } from "../language/text-model.js";
import type { TicketStore } from "../language/ticket-store.js";
import type { Logger } from "../logger.js";
import type { ItemStore, ProductRecord } from "../recommend/item-store.js";
import type { ProductAffinities } from "../recommend/product-affinities.js";
import { indexProducts, type ProductIndex } from "../recommend/recommend-products.js";
import { type ArticleIndex, indexArticles } from "../recommend/replies/linked-articles.js";
import { indexTickets, type TicketIndex } from "../recommend/replies/similar-tickets.js";
import type { ReplyShelf } from "../replies/ranking/find-candidates.js";
import { UNTRAINED_RANKING } from "../replies/ranking/ranking-model.js";
import { shelve } from "../replies/ranking/shelve.js";
import { withPriors } from "../replies/ranking/with-priors.js";
import type { ReplyRecord } from "../replies/reply-record.js";
import type { ReplySettings, ReplySettingsStore } from "../replies/reply-settings.js";
import type { ReplyStore } from "../replies/reply-store.js";
import type { LibraryRevisionStore } from "./library-revision-store.js";
import { skusByName } from "./read-purchases.js";

/** The tenant's library as it stood at one revision: what a turn answers from. */
export interface LibrarySnapshot {
  readonly revision: number;
  readonly replies: ReadonlyMap<string, ReplyRecord>;
  /** Languages that replies are written in, the commonest first (BCP 47). */
  readonly languages: readonly string[];
  /** By SKU. */
  readonly products: ReadonlyMap<string, ProductRecord>;
  /** SKUs by name, as orders name what was bought. */
  readonly skus: ReadonlyMap<string, string>;
  /** By which products and categories are found in a message. */
  readonly names: CatalogueIndex;
  /** From which products are recommended, with the attributes that preferences are about. */
  readonly goods: ProductIndex;
  /** The replies, ready to be chosen from. */
  readonly shelf: ReplyShelf;
  readonly replySettings: ReplySettings;
  /** From which replies link to what may be read further. */
  readonly articles: ArticleIndex;
  /** What all customers' purchases say of products; `undefined` before the first training, or of too few. */
  readonly affinities: ProductAffinities | undefined;
  /** `undefined` before the first training, and where the model was trained with another encoder. */
  readonly model: TextModel | undefined;
}

interface LibrarySources {
  readonly revisions: LibraryRevisionStore;
  readonly replies: Pick<ReplyStore, "all">;
  readonly items: Pick<ItemStore, "products" | "articles">;
  readonly models: Pick<ModelStore, "loadText" | "loadRanking" | "loadProducts" | "loadPriors">;
  readonly tickets: Pick<TicketStore, "examples" | "count">;
  readonly replySettings: Pick<ReplySettingsStore, "load">;
}

interface SnapshotParts {
  readonly encoder: TextEncoder | undefined;
  readonly log: Logger;
  /** Of keyed hashes of customers, those whose tickets may be learnt from. */
  readonly allowing: (customerHashes: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** So many tickets at most are compared with a message. */
const COMPARED_TICKETS = 20_000;

/**
 * The library as it is now. Kept in memory, and read anew only after an import or a training, by whichever process:
 * a turn asks for no more than the revision.
 */
export function openLibrarySnapshot(
  sources: LibrarySources,
  { encoder, log, allowing }: SnapshotParts,
): () => Promise<LibrarySnapshot> {
  let latest: LibrarySnapshot | undefined;
  let loading: Promise<LibrarySnapshot> | undefined;
  let indexed: { readonly state: string; readonly index: TicketIndex | undefined } | undefined;

  async function load(revision: number): Promise<LibrarySnapshot> {
    const [replies, products, articles, stored, ranking, replySettings, affinities, priors] =
      await Promise.all([
        sources.replies.all(),
        sources.items.products(),
        sources.items.articles(),
        sources.models.loadText(),
        sources.models.loadRanking(),
        sources.replySettings.load(),
        sources.models.loadProducts(),
        sources.models.loadPriors(),
      ]);
    if (stored === "unreadable") log.warn({}, "the text model can't be read: run rapport train");
    const model = stored === "unreadable" ? undefined : stored;
    const isUsable = model?.encoder === undefined || model.encoder.id === encoder?.id;
    if (model !== undefined && !isUsable) {
      log.warn({}, "the text model was trained with another encoder and is not used: train again");
    }
    const usable = isUsable ? model : undefined;
    latest = {
      revision,
      replies,
      shelf: shelve(
        replies,
        withPriors(ranking ?? UNTRAINED_RANKING, priors, replies),
        await ticketIndex(usable),
      ),
      replySettings,
      articles: indexArticles(articles),
      affinities,
      languages: languagesOf(replies),
      products: new Map(products.map((product) => [product.sku, product])),
      skus: skusByName(products),
      names: catalogueIndex(products),
      goods: indexProducts(products),
      model: usable,
    };
    return latest;
  }

  /** Tickets stay indexed as long as neither they nor the model change. */
  async function ticketIndex(model: TextModel | undefined): Promise<TicketIndex | undefined> {
    if (model === undefined) return undefined;
    const state = `${model.version} ${await sources.tickets.count()}`;
    if (indexed?.state === state) return indexed.index;
    const { examples } = await sources.tickets.examples(allowing, COMPARED_TICKETS);
    const read = examples.map(({ text, label, after }) => ({
      label,
      after: after?.at(-1),
      vector: encodeText(model, text),
    }));
    const index = read.length === 0 ? undefined : indexTickets(read, model.idf.length);
    indexed = { state, index };
    return index;
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

/** Languages that replies are written in, the commonest first (BCP 47). */
export function languagesOf(replies: LibrarySnapshot["replies"]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { locale, variants } of replies.values()) {
    const locales = [locale, ...variants.flatMap((variant) => variant.locale ?? [])];
    for (const each of new Set(locales)) counts.set(each, (counts.get(each) ?? 0) + 1);
  }
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([locale]) => locale);
}
