import MiniSearch from "minisearch";
import { systemClock } from "../clock.js";
import { seededRandom } from "../seeded-random.js";
import type { ForestJson } from "../segments/forest/forest-json.js";
import { load, messageAbout, stockReplies, topicOf } from "./bench-library.js";
import { openBenchCore, openBenchTenant, TENANT } from "./bench-tenant.js";
import { customerTraits } from "./customer-events.js";
import { fillPeople } from "./fill-people.js";
import { loadByPackage, trainByPackage } from "./forest-package.js";
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
const REQUESTS = 2_000;
const WARM_UP = 200;
const BLOCK = 100;
const SEED = 20_261_129;
const FOREST_ROWS = 1_000;
const FOREST_FEATURES = 10;
const FOREST = { seed: 1, nEstimators: 100, treeOptions: { maxDepth: 6 } };

/**
 * Suggests replies in process over an embedded database with a large library, and does the same the obvious way in the
 * same run, in turn by blocks: MiniSearch over the replies and the segment by `ml-random-forest`.
 * @throws Error if suggestions are not the right ones: only right results are timed
 */
export async function benchSuggest(options: {
  /** An empty folder. */
  readonly dataDir: string;
  readonly profiles: number;
  readonly onProgress: (line: string) => void;
}): Promise<SuggestBenchResult> {
  const { dataDir, profiles, onProgress } = options;
  const filling = await openBenchTenant(dataDir);
  await fillPeople(filling, { ...options, nowMs: systemClock.nowMs() });
  await filling.close();
  const { core, laps } = await openBenchCore(dataDir);
  try {
    await load(
      core,
      "articles",
      Array.from({ length: ARTICLES }, (_, n) => articleOf(n)),
    );
    await load(
      core,
      "products",
      Array.from({ length: PRODUCTS }, (_, n) => productOf(n)),
    );
    await stockReplies(core, { replies: REPLIES, trained: TRAINED }, onProgress);
    const obvious = obviousWay();
    const random = seededRandom(SEED);
    const times: number[] = [];
    const plainTimes: number[] = [];
    let [first, among, plainFirst, plainAmong] = [0, 0, 0, 0];
    const asked = Array.from({ length: WARM_UP + REQUESTS }, (_, at) => {
      const reply = Math.floor(random() * TRAINED);
      return { request: at - WARM_UP, reply, text: messageAbout(reply, random) };
    });
    // In turn by blocks: what one way leaves to be collected is not collected in the other's time.
    for (let block = 0; block < asked.length; block += BLOCK) {
      const some = asked.slice(block, block + BLOCK);
      for (const { request, reply, text } of some) {
        if (request === 0) laps.clear();
        const customer = Math.abs(request * 7_919) % profiles;
        const from = performance.now();
        const { suggestions } = await core.suggest({
          tenantId: TENANT,
          channel: "zendesk",
          conversationId: `ticket/${request}`,
          customer: { identifiers: [{ type: "email", value: `customer${customer}@mail.example` }] },
          text,
        });
        const until = performance.now();
        if (request < 0) continue;
        times.push(until - from);
        const keys = suggestions.map(({ replyKey }) => replyKey);
        if (keys[0] === `reply_${reply}`) first++;
        if (keys.includes(`reply_${reply}`)) among++;
        const { firstName } = customerTraits(customer);
        for (const { text: said } of suggestions)
          if (said?.startsWith("Dear "))
            prove(said.startsWith(`Dear ${firstName},`), "a suggestion named another");
      }
      for (const { request, reply, text } of some) {
        const from = performance.now();
        const found = obvious(text, random);
        const until = performance.now();
        if (request < 0) continue;
        plainTimes.push(until - from);
        if (found[0] === reply) plainFirst++;
        if (found.slice(0, 3).includes(reply)) plainAmong++;
      }
    }
    prove(among / times.length > 0.8, `only ${Math.round((100 * among) / times.length)} % were among three`);
    return {
      machine: machine(),
      profiles,
      ...{ replies: REPLIES, trained: TRAINED, articles: ARTICLES, products: PRODUCTS },
      requests: times.length,
      suggest: spreadOf(times),
      top1: rounded(first / times.length),
      top3: rounded(among / times.length),
      byStop: spreadsOf(laps, sum(times)),
      obvious: {
        ...spreadOf(plainTimes),
        top1: rounded(plainFirst / times.length),
        top3: rounded(plainAmong / times.length),
      },
    };
  } finally {
    await core.close();
  }
}

/** Numbers of replies for a message: found by their words, after the forest was asked for the customer's segment. */
function obviousWay(): (text: string, random: () => number) => readonly number[] {
  const search = new MiniSearch({ fields: ["title", "body"] });
  search.addAll(
    Array.from({ length: REPLIES }, (_, id) => ({
      id,
      title: topicOf(id).join(" "),
      body: `This is what we say about it (${id}).`,
    })),
  );
  const random = seededRandom(SEED);
  const values = Float64Array.from({ length: FOREST_ROWS * FOREST_FEATURES }, random);
  const labels = Array.from({ length: FOREST_ROWS }, (_, row) =>
    Math.floor(4 * (values[row * FOREST_FEATURES] ?? 0)),
  );
  const { json } = trainByPackage({ rows: FOREST_ROWS, columns: FOREST_FEATURES, values }, labels, FOREST);
  const predict = loadByPackage(JSON.parse(json) as ForestJson);
  return (text, asked) => {
    predict([Array.from({ length: FOREST_FEATURES }, asked)]);
    return search.search(text).map(({ id }) => Number(id));
  };
}

function articleOf(n: number): object {
  const words = topicOf(n).join(" ");
  return {
    key: `article_${n}`,
    title: `All about ${words}`,
    body: `${words}. `.repeat(60),
    locale: "en",
    labels: [],
    url: `https://help.example/articles/${n}`,
  };
}

function productOf(n: number): object {
  const words = topicOf(n + 100_000);
  return {
    sku: `SKU-${n}`,
    name: words.join(" "),
    category: `Category ${n % 40}`,
    price: 10 + (n % 300),
    currency: "EUR",
    description: `A ${words[0]} for every ${words[1]}.`,
    tags: [words[2]],
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
