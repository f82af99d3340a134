import {
  type CardShift,
  isWebAddress,
  type ProductCard,
  type Receipt,
  type Suggestion,
  type SuggestResult,
  shortenText,
  textAboveCards,
} from "../../core/index.js";
import type { AppCustomer, AppProduct, AppReceipt, SuggestionsResponse } from "./app-messages.js";

/**
 * Turns what the core suggests into what the sidebar app shows. Every field is named here, so a field that the
 * core gains later does not reach an agent's browser by itself.
 */
export function renderZendeskSuggestions(result: SuggestResult): SuggestionsResponse {
  const { customer, suggestions, note } = result;
  return {
    customer: {
      known: customer.known,
      ...(customer.name === undefined ? {} : { name: customer.name }),
      segment: renderSegment(customer.segment),
      tier: customer.tier,
      ...(customer.shift === undefined ? {} : { shift: renderShift(customer.shift) }),
      ...(customer.pinnedUntilMs === undefined ? {} : { pinnedUntil: isoTime(customer.pinnedUntilMs) }),
      facts: customer.facts.map(({ label, value }) => ({ label, value })),
      withheld: customer.withheld.map(({ field, reason }) => ({ field, reason })),
      consent: renderConsent(customer.consent),
    },
    suggestions: suggestions.map((suggestion) => ({
      decisionId: suggestion.decisionId,
      title: suggestion.title,
      text: suggestion.text && fittingText(suggestion.text, suggestion),
      ...(suggestion.text === null || suggestion.products === undefined
        ? {}
        : { textAbove: textAboveCards({ text: suggestion.text, products: suggestion.products }) }),
      scorePercent: Math.round(Math.min(1, Math.max(0, suggestion.score)) * 100),
      locale: suggestion.locale,
      products: (suggestion.products ?? []).map(renderProduct),
      articles: (suggestion.articles ?? [])
        .filter(({ url }) => isWebAddress(url))
        .map(({ title, url }) => ({ title, url })),
      receipt: renderReceipt(suggestion.receipt),
    })),
    ...(note === undefined ? {} : { note }),
  };
}

/** A comment takes so many characters ("Ticket Comments", developer.zendesk.com); the agent adds some. */
const MAX_COMMENT_LENGTH = 65_000;

function fittingText(text: string, { articles = [], locale }: Suggestion): string {
  const [article] = articles;
  return shortenText(text, { limit: MAX_COMMENT_LENGTH }, article && { url: article.url, locale });
}

function renderProduct({ sku, name, priceText, imageUrl, url, reason }: ProductCard): AppProduct {
  return { sku, name, priceText, imageUrl, url, reason };
}

function renderReceipt(receipt: Receipt): AppReceipt {
  return {
    reasons: [...receipt.reasons],
    fields: [...receipt.fields],
    withheld: receipt.withheld.map(({ field, reason }) => ({ field, reason })),
    segment: renderSegment(receipt.segment),
    tier: receipt.tier,
    modelVersion: receipt.modelVersion,
    source: { kind: receipt.source.kind, key: receipt.source.key, variant: receipt.source.variant },
    consent: renderConsent(receipt.consent),
    ...(receipt.scores && { scores: receipt.scores.map(({ method, score }) => ({ method, score })) }),
    ...(receipt.arm === undefined ? {} : { arm: receipt.arm }),
  };
}

function renderSegment({ key, name, confidence, because }: Receipt["segment"]): AppReceipt["segment"] {
  return { key, name, confidence, because };
}

function renderShift({ shiftId, from, to, cause, atMs }: CardShift): AppCustomer["shift"] {
  return { shiftId, from, to, cause, at: isoTime(atMs) };
}

function isoTime(atMs: number): string {
  return new Date(atMs).toISOString();
}

function renderConsent({ purpose, status, basis }: Receipt["consent"]): AppReceipt["consent"] {
  return { purpose, status, basis };
}
