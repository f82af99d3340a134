import { setImmediate } from "node:timers/promises";
import { RapportError } from "../error.js";
import { DECISIONS_REMEMBERED_MS } from "./decision-store.js";
import { type ExplorationReport, explorationReport } from "./experiment-exploration.js";
import {
  type ExperimentReport,
  experimentOf,
  experimentReport,
  type RankedTurn,
} from "./experiment-report.js";
import { experimentSentence, explorationSentence } from "./experiment-sentences.js";
import type { ExperimentTurnStore } from "./experiment-turn-store.js";
import type { ReplySettingsStore } from "./reply-settings.js";

/** How replies that are tried out do, by the turns of the last 90 days: numbers of all customers together. */
export interface ReplyTrials {
  /** Names of the experiments in these days, the one with the newest turn last. */
  readonly experiments: readonly string[];
  /** The one that was asked for, that runs or that ran last, with what it says; `undefined`: there is none. */
  readonly experiment: (ExperimentReport & { readonly sentence: string }) | undefined;
  readonly exploration: ExplorationReport & { readonly sentence: string };
}

interface TrialStores {
  readonly experimentTurns: Pick<ExperimentTurnStore, "turns">;
  readonly replySettings: Pick<ReplySettingsStore, "load">;
}

/**
 * @param asked name of an experiment
 * @throws RapportError `not_found` if none of that name has run
 */
export async function readTrials(
  stores: TrialStores,
  asked: string | undefined,
  nowMs: number,
): Promise<ReplyTrials> {
  const { experiment: running } = await stores.replySettings.load();
  const turns = await stores.experimentTurns.turns(nowMs - DECISIONS_REMEMBERED_MS, nowMs);
  const experiments = namesOf(turns);
  const name = asked ?? running?.name ?? experiments.at(-1);
  if (asked !== undefined && asked !== running?.name && !experiments.includes(asked)) {
    const known = experiments.length === 0 ? "there is none" : `there is ${experiments.join(", ")}`;
    throw new RapportError("not_found", `no such experiment ran in the last 90 days; ${known}`);
  }
  const report =
    name === undefined ? undefined : experimentReport(turns, { name, isRunning: name === running?.name });
  await setImmediate();
  const exploration = explorationReport(turns);
  return {
    experiments,
    experiment: report && { ...report, sentence: experimentSentence(report) },
    exploration: { ...exploration, sentence: explorationSentence(exploration) },
  };
}

function namesOf(turns: readonly RankedTurn[]): readonly string[] {
  const names = new Set<string>();
  for (const { arm } of turns) {
    if (arm === undefined) continue;
    const name = experimentOf(arm);
    names.delete(name);
    names.add(name);
  }
  return [...names];
}
