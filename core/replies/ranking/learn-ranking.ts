import { setImmediate } from "node:timers/promises";
import type { LabelProbability } from "../../language/probable-labels.js";
import { encodeText, type TextModel } from "../../language/text-model.js";
import { withSegmentToken } from "../../recommend/replies/customer-tokens.js";
import type { CustomerToken } from "../../recommend/replies/reply-lifts.js";
import { countReplies } from "../../recommend/replies/reply-lifts.js";
import { indexTickets } from "../../recommend/replies/similar-tickets.js";
import type { SegmentStanding } from "../receipt.js";
import type { ReplyRecord } from "../reply-record.js";
import { type Candidate, findCandidates } from "./find-candidates.js";
import { type Choice, choiceLoss, fitWeights } from "./fit-weights.js";
import { rankCandidates } from "./rank-candidates.js";
import { RANKING_FEATURES, setWeights } from "./ranking-features.js";
import { type RankingFigures, type RankingModel, withRankingVersion } from "./ranking-model.js";
import type { ReplyPriors } from "./reply-priors.js";
import { shelve } from "./shelve.js";
import { withPriors } from "./with-priors.js";

/** A solved ticket, with what was known of its customer then. */
export interface RankedTicket {
  readonly text: string;
  readonly label: string;
  /** Key of the reply that was given before in the same conversation. */
  readonly after: string | undefined;
  readonly language: string;
  readonly segment: SegmentStanding;
  readonly tokens: readonly CustomerToken[];
  /** What a text model that had not seen it takes it for; `undefined` where none was asked. */
  readonly unseen: readonly LabelProbability[] | undefined;
}

/** What ranking is learnt from. */
export interface RankingLesson {
  readonly tickets: readonly RankedTicket[];
  readonly replies: ReadonlyMap<string, ReplyRecord>;
  /** Whose vocabulary tickets are compared by. */
  readonly model: TextModel;
  /** What a sibling tells: what is learnt must do better than that, and never holds any of it. */
  readonly priors?: ReplyPriors | undefined;
  readonly onProgress: (done: number, total: number) => void;
}

/** With fewer choices that nobody had seen, weights would be a guess. */
const MIN_CHOICES = 100;
/** More teach ten weights nothing. */
const MAX_CHOICES = 3_000;
const FOLDS = 5;
const TICKETS_PER_TURN = 50;

/**
 * Learns how much each method counts from the replies that people chose, each ticket judged by what had not seen it:
 * the text model of a split that left it out, and counts and similar tickets without itself. The learnt weights are
 * kept if they do better than those that were set, on tickets that they were not learnt from (5-fold cross-validation).
 * Deterministic.
 */
export async function learnRanking(lesson: RankingLesson): Promise<RankingModel> {
  const { tickets, replies, model, priors, onProgress } = lesson;
  const lifts = countReplies(
    tickets.map(({ label, segment, tokens }) => ({
      key: label,
      tokens: withSegmentToken(tokens, segment),
    })),
  );
  const unlearnt = {
    weights: setWeights(tickets.length, replies.size),
    lifts,
    tier: tickets.length === 0 ? "rules" : "clusters",
  } as const;
  const ranking = withRankingVersion({ ...unlearnt, figures: undefined });
  // What is kept is one's own alone: a sibling's part joins it where it is used, and goes when the sibling's goes.
  const served = withPriors(ranking, priors, replies);
  const set = served.weights;
  const vectors = tickets.map(({ text }) => encodeText(model, text));
  const index = indexTickets(
    tickets.map(({ label, after }, at) => ({ label, after, vector: vectors[at] ?? encodeText(model, "") })),
    model.idf.length,
  );
  const shelf = shelve(replies, served, index);
  const choices: Choice[] = [];
  const unseen = everyNth(
    tickets.flatMap((ticket, place) => (ticket.unseen === undefined ? [] : [{ ...ticket, place }])),
    MAX_CHOICES,
  );
  for (const [done, ticket] of unseen.entries()) {
    const { place, label, text, after, language, segment, tokens } = ticket;
    const candidates = findCandidates({
      ...{ shelf, text, after, language, segment, tokens },
      labels: ticket.unseen ?? [],
      vector: vectors[place],
      channel: undefined,
      country: undefined,
      acceptance: () => 0,
      judged: { key: label, ticket: place },
    });
    const chosen = candidates.findIndex(({ key }) => key === label);
    // What no method finds teaches nothing about their weights, and counts as a miss.
    choices.push({ candidates, chosen });
    if (done % TICKETS_PER_TURN === 0) {
      onProgress(done, unseen.length);
      await setImmediate();
    }
  }
  onProgress(unseen.length, unseen.length);
  const learnable = choices.filter(({ candidates, chosen }) => chosen >= 0 && candidates.length > 1);
  if (learnable.length < MIN_CHOICES) return ranking;
  let [loss, setLoss] = [0, 0];
  const ranks: number[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const isHeldOut = (_: Choice, at: number) => at % FOLDS === fold;
    const weights = fitWeights(
      learnable.filter((choice, at) => !isHeldOut(choice, at)),
      unlearnt.weights,
    );
    const heldOut = learnable.filter(isHeldOut);
    loss += choiceLoss(heldOut, weights) * heldOut.length;
    setLoss += choiceLoss(heldOut, set) * heldOut.length;
    ranks.push(...heldOut.map((choice) => rankOf(choice, loss <= setLoss ? weights : set)));
    await setImmediate();
  }
  const missed = choices.length - learnable.length;
  const figures = figuresOf(ranks, learnable, missed);
  if (loss >= setLoss) return withRankingVersion({ ...unlearnt, figures });
  return withRankingVersion({
    weights: fitWeights(learnable, unlearnt.weights),
    lifts,
    tier: "model",
    figures,
  });
}

function figuresOf(ranks: readonly number[], choices: readonly Choice[], missed: number): RankingFigures {
  const all = ranks.length + missed;
  const share = (of: readonly number[], most: number) => of.filter((rank) => rank < most).length / all;
  const byText = choices.map((choice) =>
    rankOf(
      choice,
      RANKING_FEATURES.map((feature) => (feature === "text" ? 1 : 0)),
    ),
  );
  return {
    choices: all,
    textTop1: share(byText, 1),
    textTop3: share(byText, 3),
    top1: share(ranks, 1),
    top3: share(ranks, 3),
  };
}

/** From 0. */
function rankOf({ candidates, chosen }: Choice, weights: readonly number[]): number {
  const key = (candidates[chosen] as Candidate).key;
  return rankCandidates(candidates, weights, 1).findIndex((candidate) => candidate.key === key);
}

/** At most so many, evenly spread. */
function everyNth<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, at) => all[Math.floor((at * all.length) / most)] as T);
}
