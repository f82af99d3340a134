import type { FilledFolder } from "./fill-folder.js";
import { inNewProcess } from "./in-new-process.js";
import type { SuggestedReplies, TimedAnswers } from "./suggest-requests.js";
import {
  type Machine,
  machine,
  machineInWords,
  prove,
  rounded,
  type Spread,
  spreadInWords,
  spreadOf,
  spreadsOf,
  sum,
} from "./timing.js";

export interface SuggestBenchResult {
  readonly machine: Machine;
  readonly profiles: number;
  readonly replies: number;
  readonly trained: number;
  readonly articles: number;
  readonly products: number;
  readonly requests: number;
  /** Of one `suggest`, from the message to three suggestions, decisions and audit on disk. */
  readonly suggest: Spread;
  /** How often the right reply stood first, and among the three, in [0,1]. */
  readonly top1: number;
  readonly top3: number;
  readonly byStop: Readonly<Record<string, Spread & { readonly share: number }>>;
  /** A search of the replies' texts and the package's forest, and nothing else: no profile, receipt or record. */
  readonly obvious: Spread & { readonly top1: number; readonly top3: number };
}

const REPLIES = 5_000;
const TRAINED = 1_000;
const ARTICLES = 2_000;
const PRODUCTS = 5_000;
/** The obvious way makes more garbage than the product: it need not live with the product's small young generation. */
const NODE_AS_IT_IS: readonly string[] = [];

/**
 * Suggests replies in process over an embedded database with a large library, and does the same the obvious way in the
 * same run: MiniSearch over the replies and the segment by `ml-random-forest`.
 * @throws Error if suggestions are not the right ones: only right results are timed
 */
export async function benchSuggest(options: {
  /** An empty folder. */
  readonly dataDir: string;
  readonly profiles: number;
  readonly onProgress: (line: string) => void;
}): Promise<SuggestBenchResult> {
  const { dataDir, profiles, onProgress } = options;
  const folder = {
    dataDir,
    profiles,
    replies: REPLIES,
    trained: TRAINED,
    articles: ARTICLES,
    products: PRODUCTS,
  };
  await inNewProcess<FilledFolder, void>(new URL("./fill-folder.js", import.meta.url), folder, onProgress);
  onProgress("suggesting");
  const product = await inNewProcess<FilledFolder, SuggestedReplies>(
    new URL("./suggest-requests.js", import.meta.url),
    folder,
    onProgress,
  );
  onProgress("the obvious way");
  const obvious = await inNewProcess<FilledFolder, TimedAnswers>(
    new URL("./suggest-obvious.js", import.meta.url),
    folder,
    onProgress,
    NODE_AS_IT_IS,
  );
  const requests = product.times.length;
  const right = ({ first, among }: TimedAnswers) => ({
    top1: rounded(first / requests),
    top3: rounded(among / requests),
  });
  const { among } = product;
  prove(among / requests > 0.8, `only ${Math.round((100 * among) / requests)} % were among three`);
  return {
    machine: machine(),
    profiles,
    ...{ replies: REPLIES, trained: TRAINED, articles: ARTICLES, products: PRODUCTS },
    requests,
    suggest: spreadOf(product.times),
    ...right(product),
    byStop: spreadsOf(product.laps, sum(product.times)),
    obvious: { ...spreadOf(obvious.times), ...right(obvious) },
  };
}

export function suggestInWords(result: SuggestBenchResult): string {
  const right = ({ top1, top3 }: { readonly top1: number; readonly top3: number }) =>
    `   right first ${(top1 * 100).toFixed(1)} %, among three ${(top3 * 100).toFixed(1)} %`;
  return [
    machineInWords(result.machine),
    `${result.profiles} profiles, ${result.replies} replies (${result.trained} of them learnt from tickets), ${result.articles} articles, ${result.products} products, ${result.requests} requests`,
    "",
    spreadInWords("suggest", result.suggest, right(result)),
    spreadInWords("obvious way", result.obvious, right(result.obvious)),
    "  (the obvious way searches the replies' words and asks ml-random-forest: no profile is read, nothing is recorded)",
    "",
    "By stop of the road, with its share of the time:",
    ...Object.entries(result.byStop).map(([stop, spread]) =>
      spreadInWords(stop, spread, `   ${Math.round(spread.share * 100)} %`),
    ),
  ].join("\n");
}
