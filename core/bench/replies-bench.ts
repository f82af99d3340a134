import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { NOBODY } from "../imports/replay-customer.js";
import type { RankingFeature } from "../replies/ranking/ranking-features.js";
import { type ReplyRecord, replyRecordSchema } from "../replies/reply-record.js";
import { byMiniSearch, byWink, type LabelledMessage } from "./replies-peers.js";
import { learnReplies, rankReplies } from "./reply-ranker.js";
import { type Machine, machine, machineInWords, prove, rounded, type Spread, spreadOf } from "./timing.js";

/** How well one method finds the right reply among all. */
export interface ReplyScores extends Spread {
  /** Share of the messages whose reply stood first, and among the first three. */
  readonly top1: number;
  readonly top3: number;
  /** Mean of one over its place; 0 where it was not found. */
  readonly mrr: number;
}

export interface RepliesResult {
  readonly machine: Machine;
  readonly train: number;
  readonly test: number;
  readonly replies: number;
  readonly trainSeconds: number;
  readonly methods: Readonly<Record<string, ReplyScores>>;
}

const LABEL_COLUMNS = ["reply", "category", "label", "intent"];
const row = z.record(z.string(), z.string());

/** @throws Error if the file has no column `text`, or none of those that may name the reply */
function readMessages(path: string): readonly LabelledMessage[] {
  const rows = z.array(row).parse(parse(readFileSync(path), { columns: true, bom: true }));
  const column = LABEL_COLUMNS.find((name) => rows[0]?.[name] !== undefined);
  if (column === undefined || rows[0]?.text === undefined) {
    throw new Error(
      `${path} needs rows with the columns text and reply (or ${LABEL_COLUMNS.slice(1).join(", ")})`,
    );
  }
  return rows.map((each) => ({ text: each.text ?? "", label: each[column] ?? "" }));
}

/** Our own methods, each alone. */
const ALONE: Readonly<Record<string, readonly RankingFeature[]>> = {
  "text model": ["text"],
  "similar tickets": ["tickets"],
  "words of the library": ["words"],
  popularity: ["popular"],
};

/**
 * Finds for each message the reply that people chose, among all replies: by each method alone, by all of them, and by
 * two search engines over the same solved tickets.
 */
export async function benchReplies(options: {
  readonly train: string;
  readonly test: string;
  readonly onProgress: (line: string) => void;
}): Promise<RepliesResult> {
  const { onProgress } = options;
  const train = readMessages(options.train);
  const test = readMessages(options.test);
  const replies = new Map<string, ReplyRecord>();
  for (const label of new Set(train.map((each) => each.label))) {
    const words = label.replaceAll(/[_-]+/g, " ");
    replies.set(label, replyRecordSchema.parse({ key: label, title: words, body: words }));
  }
  const from = performance.now();
  const learnt = await learnReplies(
    train.map((message) => ({ ...message, ...NOBODY })),
    replies,
    onProgress,
  );
  const trainSeconds = rounded((performance.now() - from) / 1_000);
  const methods: Record<string, ReplyScores> = {};
  const judge = (name: string, rank: (text: string) => readonly string[]) => {
    methods[name] = score(test, rank);
    onProgress(`${name}: ${(100 * (methods[name]?.top1 ?? 0)).toFixed(1)} %`);
  };
  judge("hybrid", (text) => rankReplies(learnt, { text, ...NOBODY }).map(({ key }) => key));
  for (const [name, only] of Object.entries(ALONE)) {
    judge(name, (text) => rankReplies(learnt, { text, ...NOBODY }, only).map(({ key }) => key));
  }
  judge("BM25 (minisearch)", byMiniSearch(train));
  judge("BM25 (wink-bm25-text-search)", byWink(train));
  prove((methods.hybrid?.top1 ?? 0) > 0, "the hybrid found nothing");
  return {
    machine: machine(),
    train: train.length,
    test: test.length,
    replies: replies.size,
    trainSeconds,
    methods,
  };
}

function score(test: readonly LabelledMessage[], rank: (text: string) => readonly string[]): ReplyScores {
  let [top1, top3, mrr] = [0, 0, 0];
  const times: number[] = [];
  for (const { text, label } of test) {
    const from = performance.now();
    const ranked = rank(text);
    times.push(performance.now() - from);
    const place = ranked.indexOf(label);
    if (place === 0) top1++;
    if (place >= 0 && place < 3) top3++;
    if (place >= 0) mrr += 1 / (place + 1);
  }
  const share = (of: number) => rounded(of / test.length);
  return { top1: share(top1), top3: share(top3), mrr: share(mrr), ...spreadOf(times) };
}

export function repliesInWords(result: RepliesResult): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`.padStart(8);
  return [
    machineInWords(result.machine),
    `${result.train} solved tickets learnt from in ${result.trainSeconds.toFixed(1)} s, ${result.test} asked, ${result.replies} replies`,
    "",
    `${"method".padEnd(30)}   top-1     top-3    MRR     median       p99`,
    ...Object.entries(result.methods).map(
      ([name, { top1, top3, mrr, medianMs, p99Ms }]) =>
        `${name.padEnd(30)}${percent(top1)}  ${percent(top3)}   ${mrr.toFixed(3)}   ${medianMs.toFixed(2)} ms   ${p99Ms.toFixed(2)} ms`,
    ),
  ].join("\n");
}
