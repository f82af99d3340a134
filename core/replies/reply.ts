import type { ArticleLink, ProductCard } from "./cards.js";
import type { Receipt, SegmentStanding, Tier, Withheld } from "./receipt.js";

/** A reply that an agent may send. */
export interface Suggestion {
  /** Names this decision for feedback. */
  readonly decisionId: string;
  readonly replyKey: string;
  readonly title: string;
  /** Plain text with line breaks, ready to send; `null` if the library has no text for this key yet. */
  readonly text: string | null;
  /** [0,1], higher is better; the scores of all replies sum to at most 1. */
  readonly score: number;
  readonly locale: string;
  /** At most 5. */
  readonly products?: readonly ProductCard[];
  /** Where to read on, at most 3. */
  readonly articles?: readonly ArticleLink[];
  readonly receipt: Receipt;
}

/** A button under a bot's reply: pressing it sends `replyKey` back as `InboundMessage.choice`. */
export interface Choice {
  readonly replyKey: string;
  readonly title: string;
}

/** A question of the product's own under an answer, with a button for each way to answer it. */
export interface Ask {
  readonly text: string;
  /** Exactly 2; what pressing one sends back is reserved for the product (`rapport:…`). */
  readonly choices: readonly Choice[];
}

/** A bot's answer to a customer. */
export interface Reply {
  readonly decisionId: string;
  /**
   * `answer`: a reply of the library, or what a flow says at its end. `flow`: a flow asks something. `greeting`: to hi, hello, help. `unsure`: nothing was good enough; choices
   * are offered. `privacy`: about the customer's own data; there is nothing to rate. `handoff`: about people taking
   * over, nor is there. `relayed`: people answer here and were told what was written; nothing is to be said.
   */
  readonly kind: "answer" | "flow" | "greeting" | "unsure" | "privacy" | "handoff" | "relayed";
  readonly text: string;
  readonly locale: string;
  /** Why this text, in a sentence for the customer and in `locale`; the receipt's reasons are for the team. */
  readonly customerReason: string;
  /** At most 3. */
  readonly choices: readonly Choice[];
  /** What is recommended or was asked about, at most 5; the text says it too, see `textAboveCards`. */
  readonly products?: readonly ProductCard[];
  /** Where to read on, at most 3. */
  readonly articles?: readonly ArticleLink[];
  /** The question of consent, when this is the moment to ask it: shown under the answer. */
  readonly ask?: Ask;
  /** The ranked suggestions behind the answer, best first, at most 3. */
  readonly suggestions: readonly Suggestion[];
  readonly receipt: Receipt;
}

/** A change of place as an agent sees it; segments by their names. */
export interface CardShift {
  readonly shiftId: string;
  readonly from: string;
  readonly to: string;
  readonly cause: string;
  readonly atMs: number;
}

/** What an agent sees of the customer: only what consent allows. */
export interface CustomerCard {
  /** False for somebody of whom nothing is recorded. */
  readonly known: boolean;
  readonly name?: string;
  readonly segment: SegmentStanding;
  readonly tier: Tier;
  /** How they came to that segment lately, which an agent can take back. */
  readonly shift?: CardShift | undefined;
  /** Until when an agent keeps them there. */
  readonly pinnedUntilMs?: number | undefined;
  /** Key facts, most useful first, already formatted: `{ label: "Plan", value: "Summit" }`. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly withheld: readonly Withheld[];
  readonly consent: Receipt["consent"];
}
