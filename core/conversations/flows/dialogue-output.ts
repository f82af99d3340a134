import type { ProductCard } from "../../replies/cards.js";
import type { Slots } from "./compile-flow.js";
import type { TextCandidate } from "./flow-text.js";

/** Something to say that is not text yet: it is rendered over what may be read of the customer. */
export type SaidText =
  /** The first candidate that renders without a hole; the last always does. `slots` are its `{{ slots.NAME }}`. */
  | {
      readonly kind: "templates";
      readonly candidates: readonly TextCandidate[];
      readonly slots: Slots;
    }
  /** A reply of the library, in the variant for the customer. */
  | { readonly kind: "reply"; readonly key: string }
  /** The product's own words, in `locale`. */
  | { readonly kind: "own"; readonly text: string; readonly locale: string };

/** A button: pressing it sends `key` back as the turn's `choice`. */
export interface DialogueChoice {
  readonly key: string;
  readonly title: string;
}

/** A product that a flow recommends: its `title` is its line in the text. */
export interface RecommendedItem {
  readonly key: string;
  readonly title: string;
  /** The same, to be drawn. */
  readonly card?: ProductCard;
}

/** What one turn of a flow has to say, in order. */
export type DialogueOutput =
  | { readonly kind: "say"; readonly text: SaidText }
  | {
      readonly kind: "ask";
      readonly text: SaidText;
      readonly choices: readonly DialogueChoice[];
      /** The slot that the answer fills; `undefined` for a question of the product's own. */
      readonly slot: string | undefined;
    }
  | { readonly kind: "recommend"; readonly text: SaidText; readonly items: readonly RecommendedItem[] }
  /** A person takes over. `slots` is what was gathered for them. */
  | {
      readonly kind: "handoff";
      readonly reason: string;
      readonly flow: string | undefined;
      readonly slots: Slots;
    }
  | { readonly kind: "end"; readonly flow: string; readonly outcome: "done" | "not_done" | "cancelled" }
  /** The last reply again: no flow is open that could repeat its question. */
  | { readonly kind: "repeat" };
