import { detectLanguage } from "../language/detect-language.js";
import { type LabelProbability, probableLabels } from "../language/probable-labels.js";
import { classifyVector, encodeText, type TextModel } from "../language/text-model.js";
import { trainTextModel } from "../language/train-text-model.js";
import type { CustomerToken } from "../recommend/replies/reply-lifts.js";
import { indexTickets } from "../recommend/replies/similar-tickets.js";
import { findCandidates, type ReplyShelf } from "../replies/ranking/find-candidates.js";
import { learnRanking } from "../replies/ranking/learn-ranking.js";
import { type RankedCandidate, rankCandidates } from "../replies/ranking/rank-candidates.js";
import { RANKING_FEATURES, type RankingFeature } from "../replies/ranking/ranking-features.js";
import type { RankingModel } from "../replies/ranking/ranking-model.js";
import type { ReplyPriors } from "../replies/ranking/reply-priors.js";
import { shelve } from "../replies/ranking/shelve.js";
import { withPriors } from "../replies/ranking/with-priors.js";
import type { SegmentStanding } from "../replies/receipt.js";
import type { ReplyRecord } from "../replies/reply-record.js";
import { weakExamples } from "../replies/weak-examples.js";

/** A solved ticket of a benchmark. */
export interface BenchTicket {
  readonly text: string;
  /** Key of the reply that was chosen. */
  readonly label: string;
  readonly segment: SegmentStanding;
  readonly tokens: readonly CustomerToken[];
}

/** What was learnt from tickets and replies. */
export interface LearntReplies {
  readonly model: TextModel | undefined;
  readonly ranking: RankingModel;
  readonly shelf: ReplyShelf;
}

const SEED = 20_261_129;

/** A text model, and what it takes tickets for that it has not seen. */
export interface LearntTexts {
  readonly model: TextModel;
  readonly unseen: ReadonlyMap<number, readonly LabelProbability[]>;
}

/** Learns as `rapport train` does, without a database. */
export async function learnReplies(
  tickets: readonly BenchTicket[],
  replies: ReadonlyMap<string, ReplyRecord>,
  onProgress: (line: string) => void,
): Promise<LearntReplies> {
  return learnToRank(await learnTexts(tickets, replies, onProgress), tickets, replies);
}

export async function learnTexts(
  tickets: readonly Pick<BenchTicket, "text" | "label">[],
  replies: ReadonlyMap<string, ReplyRecord>,
  onProgress: (line: string) => void,
): Promise<LearntTexts> {
  const weak = weakExamples(replies.values());
  const examples = [...tickets.map(({ text, label }) => ({ text, label, weight: 1 })), ...weak];
  const unseen = new Map<number, readonly LabelProbability[]>();
  let told = "";
  const model = await trainTextModel(examples, {
    seed: SEED,
    onProgress({ stage, done, total }) {
      const line = `${stage} ${Math.floor((10 * done) / total) * 10} %`;
      if (line !== told && stage !== "reading") onProgress(line);
      told = line;
    },
    onHeldOut(place, labels, probabilities) {
      const label = tickets[place]?.label;
      if (label !== undefined && labels.includes(label))
        unseen.set(place, probableLabels(labels, probabilities));
    },
  });
  return { model, unseen };
}

/**
 * @param tickets those that the texts are of, in the same order
 * @param priors what a sibling tells
 */
export async function learnToRank(
  { model, unseen }: LearntTexts,
  tickets: readonly BenchTicket[],
  replies: ReadonlyMap<string, ReplyRecord>,
  priors?: ReplyPriors,
): Promise<LearntReplies> {
  const learnt = await learnRanking({
    tickets: tickets.map((ticket, place) => ({
      ...ticket,
      after: undefined,
      language: detectLanguage(ticket.text, { candidates: ["en", "de"] }).language,
      unseen: unseen.get(place),
    })),
    replies,
    model,
    priors,
    onProgress() {},
  });
  const ranking = withPriors(learnt, priors, replies);
  const index = indexTickets(
    tickets.map(({ text, label }) => ({ label, vector: encodeText(model, text) })),
    model.idf.length,
  );
  return { model, ranking, shelf: shelve(replies, ranking, index) };
}

/** Every candidate for a message, best first. @param only of the methods; by default all */
export function rankReplies(
  { model, ranking, shelf }: LearntReplies,
  { text, segment, tokens }: Pick<BenchTicket, "text" | "segment" | "tokens">,
  only?: readonly RankingFeature[],
): readonly RankedCandidate[] {
  const vector = model && encodeText(model, text);
  const candidates = findCandidates({
    ...{ shelf, text, vector, segment, tokens },
    labels: model && vector ? probableLabels(model.labels, classifyVector(model, vector)) : [],
    after: undefined,
    language: detectLanguage(text, { candidates: ["en", "de"] }).language,
    channel: undefined,
    country: undefined,
    acceptance: () => 0,
  });
  const weights = ranking.weights.map((weight, at) =>
    only === undefined ? weight : only.includes(RANKING_FEATURES[at] ?? "text") ? Math.max(weight, 1) : 0,
  );
  return rankCandidates(candidates, weights, 1);
}
