import type { RecommendResult } from "./recommend-bench.js";
import type { ColdScores } from "./recommend-cold-start.js";
import { machineInWords } from "./timing.js";

/** The result for a reader. */
export function recommendInWords(result: RecommendResult): string {
  const { machine, seed, users, items, interactions, heldOut, methods, hybridWeights, coldStart } = result;
  const weights = Object.entries(hybridWeights).map(([name, weight]) => `${name} ${weight}`);
  return [
    machineInWords(machine),
    `${users} users, ${items} items, ${interactions} interactions, of which ${heldOut} were held out, a fifth of each user's at random; all items are ranked; seed ${seed}. Split, EASE and rankings are proved right first.`,
    "",
    "            NDCG@10   Recall@10   Recall@20   coverage   training   a request: median, p99",
    ...Object.entries(methods).map(([name, method]) =>
      [
        name.padEnd(11),
        share(method.ndcg10, 8),
        share(method.recall10, 12),
        share(method.recall20, 12),
        share(method.coverage, 11),
        `${method.trainSeconds.toFixed(1)} s`.padStart(11),
        `   ${method.msPerRequest.toFixed(2)} ms, ${method.p99Ms.toFixed(2)} ms`,
      ].join(""),
    ),
    "",
    `The hybrid's weights, learnt from the training part: ${weights.join(", ")}.`,
    "",
    `Users nobody knows (${coldStart.users.users}, nothing learnt from them):`,
    ...coldInWords("0 of their items known", coldStart.users.known0),
    ...coldInWords("1 known", coldStart.users.known1),
    ...coldInWords("3 known", coldStart.users.known3),
    ...(coldStart.items === null
      ? []
      : [
          "",
          `Items nobody used (${coldStart.items.items}, ranked among themselves for ${coldStart.items.users} users):`,
          ...coldInWords("by their texts", coldStart.items.methods),
        ]),
  ].join("\n");
}

function coldInWords(title: string, methods: Readonly<Record<string, ColdScores>>): readonly string[] {
  return Object.entries(methods).map(
    ([name, { ndcg10, recall10 }]) =>
      `  ${title.padEnd(24)} ${name.padEnd(11)} NDCG@10 ${ndcg10.toFixed(3)}   Recall@10 ${recall10.toFixed(3)}`,
  );
}

function share(value: number, width: number): string {
  return value.toFixed(4).padStart(width);
}
