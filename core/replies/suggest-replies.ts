import { hash } from "node:crypto";
import type { ProfileFields } from "../profiles/profile-fields.js";
import { segmentKeys } from "../segments/segment-keys.js";
import { titleOfKey } from "../title-of-key.js";
import { BULLET, cardLine } from "./cards.js";
import { type ChosenVariant, chooseVariant } from "./choose-variant.js";
import type { DecisionInputs } from "./decision-inputs.js";
import { orderSuggestions, type PlacedCandidate } from "./ranking/order-suggestions.js";
import { rankCandidates } from "./ranking/rank-candidates.js";
import { RANKING_FEATURES } from "./ranking/ranking-features.js";
import type { MethodScore, Receipt, SegmentStanding } from "./receipt.js";
import { receiptOf } from "./receipt-of.js";
import type { Suggestion } from "./reply.js";
import type { ReplyRecord } from "./reply-record.js";

/**
 * The suggestions that inputs come to. A function of nothing else, so that a decision that was stored can be made again.
 * @param replies by key, as the inputs' digests name them
 * @returns at most `limit`, best first but for what is tried out; scores in [0,1] that sum to at most 1
 */
export function suggestReplies(
  inputs: DecisionInputs,
  replies: ReadonlyMap<string, ReplyRecord>,
): readonly Suggestion[] {
  const ranked = rankCandidates(inputs.candidates, inputs.weights, inputs.mass);
  const order = orderSuggestions(ranked, inputs, replies);
  return order.map((placed) => withItems(toSuggestion(placed, inputs, replies.get(placed.key)), inputs));
}

/** With the products and articles that stand below its text; the text says what the products are. */
export function withItems(
  suggestion: Suggestion,
  { articles = {}, products = {} }: Pick<DecisionInputs, "articles" | "products">,
): Suggestion {
  const { replyKey, text } = suggestion;
  const links = Object.hasOwn(articles, replyKey) ? articles[replyKey] : undefined;
  const cards = Object.hasOwn(products, replyKey) ? products[replyKey] : undefined;
  if (links === undefined && cards === undefined) return suggestion;
  return {
    ...suggestion,
    ...(links === undefined ? {} : { articles: links }),
    ...(cards === undefined || text === null
      ? {}
      : {
          products: cards,
          text: `${text}\n\n${cards.map((card) => `${BULLET}${cardLine(card)}`).join("\n")}`,
        }),
  };
}

/** Of the values those that stand in the suggestions, so that no others need be kept. */
export function fieldsUsed(fields: ProfileFields, suggestions: readonly Suggestion[]): ProfileFields {
  const used = new Set(suggestions.flatMap(({ receipt }) => receipt.fields));
  return Object.fromEntries(Object.entries(fields).filter(([field]) => used.has(field)));
}

function toSuggestion(
  placed: PlacedCandidate,
  inputs: DecisionInputs,
  reply: ReplyRecord | undefined,
): Suggestion {
  const { key, score } = placed;
  const { segment, language, fields, tenantName, inputId, writing } = inputs;
  const chosen = reply && chooseVariant(reply, segmentKeys(segment), language, fields, tenantName, writing);
  return {
    decisionId: decisionIdOf(inputId, key),
    replyKey: key,
    title: reply?.title ?? titleOfKey(key),
    text: chosen?.text ?? null,
    score: Math.round(score * 1e4) / 1e4,
    locale: chosen?.locale ?? language,
    receipt: receiptOfSuggestion(placed, inputs, reply, chosen),
  };
}

/** A UUID that follows from the turn and the reply. */
function decisionIdOf(inputId: string, key: string): string {
  const hex = hash("sha256", `${inputId}\n${key}`);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

function receiptOfSuggestion(
  placed: PlacedCandidate,
  inputs: DecisionInputs,
  reply: ReplyRecord | undefined,
  chosen: ChosenVariant | undefined,
): Receipt {
  const { key, place, propensity, features } = placed;
  const { arm } = inputs;
  const variant = chosen?.variant ?? "none";
  return receiptOf(inputs, {
    fields: [...new Set([...inputs.segmentFields, ...(chosen?.fields ?? [])])].sort(),
    source: { kind: "reply", key, variant },
    reasons: reasons(placed, variant, inputs, reply),
    rankingVersion: inputs.rankingVersion,
    rankingTier: inputs.rankingTier,
    scores: methodScores(features, inputs.weights),
    place,
    propensity,
    ...(arm === undefined ? {} : { arm }),
  });
}

/** What each method says of the reply, and what that counts. */
function methodScores(features: readonly number[], weights: readonly number[]): readonly MethodScore[] {
  return RANKING_FEATURES.map((method, at) => ({
    method,
    score: rounded(features[at] ?? 0),
    weight: rounded(weights[at] ?? 0),
  })).filter(({ score, weight }) => score !== 0 && weight !== 0);
}

function rounded(number: number): number {
  return Math.round(number * 1e3) / 1e3;
}

function reasons(
  { key, score, isTried, features }: PlacedCandidate,
  variant: string,
  { segment, choice, prior }: DecisionInputs,
  reply: ReplyRecord | undefined,
): readonly string[] {
  const lines = [segmentReason(segment, variant, reply)];
  lines.push(
    choice === key
      ? "The customer chose it."
      : `The message reads like "${reply?.title ?? titleOfKey(key)}" (${Math.round(score * 100)} %).`,
  );
  const value = (feature: (typeof RANKING_FEATURES)[number]) =>
    features[RANKING_FEATURES.indexOf(feature)] ?? 0;
  if (value("tickets") > STRONG_TICKETS) lines.push("It solved most of the tickets that read alike.");
  if (value("customer") > STRONG_LIFT)
    lines.push("Customers with such orders are sent it oftener than others.");
  if (value("history") > STRONG_LIFT) lines.push("It often helps those whom the same reply helped before.");
  if (value("acceptance") > STRONG_LIFT) lines.push("It is taken oftener than other replies.");
  if (value("acceptance") < -STRONG_LIFT) lines.push("It is taken less often than other replies.");
  if (prior !== undefined && choice !== key) lines.push(PRIOR_REASON);
  if (isTried) lines.push("It is tried out here, to learn how well it does.");
  return lines;
}

const PRIOR_REASON =
  "What helped another company's customers counts too, until there are tickets enough here.";
/** More than half of the votes, as the feature's logarithm has it. */
const STRONG_TICKETS = 3.2;
/** The odds rise to twice what they are for others. */
const STRONG_LIFT = Math.LN2;

function segmentReason(segment: SegmentStanding, variant: string, reply: ReplyRecord | undefined): string {
  const forSegment = segmentKeys(segment).some(
    (key) => variant.startsWith(`${key}/`) || reply?.segments?.includes(key) === true,
  );
  if (forSegment) return `Written for ${segment.name} customers: ${segment.because}.`;
  return segment.key === "unknown"
    ? `The general answer: ${segment.because}.`
    : `The answer for all customers; yours is ${segment.name}: ${segment.because}.`;
}
