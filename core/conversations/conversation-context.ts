import type { JsonValue } from "../json-value.js";

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
  /** Slots by name. They outlive the flow that asked for them: see `carriedSlots`. */
  readonly slots: Readonly<Record<string, RememberedSlot>>;
  /** What the customer wants to reach: open intents, newest last, at most 5. */
  readonly goals: readonly string[];
  /** Where the flows stand, as their engine wrote it. */
  readonly dialogue?: JsonValue;
  /** What the customer said they prefer, where none of it may be kept in the profile; oldest first. */
  readonly preferences: readonly RememberedPreference[];
  /** Messages in a row that fitted nothing. */
  readonly outOfScope: number;
  /** The hand-off that this conversation is in. */
  readonly handoffId?: string;
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

/** A slot as it was filled. */
export interface RememberedSlot {
  readonly value: string | number | boolean;
  /** Number of the turn that filled it, from 1. */
  readonly turn: number;
  readonly atMs: number;
  /** True where the value is the customer's own words, and not something recognised in them. */
  readonly inOwnWords?: true;
}

/** A preference, in the catalogue's words and not the customer's. */
export interface RememberedPreference {
  readonly attribute: string;
  readonly object: string;
  readonly polarity: "positive" | "negative";
  /** [0,1] */
  readonly strength: number;
  /** Number of the turn that stated it, from 1. */
  readonly turn: number;
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
