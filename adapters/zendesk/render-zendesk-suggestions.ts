import type { CardShift, Receipt, SuggestResult } from "../../core/index.js";
import type { AppCustomer, AppReceipt, SuggestionsResponse } from "./app-messages.js";

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
      text: suggestion.text,
      scorePercent: Math.round(Math.min(1, Math.max(0, suggestion.score)) * 100),
      locale: suggestion.locale,
      receipt: renderReceipt(suggestion.receipt),
    })),
    ...(note === undefined ? {} : { note }),
  };
}

/** How a suggestion was ranked, where the receipt says so. */
interface Ranked {
  readonly scores?: readonly { readonly method: string; readonly score: number }[];
  readonly arm?: string;
}

function renderReceipt(receipt: Receipt & Ranked): AppReceipt {
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
