import type { ModelStore } from "../language/model-store.js";
import type { TextModel } from "../language/text-model.js";
import type { ItemStore, ProductRecord } from "../recommend/item-store.js";
import type { ReplyRecord } from "../replies/reply-record.js";
import type { ReplyStore } from "../replies/reply-store.js";
import type { LibraryRevisionStore } from "./library-revision-store.js";

/** The tenant's library as it stood at one revision: what a turn answers from. */
export interface LibrarySnapshot {
  readonly revision: number;
  readonly replies: ReadonlyMap<string, ReplyRecord>;
  readonly products: readonly ProductRecord[];
  /** `undefined` before the first training. */
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
export function openLibrarySnapshot(sources: LibrarySources): () => Promise<LibrarySnapshot> {
  let latest: LibrarySnapshot | undefined;
  let loading: Promise<LibrarySnapshot> | undefined;

  async function load(revision: number): Promise<LibrarySnapshot> {
    const [replies, products, model] = await Promise.all([
      sources.replies.all(),
      sources.items.products(),
      sources.models.loadText(),
    ]);
    latest = { revision, replies, products, model };
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
