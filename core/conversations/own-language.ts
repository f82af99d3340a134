/** The languages that the product itself speaks. */
export type OwnLanguage = "en" | "de";

/** The own language for a reader's BCP 47 tag: English unless it is German. */
export function ownLanguage(tag: string): OwnLanguage {
  return /^de\b/i.test(tag) ? "de" : "en";
}
