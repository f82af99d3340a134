/** One labelled message. */
export interface TextExample {
  readonly text: string;
  readonly label: string;
  /** How much it counts, in (0, 1]: 1 for a solved ticket, less for a weak example such as a title. */
  readonly weight: number;
  /** What is known besides the text, such as `intent-1=book_flight`: each string is one feature. */
  readonly context?: readonly string[] | undefined;
}

/** Words about a label say less about what customers write than a ticket does. */
const WEAK_WEIGHT = 0.3;

/**
 * An example made of words about a label, such as its name or a title, so that it can be found before anybody
 * used it. `_` and `-` count as spaces.
 */
export function weakExample(words: string, label: string): TextExample {
  return { text: words.replaceAll(/[_-]/g, " "), label, weight: WEAK_WEIGHT };
}
