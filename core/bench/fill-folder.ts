import { systemClock } from "../clock.js";
import { articleOf, load, productOf, stockReplies } from "./bench-library.js";
import { openBenchCore, openBenchTenant } from "./bench-tenant.js";
import { fillPeople } from "./fill-people.js";

/** What is to be in an empty folder. */
export interface FilledFolder {
  readonly dataDir: string;
  readonly profiles: number;
  readonly replies: number;
  /** So many of the replies have tickets. */
  readonly trained: number;
  readonly articles: number;
  readonly products: number;
}

/** Fills a folder with people and a library, and trains on it. */
export async function run(folder: FilledFolder, onProgress: (line: string) => void): Promise<void> {
  const { dataDir, profiles } = folder;
  const filling = await openBenchTenant(dataDir);
  await fillPeople(filling, { profiles, onProgress, nowMs: systemClock.nowMs() });
  await filling.close();
  const { core } = await openBenchCore(dataDir);
  await load(core, "articles", numbered(folder.articles, articleOf));
  await load(core, "products", numbered(folder.products, productOf));
  await stockReplies(core, folder, onProgress);
  await core.close();
}

const numbered = <Made>(count: number, make: (n: number) => Made) =>
  Array.from({ length: count }, (_, n) => make(n));
