import MiniSearch from "minisearch";
import { seededRandom } from "../seeded-random.js";
import type { ForestJson } from "../segments/forest/forest-json.js";
import { topicOf } from "./bench-library.js";
import type { FilledFolder } from "./fill-folder.js";
import { loadByPackage, trainByPackage } from "./forest-package.js";
import { askedMessages, type TimedAnswers } from "./suggest-requests.js";

const SEED = 20_261_129;
const FOREST_ROWS = 1_000;
const FOREST_FEATURES = 10;
const FOREST = { seed: 1, nEstimators: 100, treeOptions: { maxDepth: 6 } };

/** Finds replies by their words, after the forest was asked for the customer's segment. */
export async function run({ replies, trained }: FilledFolder): Promise<TimedAnswers> {
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
  const times: number[] = [];
  let [first, among] = [0, 0];
  for (const { request, reply, text } of askedMessages(trained)) {
    const from = performance.now();
    predict([Array.from({ length: FOREST_FEATURES }, random)]);
    const found = search.search(text).map(({ id }) => Number(id));
    const until = performance.now();
    if (request < 0) continue;
    times.push(until - from);
    if (found[0] === reply) first++;
    if (found.slice(0, 3).includes(reply)) among++;
  }
  return { times, first, among };
}
