import type { DecisionInputs } from "./decision-inputs.js";
import type { Receipt } from "./receipt.js";

/** The receipt of a text: what is the same for all texts of a turn, and what is this one's own. */
export function receiptOf(
  { withheld, segment, textModelVersion, consent }: DecisionInputs,
  own: Omit<Receipt, "withheld" | "segment" | "tier" | "modelVersion" | "consent">,
): Receipt {
  return { withheld, segment, tier: segment.tier, modelVersion: textModelVersion, consent, ...own };
}
