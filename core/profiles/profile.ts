import type { ConsentRecords } from "../consent/purpose.js";
import type { Identifier } from "./identifier.js";

export type ProfileId = string & { readonly __brand: "ProfileId" };

/** A fact about a person, with where and when it was observed. */
export interface Trait {
  readonly value: string | number | boolean;
  readonly source: string;
  readonly observedAtMs: number;
}

export interface Order {
  readonly total: number;
  readonly currency: string;
  readonly orderedAtMs: number;
  readonly status: string;
  readonly statusAtMs: number;
  /** Name of the dearest product in it. */
  readonly item?: string;
  readonly refunded: number;
}

export interface Ticket {
  readonly status: string;
  readonly statusAtMs: number;
  readonly satisfaction?: "good" | "bad";
}

/**
 * One person, as recorded. Module of each part: `traits` demographics and preferences (by their name),
 * `orders` purchases, `tickets` and `messages` interactions, `views` and `pages` behaviour.
 */
export interface Profile {
  readonly identifiers: readonly Identifier[];
  readonly consent: ConsentRecords;
  /** By `module.attribute`. */
  readonly traits: Readonly<Record<string, Trait>>;
  readonly orders: Readonly<Record<string, Order>>;
  readonly tickets: Readonly<Record<string, Ticket>>;
  /** Messages by channel. */
  readonly messages: Readonly<Record<string, number>>;
  /** Product views by category. */
  readonly views: Readonly<Record<string, number>>;
  readonly pages: number;
  readonly firstSeenAtMs: number;
}

/** A person of whom nothing is known yet. */
export function emptyProfile(firstSeenAtMs: number): Profile {
  return {
    identifiers: [],
    consent: {},
    traits: {},
    orders: {},
    tickets: {},
    messages: {},
    views: {},
    pages: 0,
    firstSeenAtMs,
  };
}
