import MiniSearch from "minisearch";
import { seededRandom } from "../seeded-random.js";
import type { ForestJson } from "../segments/forest/forest-json.js";
import { messageAbout, topicOf } from "./bench-library.js";
import { openBenchCore, TENANT } from "./bench-tenant.js";
import { customerTraits } from "./customer-events.js";
import type { FilledFolder } from "./fill-folder.js";
import { loadByPackage, trainByPackage } from "./forest-package.js";
import { prove } from "./timing.js";

/** How long each answer took, in milliseconds, and how often the right reply stood first, and among three. */
export interface TimedAnswers {
  readonly times: readonly number[];
  readonly first: number;
  readonly among: number;
}

export interface SuggestedReplies {
  readonly laps: ReadonlyMap<string, readonly number[]>;
  readonly product: TimedAnswers;
  readonly obvious: TimedAnswers;
}

const REQUESTS = 2_000;
const WARM_UP = 400;
const BLOCK = 100;
const SEED = 20_261_129;
const FOREST_ROWS = 1_000;
const FOREST_FEATURES = 10;
const FOREST = { seed: 1, nEstimators: 100, treeOptions: { maxDepth: 6 } };

/** Asks the product and the obvious way the same, in turn. @throws Error if a suggestion names another customer */
export async function run({ dataDir, profiles, replies, trained }: FilledFolder): Promise<SuggestedReplies> {
  const { core, laps } = await openBenchCore(dataDir);
  try {
    const askObvious = obviousWay(replies);
    const random = seededRandom(SEED);
    const product = { times: [] as number[], first: 0, among: 0 };
    const obvious = { times: [] as number[], first: 0, among: 0 };
    const asked = Array.from({ length: WARM_UP + REQUESTS }, (_, at) => {
      const reply = Math.floor(random() * trained);
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
        product.times.push(until - from);
        const keys = suggestions.map(({ replyKey }) => replyKey);
        if (keys[0] === `reply_${reply}`) product.first++;
        if (keys.includes(`reply_${reply}`)) product.among++;
        const { firstName } = customerTraits(customer);
        for (const { text: said } of suggestions)
          if (said?.startsWith("Dear "))
            prove(said.startsWith(`Dear ${firstName},`), "a suggestion named another");
      }
      for (const { request, reply, text } of some) {
        const from = performance.now();
        const found = askObvious(text, random);
        const until = performance.now();
        if (request < 0) continue;
        obvious.times.push(until - from);
        if (found[0] === reply) obvious.first++;
        if (found.slice(0, 3).includes(reply)) obvious.among++;
      }
    }
    return { laps, product, obvious };
  } finally {
    await core.close();
  }
}

/** Numbers of replies for a message: found by their words, after the forest was asked for the customer's segment. */
function obviousWay(replies: number): (text: string, random: () => number) => readonly number[] {
  const search = new MiniSearch({ fields: ["title", "body"] });
  search.addAll(
    Array.from({ length: replies }, (_, id) => ({
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
