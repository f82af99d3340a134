import type { FilledFolder } from "./fill-folder.js";
import { inNewProcess } from "./in-new-process.js";
import type { AnsweredTurns } from "./respond-turns.js";
import {
  type Machine,
  machine,
  machineInWords,
  prove,
  type Spread,
  spreadInWords,
  spreadOf,
  spreadsOf,
  sum,
} from "./timing.js";

export interface RespondResult {
  readonly machine: Machine;
  readonly profiles: number;
  readonly replies: number;
  readonly turns: number;
  /** Of one `respond`, from the message to the reply, the conversation kept. */
  readonly turn: Spread;
  /** How often the reply was the one that the message was written for, in [0,1]. */
  readonly rightReplies: number;
  readonly byStop: Readonly<Record<string, Spread & { readonly share: number }>>;
}

const REPLIES = 1_000;

/**
 * Answers customers in process over an embedded database: a message in, the reply out, with the decision, its
 * receipt, the audit and the conversation on disk.
 * @throws Error if replies are not the right ones: only right results are timed
 */
export async function benchRespond(options: {
  /** An empty folder. */
  readonly dataDir: string;
  readonly profiles: number;
  readonly onProgress: (line: string) => void;
}): Promise<RespondResult> {
  const { dataDir, profiles, onProgress } = options;
  const folder = { dataDir, profiles, replies: REPLIES, trained: REPLIES, articles: 0, products: 0 };
  await inNewProcess<FilledFolder, void>(new URL("./fill-folder.js", import.meta.url), folder, onProgress);
  onProgress("answering");
  const { times, laps, right } = await inNewProcess<FilledFolder, AnsweredTurns>(
    new URL("./respond-turns.js", import.meta.url),
    folder,
    onProgress,
  );
  const rightReplies = right / times.length;
  prove(rightReplies > 0.8, `only ${Math.round(rightReplies * 100)} % of the replies were the right ones`);
  return {
    machine: machine(),
    profiles,
    replies: REPLIES,
    turns: times.length,
    turn: spreadOf(times),
    rightReplies,
    byStop: spreadsOf(laps, sum(times)),
  };
}

export function respondInWords(result: RespondResult): string {
  const { profiles, replies, turns, turn, rightReplies, byStop } = result;
  return [
    machineInWords(result.machine),
    `${profiles} profiles, ${replies} replies, ${turns} turns, ${(rightReplies * 100).toFixed(1)} % the right reply`,
    "",
    spreadInWords("respond", turn),
    "",
    "By stop of the road, with its share of the time:",
    ...Object.entries(byStop).map(([stop, spread]) =>
      spreadInWords(stop, spread, `   ${Math.round(spread.share * 100)} %`),
    ),
  ].join("\n");
}
