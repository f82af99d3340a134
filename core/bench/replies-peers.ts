import { createRequire } from "node:module";
import MiniSearch from "minisearch";

/** A message with the key of the reply that was chosen. */
export interface LabelledMessage {
  readonly text: string;
  readonly label: string;
}

/** Replies in the order of their best ticket. */
function inOrder(labels: readonly string[]): readonly string[] {
  return [...new Set(labels)];
}

/** The replies of solved tickets in the order in which MiniSearch finds the tickets. */
export function byMiniSearch(train: readonly LabelledMessage[]): (text: string) => readonly string[] {
  const search = new MiniSearch({ fields: ["text"] });
  search.addAll(train.map(({ text }, id) => ({ id, text })));
  return (text) => inOrder(search.search(text).map(({ id }) => train[Number(id)]?.label ?? ""));
}

/** As far as it is used here. */
interface WinkSearch {
  defineConfig(config: object): void;
  definePrepTasks(tasks: readonly ((text: string) => readonly string[])[]): void;
  addDoc(doc: object, id: number): void;
  consolidate(): void;
  search(text: string, limit: number): readonly (readonly [string, number])[];
}

/** The same by `wink-bm25-text-search`, with the same words. */
export function byWink(train: readonly LabelledMessage[]): (text: string) => readonly string[] {
  const require = createRequire(import.meta.url);
  const search = (require("wink-bm25-text-search") as () => WinkSearch)();
  search.defineConfig({ fldWeights: { text: 1 } });
  search.definePrepTasks([(text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []]);
  for (const [id, { text }] of train.entries()) search.addDoc({ text }, id);
  search.consolidate();
  return (text) => inOrder(search.search(text, 200).map(([id]) => train[Number(id)]?.label ?? ""));
}
