import type { Decision } from "./decision.js";
import type { Receipt } from "./receipt.js";

/** The receipt of a text: what is the same for all texts of a turn, and what is this one's own. */
export function receiptOf(
  { customer, segment, library }: Pick<Decision, "customer" | "segment" | "library">,
  own: Pick<Receipt, "fields" | "source" | "reasons">,
): Receipt {
  const { consent, withheld } = customer.view;
  return {
    ...own,
    withheld,
    segment,
    tier: segment.tier,
    modelVersion: library.model?.version ?? "none",
    consent: { purpose: "personalization", status: consent.status, basis: consent.basis },
  };
}
