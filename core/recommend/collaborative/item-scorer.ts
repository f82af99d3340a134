/** What every method is trained to. The same user gets the same scores; nothing is changed by asking. */
export interface ItemScorer {
  /** How many items there are. */
  readonly items: number;
  /**
   * How well each item suits somebody who has these: higher is better, comparable within one call only.
   * @param userItems what they have, as columns of the training matrix; none of somebody nobody knows
   * @param into as long as there are items; all of it is overwritten
   */
  score(userItems: Int32Array, into: Float32Array): void;
}
