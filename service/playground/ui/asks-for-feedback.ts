/**
 * Whether a card has a button that carries feedback itself. Teams draws its own thumbs beside such a card; the
 * playground has one person to ask, and asks once.
 */
export function asksForFeedback(card: unknown): boolean {
  if (typeof card !== "object" || card === null) return false;
  if ("type" in card && card.type === "Action.Submit" && "data" in card) {
    return typeof card.data === "object" && card.data !== null && "feedback" in card.data;
  }
  return Object.values(card).some(asksForFeedback);
}
