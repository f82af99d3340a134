/** A column of a matrix, with the words for customers who have much or little of it. */
export interface NamedFeature {
  readonly name: string;
  /** What such a customer does, as in "orders often" and "orders rarely". */
  readonly high: string;
  readonly low: string;
  /** The same as an adjective before a noun, where there is one: "frequent", "rare". */
  readonly adjectives?: { readonly high: string; readonly low: string };
  /** The same as a noun in the plural, where there is one: "big spenders", "small spenders". */
  readonly nouns?: { readonly high: string; readonly low: string };
}
