import { randomUUID } from "node:crypto";
import type { ProfileView } from "../consent/read-profile.js";
import { classifyText, type TextModel } from "../language/text-model.js";
import { segmentFields } from "../segments/segment-rules.js";
import { chooseVariant } from "./choose-variant.js";
import type { Receipt, SegmentStanding } from "./receipt.js";
import type { Suggestion } from "./reply.js";
import type { ReplyRecord } from "./reply-record.js";

/** All that a decision looks at. */
export interface DecisionInput {
  readonly text: string;
  /** Of the text, by the model's encoder, if it has one. */
  readonly embedding: Float32Array | undefined;
  /** The reply that the customer chose by a button: it is the answer. */
  readonly choice: string | undefined;
  readonly view: ProfileView;
  readonly segment: SegmentStanding;
  readonly language: string;
  readonly replies: ReadonlyMap<string, ReplyRecord>;
  readonly model: TextModel | undefined;
  readonly tenantName: string;
  readonly limit: number;
}

/** How much a reply made for the customer's segment gains over one for everybody. */
const SEGMENT_BOOST = 1.5;

/**
 * Ranks the replies for one message and customer: the text model's probabilities, without the replies that
 * are for other segments, with those for this segment raised. Deterministic but for the decision ids.
 * @returns at most `limit`, best first; scores in [0,1] that sum to at most 1
 */
export function decide(input: DecisionInput): readonly Suggestion[] {
  return rankReplies(input)
    .slice(0, input.limit)
    .map(({ key, score }) => toSuggestion(key, score, input));
}

function rankReplies({ text, embedding, choice, model, replies, segment }: DecisionInput) {
  const probabilities = model === undefined ? new Float32Array() : classifyText(model, text, [], embedding);
  const weighted = (model?.labels ?? []).flatMap((key, index) => {
    const restricted = replies.get(key)?.segments;
    if (restricted !== undefined && !restricted.includes(segment.key)) return [];
    const score = (probabilities[index] ?? 0) * (restricted === undefined ? 1 : SEGMENT_BOOST);
    return [{ key, score }];
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

function toSuggestion(key: string, score: number, input: DecisionInput): Suggestion {
  const { replies, segment, language, view, tenantName } = input;
  const reply = replies.get(key);
  const chosen = reply && chooseVariant(reply, segment.key, language, view.fields, tenantName);
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
  { view, segment, model, choice, replies }: DecisionInput,
): Receipt {
  const fields = new Set([...(view.consent.allowed ? segmentFields(view.fields) : []), ...textFields]);
  return {
    fields: [...fields].sort(),
    withheld: view.withheld,
    segment,
    tier: "rules",
    modelVersion: model?.version ?? "none",
    source: { kind: "reply", key, variant },
    consent: { purpose: "personalization", status: view.consent.status, basis: view.consent.basis },
    reasons: reasons(key, score, variant, segment, choice, replies.get(key)),
  };
}

function reasons(
  key: string,
  score: number,
  variant: string,
  segment: SegmentStanding,
  choice: string | undefined,
  reply: ReplyRecord | undefined,
): readonly string[] {
  const forSegment = variant.startsWith(`${segment.key}/`) || reply?.segments?.includes(segment.key) === true;
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

/** `card_arrival` → `Card arrival`: a title for a reply that the library has no text for. */
function titleOfKey(key: string): string {
  const words = key.replace(/[_-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
