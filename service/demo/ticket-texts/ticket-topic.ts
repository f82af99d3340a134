/** What a topic's tickets are about; decides when they are written and which slots can be filled. */
export type TicketSubject = "delivery" | "purchase" | "account" | "question";

/**
 * A reason to write, and the replies that agents choose for it.
 *
 * Texts may hold slots (`{order}`, `{product}`, `{item}`, `{city}`, `{days}`, `{amount}`, `{weekday}`) and
 * alternatives (`{parcel|package|order}`).
 */
export interface TicketTopic {
  readonly reply: string;
  /** Chosen instead for Summit members, for lapsed customers, or for those without an order. */
  readonly summit?: string;
  readonly lapsed?: string;
  readonly first?: string;
  /** A reply that agents now and then choose for the same question. */
  readonly near?: string;
  readonly about: TicketSubject;
  /** Relative frequency. */
  readonly weight: number;
  /** Share of rated tickets rated bad, [0,1]. */
  readonly badShare: number;
  readonly en: readonly string[];
  readonly de: readonly string[];
}
