import type { DatedPreference } from "../language/preferences/standing-preferences.js";
import type { DialogueState } from "./flows/dialogue-state.js";
import type { FilledSlots } from "./slots/slot-value.js";

/**
 * What is remembered of a conversation while it lasts. `rememberTurn` makes one from the one before;
 * `packContext` and `readContext` are its way to storage and back.
 */
export interface ConversationContext {
  /** How many messages were answered; the turn that comes now has the number `turns + 1`. */
  readonly turns: number;
  /** What the conversation is about: the last intent that was sure. */
  readonly topic?: string;
  /** The customer's language (BCP 47), as it was detected last. */
  readonly language?: string;
  /** The last turns, newest last, at most 20. */
  readonly recent: readonly RememberedTurn[];
  /** Keys of the choices offered last. */
  readonly offered: readonly string[];
  /** Slots by name. They outlive the flow that asked for them: see `carryOver`. */
  readonly slots: FilledSlots;
  /** What the customer wants to reach: open intents, newest last, at most 5. */
  readonly goals: readonly string[];
  /** Where the flows stand, as their engine wrote it. */
  readonly dialogue?: DialogueState;
  /** What the customer said they prefer, where none of it may be kept in the profile; oldest first. */
  readonly preferences: readonly DatedPreference[];
  /** Messages in a row that fitted nothing. */
  readonly outOfScope: number;
  /** Version of the question of consent that was asked here: it is asked once a conversation. */
  readonly askedVersion?: string;
}

/** One message and what was done about it. */
export interface RememberedTurn {
  readonly intent?: string;
  /** Of the intent, [0,1]; kept to a hundredth. */
  readonly confidence?: number;
  /** What was done: `answer`, `greeting`, `ask:<slot>`, `handoff`, … */
  readonly action?: string;
  readonly replyKey?: string;
  /** The customer's words; only where the channel's `TextRetention` is not `none`, and of the last turns. */
  readonly input?: string;
}

/** What is remembered of a conversation that nobody had yet, or had too long ago. */
export const NEW_CONVERSATION: ConversationContext = {
  turns: 0,
  recent: [],
  offered: [],
  slots: {},
  goals: [],
  preferences: [],
  outOfScope: 0,
};
