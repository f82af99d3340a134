import { setImmediate } from "node:timers/promises";
import { probableLabels } from "../../language/probable-labels.js";
import { classifyVector, encodeText } from "../../language/text-model.js";
import { trainTextModel } from "../../language/train-text-model.js";
import { withSegmentToken } from "../../recommend/replies/customer-tokens.js";
import { countReplies } from "../../recommend/replies/reply-lifts.js";
import { indexTickets } from "../../recommend/replies/similar-tickets.js";
import { seededRandom } from "../../seeded-random.js";
import { shuffled } from "../../shuffled.js";
import type { ReplyRecord } from "../reply-record.js";
import { weakExamples } from "../weak-examples.js";
import { findCandidates, type ReplyShelf } from "./find-candidates.js";
import { type Choice, choiceLoss, fitWeights } from "./fit-weights.js";
import type { RankedTicket } from "./learn-ranking.js";
import { UNTRAINED_RANKING, withRankingVersion } from "./ranking-model.js";
import type { ReplyPriors } from "./reply-priors.js";
import { shelve } from "./shelve.js";
import { withPriors } from "./with-priors.js";

/** A solved ticket of a company that has many, of which it plays that it had few. */
type KnownTicket = Omit<RankedTicket, "unseen">;

export interface BeginnersLesson {
  readonly tickets: readonly KnownTicket[];
  readonly replies: ReadonlyMap<string, ReplyRecord>;
  /** The counts that a beginner would be given too. */
  readonly priors: ReplyPriors;
  /** A whole number. */
  readonly seed: number;
  readonly onProgress: (done: number, total: number) => void;
}

/** So many tickets each beginner has. */
const BEGINNERS = [0, 10, 30, 100];
const JUDGED_EACH = 500;
/** With fewer, weights would be a guess. */
const MIN_JUDGED_EACH = 100;
const TICKETS_PER_TURN = 20;

/**
 * How much each method counts for a company that begins: a few times a company forgets all but some tickets, learns
 * from them and from its library, and is judged on others, where its weights are learnt as `learnRanking` does. What a
 * company learnt from all its tickets is of no use to a beginner, whose text model has seen next to nothing. The
 * weights carry no noise: they are ten averages over at least 400 choices, drawn towards those that were set.
 * Deterministic.
 * @returns by `RANKING_FEATURES`; `undefined` if there are fewer than 540 tickets, or if the set weights do as well on
 *   choices that the learnt ones have not seen
 */
export async function beginnerWeights(lesson: BeginnersLesson): Promise<readonly number[] | undefined> {
  const { tickets, seed, onProgress } = lesson;
  const order = shuffled(tickets.length, seededRandom(seed)).flatMap((at) => tickets[at] ?? []);
  let taken = BEGINNERS.reduce((sum, count) => sum + count, 0);
  const judgedEach = Math.min(JUDGED_EACH, Math.floor((order.length - taken) / BEGINNERS.length));
  if (judgedEach < MIN_JUDGED_EACH) return undefined;
  const choices: Choice[] = [];
  let begun = 0;
  for (const [at, count] of BEGINNERS.entries()) {
    onProgress(at, BEGINNERS.length);
    const judged = order.slice(taken, taken + judgedEach);
    choices.push(...(await choicesOf(judged, order.slice(begun, begun + count), lesson)));
    begun += count;
    taken += judgedEach;
  }
  onProgress(BEGINNERS.length, BEGINNERS.length);
  const set = UNTRAINED_RANKING.weights;
  const [learnt, unseen] = [0, 1].map((half) => choices.filter((_, at) => at % 2 === half));
  if (learnt === undefined || unseen === undefined || unseen.length === 0) return undefined;
  if (choiceLoss(unseen, fitWeights(learnt, set)) >= choiceLoss(unseen, set)) return undefined;
  return fitWeights(choices, set);
}

/** What a beginner who has only `own` tickets would choose from for others. */
async function choicesOf(
  judged: readonly KnownTicket[],
  own: readonly KnownTicket[],
  { replies, priors, seed }: BeginnersLesson,
): Promise<readonly Choice[]> {
  const weak = weakExamples(replies.values());
  const model = await trainTextModel(
    [...own.map(({ text, label }) => ({ text, label, weight: 1 })), ...weak],
    { seed },
  );
  const lifts = countReplies(
    own.map(({ label, tokens, segment }) => ({ key: label, tokens: withSegmentToken(tokens, segment) })),
  );
  const ranking = withRankingVersion({ ...UNTRAINED_RANKING, lifts, tier: "clusters" });
  const index = indexTickets(
    own.map(({ text, label, after }) => ({ label, after, vector: encodeText(model, text) })),
    model.idf.length,
  );
  const shelf: ReplyShelf = shelve(replies, withPriors(ranking, priors, replies), index);
  const choices: Choice[] = [];
  for (const [done, { text, label, after, language, segment, tokens }] of judged.entries()) {
    const vector = encodeText(model, text);
    const candidates = findCandidates({
      ...{ shelf, text, vector, after, language, segment, tokens },
      labels: probableLabels(model.labels, classifyVector(model, vector)),
      channel: undefined,
      country: undefined,
      acceptance: () => 0,
    });
    const chosen = candidates.findIndex(({ key }) => key === label);
    if (chosen >= 0 && candidates.length > 1) choices.push({ candidates, chosen });
    if (done % TICKETS_PER_TURN === 0) await setImmediate();
  }
  return choices;
}
