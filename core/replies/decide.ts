import { randomUUID } from "node:crypto";
import { type DatedPreference, standingPreferences } from "../language/preferences/standing-preferences.js";
import { customerTokens } from "../recommend/replies/customer-tokens.js";
import { linkedArticles } from "../recommend/replies/linked-articles.js";
import type { Decision } from "./decision.js";
import { type DecisionInputs, type InputCandidate, MAX_CANDIDATES } from "./decision-inputs.js";
import { type Candidate, findCandidates } from "./ranking/find-candidates.js";
import { rankCandidates } from "./ranking/rank-candidates.js";
import { PERSONAL_FEATURES, RANKING_FEATURES } from "./ranking/ranking-features.js";
import { acceptanceLift, acceptanceOf } from "./ranking/reply-acceptance.js";
import { recommendedCards } from "./recommended-cards.js";
import { replyDigest } from "./reply-digest.js";
import type { ReplyOutcomes } from "./reply-outcomes.js";
import type { ReplyRecord } from "./reply-record.js";
import { fieldsUsed, suggestReplies, withItems } from "./suggest-replies.js";

/** How replies are ranked, whatever is asked. */
export interface RankingSetting {
  readonly tenantName: string;
  /** In which arm of the experiment somebody is: the same one always; `undefined` without an experiment. */
  readonly armOf: (unitId: string) => string | undefined;
  /** What came of replies so far. */
  readonly outcomes: Pick<ReplyOutcomes, "places" | "segmentsOf">;
}

/** What is asked of a decision. */
export interface DecisionRequest extends RankingSetting {
  /** The message. */
  readonly text: string;
  /** The reply that the customer chose by a button: it is the answer. */
  readonly choice: string | undefined;
  /** Key of the reply that was given before in the conversation. */
  readonly after: string | undefined;
  readonly limit: number;
  /** What the customer said they like and avoid, in their profile and before in this conversation. */
  readonly preferences: readonly DatedPreference[];
  /** Whether a label of the text model starts a flow and has no reply: there is nothing to offer for it. */
  readonly isFlowOnly: (label: string) => boolean;
  readonly nowMs: number;
}

type Undecided = Omit<Decision, "suggestions" | "inputs">;

/**
 * Ranks the replies for one message and customer. All methods propose; hard rules leave out what is not for this
 * customer; a conditional logit weighs what is known of the rest.
 * @returns at most `limit` suggestions, and what they rest on, so that the same can be decided again
 */
export function decide(
  undecided: Undecided,
  request: DecisionRequest,
): Pick<Decision, "suggestions" | "inputs"> {
  const inputs = gatherInputs(undecided, request);
  const { replies, articles } = undecided.library;
  const drafted = suggestReplies(inputs, replies);
  const byReply = <T>(find: (reply: ReplyRecord, locale: string) => readonly T[]) =>
    Object.fromEntries(
      drafted.flatMap(({ replyKey, locale }) => {
        const reply = replies.get(replyKey);
        const found = reply === undefined ? [] : find(reply, locale);
        return found.length === 0 ? [] : [[replyKey, found]];
      }),
    );
  const items = {
    articles: byReply((reply, locale) => linkedArticles(articles, reply, locale)),
    products: byReply(({ recommends }, locale) =>
      recommends === true ? fittingProducts({ ...undecided, language: locale }, request) : [],
    ),
  };
  const fields = fieldsUsed(inputs.fields, drafted);
  return {
    suggestions: drafted.map((suggestion) => withItems(suggestion, items)),
    inputs: { articles: items.articles, products: items.products, ...inputs, fields },
  };
}

/** So many products below a reply. */
const SHOWN_PRODUCTS = 3;

/** What fits the message: of the categories that it names, or else by its words, or else the customer alone. */
function fittingProducts(
  undecided: Undecided,
  { text, preferences, nowMs }: DecisionRequest,
): ReturnType<typeof recommendedCards> {
  const { reading } = undecided;
  const asked = { preferences: standingPreferences(preferences, [], nowMs), limit: SHOWN_PRODUCTS };
  const category = reading.entities.find(({ type }) => type === "category")?.value;
  if (typeof category === "string") return recommendedCards(undecided, { ...asked, category });
  const byWords = recommendedCards(undecided, { ...asked, query: text });
  return byWords.length > 0 ? byWords : recommendedCards(undecided, asked);
}

function gatherInputs(undecided: Undecided, request: DecisionRequest): DecisionInputs {
  const { customer, segment, segmentFields, language, reading, library } = undecided;
  const { text, choice, tenantName, limit, outcomes } = request;
  const { view, serviceView } = customer;
  const { shelf, replySettings } = library;
  const inputId = randomUUID();
  const country = serviceView.fields["demographics.country"];
  const arm = request.armOf(customer.profileId ?? inputId);
  const labels = reading.labels.filter(({ label }) => !request.isFlowOnly(label));
  const found = findCandidates({
    shelf,
    text,
    labels,
    vector: reading.vector,
    after: request.after,
    segment,
    tokens: view.consent.allowed ? customerTokens(view.fields, customer.resolved) : [],
    language,
    channel: undecided.writing?.channel,
    country: country === undefined ? undefined : String(country),
    acceptance: (key) => acceptanceLift(outcomes, key, segment.key),
  });
  const weights = arm === IMPERSONAL ? impersonal(shelf.ranking.weights) : shelf.ranking.weights;
  const mass = reading.labels.length === 0 ? UNSURE_MASS : massOf(labels, found);
  const ranked = rankCandidates(found, weights, mass, MAX_CANDIDATES);
  return {
    version: 1,
    inputId,
    candidates: ranked.map(({ key, features }): InputCandidate => {
      const reply = library.replies.get(key);
      const acceptance = replySettings.exploration > 0 ? acceptanceOf(outcomes, key, segment.key) : undefined;
      return {
        key,
        features: features.map((feature) => Math.round(feature * 1e4) / 1e4),
        ...(reply === undefined ? {} : { digest: replyDigest(reply) }),
        ...(acceptance === undefined ? {} : { acceptance }),
      };
    }),
    weights,
    mass: ranked.reduce((sum, { score }) => sum + score, 0),
    exploration: replySettings.exploration,
    textModelVersion: library.model?.version ?? "none",
    rankingVersion: shelf.ranking.version,
    rankingTier: shelf.ranking.tier,
    ...(shelf.ranking.prior === undefined ? {} : { prior: shelf.ranking.prior }),
    ...(arm === undefined ? {} : { arm: `${replySettings.experiment?.name}: ${arm}` }),
    segment,
    segmentFields,
    withheld: view.withheld,
    consent: { purpose: "personalization", status: view.consent.status, basis: view.consent.basis },
    language,
    writing: undecided.writing,
    choice,
    tenantName,
    limit,
    fields: view.fields,
  };
}

/** The arms of an experiment: replies ranked without looking at the customer, and with. */
export const IMPERSONAL = "impersonal";
export const PERSONAL = "personal";

/** Without a model nothing says how sure to be. */
const UNSURE_MASS = 0.5;

/** How probable it is that one of the candidates is right: what the text model gives to those that may be offered. */
function massOf(labels: Undecided["reading"]["labels"], found: readonly Candidate[]): number {
  if (found.length === 0) return 0;
  let sum = 0;
  for (const { probability } of labels) sum += probability;
  return Math.min(1, sum);
}

function impersonal(weights: readonly number[]): readonly number[] {
  return weights.map((weight, at) =>
    PERSONAL_FEATURES.includes(RANKING_FEATURES[at] ?? "text") ? 0 : weight,
  );
}
