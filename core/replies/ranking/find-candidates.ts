import type { Channel } from "../../channel.js";
import { primaryTag } from "../../language/primary-tag.js";
import type { LabelProbability } from "../../language/probable-labels.js";
import type { SparseVector } from "../../language/text-model.js";
import { matchWords, type ReplyWords } from "../../recommend/replies/match-words.js";
import {
  type CustomerToken,
  type LeftOut,
  type ReplyLift,
  replyLift,
  replyShare,
} from "../../recommend/replies/reply-lifts.js";
import { similarTickets, type TicketIndex } from "../../recommend/replies/similar-tickets.js";
import { segmentKeys } from "../../segments/segment-keys.js";
import type { SegmentStanding } from "../receipt.js";
import type { ReplyRecord } from "../reply-record.js";
import type { RankingModel } from "./ranking-model.js";

/** A reply that may answer, with what is known of it. */
export interface Candidate {
  readonly key: string;
  /** By `RANKING_FEATURES`. */
  readonly features: readonly number[];
}

/** Replies to choose from, made ready once. */
export interface ReplyShelf {
  readonly replies: ReadonlyMap<string, ReplyRecord>;
  /** By intent the keys of the replies that answer it. */
  readonly answering: ReadonlyMap<string, readonly string[]>;
  readonly words: ReplyWords;
  /** `undefined` before the first training. */
  readonly tickets: TicketIndex | undefined;
  readonly ranking: RankingModel;
  /** Keys of what is chosen most, the commonest first. */
  readonly popular: readonly string[];
  /** By reply the languages that it is written in, without script and region. */
  readonly languages: ReadonlyMap<string, ReadonlySet<string>>;
}

/** For what, and for whom, replies are looked for. */
export interface CandidateSearch {
  readonly shelf: ReplyShelf;
  readonly text: string;
  /** What the text model takes the message for, the most probable first; none without a model. */
  readonly labels: readonly LabelProbability[];
  /** The message as the text model sees it. */
  readonly vector: SparseVector | undefined;
  /** Key of the reply that was given before in the conversation. */
  readonly after: string | undefined;
  readonly segment: SegmentStanding;
  readonly tokens: readonly CustomerToken[];
  readonly language: string;
  readonly channel: Channel | undefined;
  readonly country: string | undefined;
  /** By how much more often a reply is taken than others, as log-odds. */
  readonly acceptance: (key: string) => number;
  /** A solved ticket that is being judged, and may not judge itself. */
  readonly judged?: LeftOut & { readonly ticket: number };
}

const BY_TEXT = 40;
const BY_WORDS = 30;
const BY_POPULARITY = 10;
const LEAST_PROBABILITY = 1e-4;
const LEAST_SHARE = 0.02;

/**
 * All replies that some method finds, without those that are not for this customer: another segment's, another
 * country's, another channel's.
 * @returns in no order that means anything, yet the same for the same search
 */
export function findCandidates(search: CandidateSearch): readonly Candidate[] {
  const { shelf, text, labels, vector, judged } = search;
  const byText = byReply(labels.slice(0, BY_TEXT), shelf);
  const byWords = new Map(matchWords(shelf.words, text, BY_WORDS).map(({ key, share }) => [key, share]));
  const byTickets = new Map(
    shelf.tickets && vector
      ? similarTickets(shelf.tickets, vector, search.after, judged?.ticket).map(({ key, share }) => [
          key,
          share,
        ])
      : [],
  );
  const popular = shelf.popular.slice(0, BY_POPULARITY);
  const lifts = liftsFor(search);
  const keys = new Set([...byText.keys(), ...byWords.keys(), ...byTickets.keys(), ...popular]);
  const language = primaryTag(search.language);
  const candidates: Candidate[] = [];
  for (const key of keys) {
    const reply = shelf.replies.get(key);
    if (reply !== undefined && !isFor(reply, search)) continue;
    // A reply that tickets name and the library lacks is shown by its name, so that somebody writes it.
    const isWrittenInIt = shelf.languages.get(key)?.has(language) === true;
    candidates.push({
      key,
      // One array of numbers in the order of `RANKING_FEATURES`: there are a hundred candidates a turn.
      features: [
        byText.size === 0 ? 0 : Math.log(Math.max(byText.get(key) ?? 0, LEAST_PROBABILITY)),
        byWords.get(key) ?? 0,
        Math.log(((byTickets.get(key) ?? 0) + LEAST_SHARE) / LEAST_SHARE),
        Math.log(replyShare(shelf.ranking.lifts, key, judged)),
        sumOf(lifts.segment, key, judged),
        sumOf(lifts.customer, key, judged),
        sumOf(lifts.history, key, judged),
        reply?.segments === undefined ? 0 : 1,
        isWrittenInIt ? 1 : 0,
        search.acceptance(key),
      ],
    });
  }
  return candidates;
}

/** What lifts replies for one customer, by the feature that it counts in. */
type CustomerLifts = Readonly<Record<"segment" | "customer" | "history", readonly ReplyLift[]>>;

function liftsFor({ shelf, segment, tokens }: CandidateSearch): CustomerLifts {
  const lift = (token: CustomerToken) => replyLift(shelf.ranking.lifts, token);
  const isHistory = (token: CustomerToken) => token.startsWith("after=");
  return {
    segment: segment.key === "unknown" ? [] : [lift(`segment=${segment.key}`)],
    customer: tokens.filter((token) => !isHistory(token)).map(lift),
    history: tokens.filter(isHistory).map(lift),
  };
}

function sumOf(lifts: readonly ReplyLift[], key: string, judged: LeftOut | undefined): number {
  let sum = 0;
  for (const lift of lifts) sum += lift(key, judged);
  return sum;
}

/** Whether a reply may be offered at all: what its record restricts is never broken. */
function isFor(
  { segments, channels, countries }: ReplyRecord,
  { segment, channel, country }: CandidateSearch,
): boolean {
  if (segments !== undefined && !segmentKeys(segment).some((key) => segments.includes(key))) return false;
  if (channels !== undefined && channel !== undefined && !channels.includes(channel)) return false;
  return countries === undefined || (country !== undefined && countries.includes(country));
}

/** A label that is an intent stands for the replies that answer it. */
function byReply(
  labels: readonly LabelProbability[],
  { replies, answering }: Pick<ReplyShelf, "replies" | "answering">,
): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const { label, probability } of labels) {
    const answers = replies.has(label) ? [] : (answering.get(label) ?? []);
    for (const key of answers.length === 0 ? [label] : answers) {
      shares.set(key, (shares.get(key) ?? 0) + probability / Math.max(1, answers.length));
    }
  }
  return shares;
}
