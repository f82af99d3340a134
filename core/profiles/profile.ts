import type { ConsentStatement } from "../consent/consent-statement.js";
import type { KnownIdentifier } from "./identity/identifier.js";
import type { StatedPreference } from "./stated-preference.js";

/** Names a person: the root of the parts that were merged. Pseudonymous: random, and says nothing. */
export type ProfileId = string & { readonly __brand: "ProfileId" };

/**
 * Names what was recorded of a person before anything was merged into it. A merge puts parts side by side and
 * rewrites none of them, so it can be undone; each part keeps a key of its own.
 */
export type PartId = string & { readonly __brand: "PartId" };

export type TraitValue = string | number | boolean;

/** A fact about a person, with where and when it was observed. */
export interface Trait {
  readonly value: TraitValue;
  /** `self` (the person said so), `api`, `import`, `zendesk`, `slack`, `teams`. */
  readonly source: string;
  readonly observedAtMs: number;
  /** [0,1]: how far the source is to be trusted with this kind of fact. */
  readonly confidence: number;
}

/** A value that a later one replaces; of two at the same time the one whose JSON sorts last stands. */
export interface Register<T> {
  readonly value: T;
  readonly atMs: number;
}

export interface Order {
  /** The earliest time at which it was heard of. */
  readonly orderedAtMs: number;
  /** Largest total that was said, in `currency`. */
  readonly total: number;
  readonly refunded: number;
  readonly status: Register<string>;
  readonly currency?: Register<string>;
  /** Name of the dearest product in it. */
  readonly item?: Register<string>;
}

export interface Ticket {
  readonly openedAtMs: number;
  readonly status: Register<string>;
  /** The earliest time at which it was solved. */
  readonly solvedAtMs?: number;
  /** When it was opened again after it was solved: ascending, each time once, the latest `MAX_REOPENED`. */
  readonly reopenedAtMs?: readonly number[];
  readonly satisfaction?: Register<"good" | "bad">;
}

/**
 * One person, or one part of one, as recorded. `mergeProfiles` joins two: commutative, associative, and loses
 * nothing. Module of each member: `traits` by their name, `orders` purchases, `tickets` and `messages`
 * interactions, `views` and `counts` behaviour, `preferences` preferences.
 */
export interface Profile {
  readonly identifiers: readonly KnownIdentifier[];
  readonly consent: readonly ConsentStatement[];
  /** By `module.attribute`. */
  readonly traits: Readonly<Record<string, Trait>>;
  readonly orders: Readonly<Record<string, Order>>;
  readonly tickets: Readonly<Record<string, Ticket>>;
  /** Messages by channel. */
  readonly messages: Readonly<Record<string, number>>;
  /** Product views by category. */
  readonly views: Readonly<Record<string, number>>;
  /** What else was done how often: `pages`, `screens`, `clicks`, `seconds_on_site`, `emails_opened`, … */
  readonly counts: Readonly<Record<string, number>>;
  /** What they said they like, avoid and never want, by `statedPreferences`. */
  readonly preferences: Readonly<Record<string, StatedPreference>>;
  readonly firstSeenAtMs: number;
}

/** A person of whom nothing is known yet. */
export function emptyProfile(firstSeenAtMs: number): Profile {
  return {
    identifiers: [],
    consent: [],
    traits: {},
    orders: {},
    tickets: {},
    messages: {},
    views: {},
    counts: {},
    preferences: {},
    firstSeenAtMs,
  };
}
