/** How often a reply was shown to customers of a segment, and accepted. */
export interface AcceptanceCounts {
  /** From 0 on; a fraction where old answers count less. */
  readonly accepted: number;
  /** From 0 on; a fraction where places further down count less (`examinedCounts`). */
  readonly shown: number;
}
