import { randomUUID } from "node:crypto";
import type { LabelProbability } from "../conversations/read-message.js";
import { segmentKeys } from "../segments/segment-keys.js";
import { titleOfKey } from "../title-of-key.js";
import { chooseVariant } from "./choose-variant.js";
import type { Decision } from "./decision.js";
import type { Receipt, SegmentStanding } from "./receipt.js";
import { receiptOf } from "./receipt-of.js";
import type { Suggestion } from "./reply.js";
import type { ReplyRecord } from "./reply-record.js";

/** What is asked of a decision. */
export interface DecisionRequest {
  /** The reply that the customer chose by a button: it is the answer. */
  readonly choice: string | undefined;
  readonly tenantName: string;
  readonly limit: number;
}

/** All that a decision looks at. */
type DecisionInput = Omit<Decision, "suggestions"> & DecisionRequest;

/** How much a reply made for the customer's segment gains over one for everybody. */
const SEGMENT_BOOST = 1.5;

/**
 * Ranks the replies for one message and customer: the text model's probabilities, without the replies that
 * are for other segments, with those for this segment raised. Deterministic but for the decision ids.
 * @returns at most `limit`, best first; scores in [0,1] that sum to at most 1
 */
export function decide(
  undecided: Omit<Decision, "suggestions">,
  request: DecisionRequest,
): readonly Suggestion[] {
  const input = { ...undecided, ...request };
  return rankReplies(input)
    .slice(0, input.limit)
    .map(({ key, score }) => toSuggestion(key, score, input));
}

function rankReplies({ reading, choice, library: { replies }, segment }: DecisionInput) {
  const keys = segmentKeys(segment);
  const weighted = byReply(reading.labels, replies).flatMap(({ label: key, probability }) => {
    const restricted = replies.get(key)?.segments;
    if (restricted !== undefined && !keys.some((key) => restricted.includes(key))) return [];
    return [{ key, score: probability * (restricted === undefined ? 1 : SEGMENT_BOOST) }];
  });
  // Raised scores may sum to more than 1; low ones stay low, for they say that nothing fits.
  const sum = Math.max(
    1,
    weighted.reduce((total, { score }) => total + score, 0),
  );
  const ranked = weighted
    .map(({ key, score }) => ({ key, score: score / sum }))
    .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1));
  if (choice === undefined || !replies.has(choice)) return ranked;
  return [
    { key: choice, score: 1 },
    ...ranked.filter(({ key }) => key !== choice).map(({ key }) => ({ key, score: 0 })),
  ];
}

/** A label that is an intent stands for the replies that answer it. */
function byReply(
  labels: readonly LabelProbability[],
  replies: ReadonlyMap<string, ReplyRecord>,
): readonly LabelProbability[] {
  if (labels.every(({ label }) => replies.has(label))) return labels;
  const shares = new Map<string, number>();
  for (const { label, probability } of labels) {
    const answers = replies.has(label)
      ? []
      : [...replies.values()].filter(({ intents }) => intents.includes(label)).map(({ key }) => key);
    for (const key of answers.length === 0 ? [label] : answers) {
      shares.set(key, (shares.get(key) ?? 0) + probability / Math.max(1, answers.length));
    }
  }
  return [...shares].map(([label, probability]) => ({ label, probability }));
}

function toSuggestion(key: string, score: number, input: DecisionInput): Suggestion {
  const { library, segment, language, customer, tenantName, writing } = input;
  const reply = library.replies.get(key);
  const chosen =
    reply && chooseVariant(reply, segmentKeys(segment), language, customer.view.fields, tenantName, writing);
  return {
    decisionId: randomUUID(),
    replyKey: key,
    title: reply?.title ?? titleOfKey(key),
    text: chosen?.text ?? null,
    score: Math.round(score * 1e4) / 1e4,
    locale: chosen?.locale ?? language,
    receipt: toReceipt(key, score, chosen?.variant ?? "none", chosen?.fields ?? [], input),
  };
}

function toReceipt(
  key: string,
  score: number,
  variant: string,
  textFields: readonly string[],
  input: DecisionInput,
): Receipt {
  const { segment, choice, library } = input;
  const fields = new Set([...input.segmentFields, ...textFields]);
  return receiptOf(input, {
    fields: [...fields].sort(),
    source: { kind: "reply", key, variant },
    reasons: reasons(key, score, variant, segment, choice, library.replies.get(key)),
  });
}

function reasons(
  key: string,
  score: number,
  variant: string,
  segment: SegmentStanding,
  choice: string | undefined,
  reply: ReplyRecord | undefined,
): readonly string[] {
  const forSegment = segmentKeys(segment).some(
    (key) => variant.startsWith(`${key}/`) || reply?.segments?.includes(key) === true,
  );
  const segmentLine = forSegment
    ? `Written for ${segment.name} customers: ${segment.because}.`
    : segment.key === "unknown"
      ? `The general answer: ${segment.because}.`
      : `The answer for all customers; yours is ${segment.name}: ${segment.because}.`;
  const matchLine =
    choice === key
      ? "The customer chose it."
      : `The message reads like "${reply?.title ?? titleOfKey(key)}" (${Math.round(score * 100)} %).`;
  return [segmentLine, matchLine];
}
