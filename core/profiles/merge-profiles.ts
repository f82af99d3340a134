import { stricterConsent } from "../consent/purpose.js";
import type { Identifier } from "./identifier.js";
import type { Order, Profile, Ticket, Trait } from "./profile.js";

/**
 * Two records of one person as one: the newer value of each trait, order and ticket, the union of all else,
 * the stricter consent. Commutative, and loses nothing.
 */
export function mergeProfiles(a: Profile, b: Profile): Profile {
  return {
    identifiers: unionIdentifiers(a.identifiers, b.identifiers),
    consent: stricterConsent(a.consent, b.consent),
    traits: mergeRecords(a.traits, b.traits, newerTrait),
    orders: mergeRecords(a.orders, b.orders, newerOrder),
    tickets: mergeRecords(a.tickets, b.tickets, newerTicket),
    messages: mergeRecords(a.messages, b.messages, (x, y) => x + y),
    views: mergeRecords(a.views, b.views, (x, y) => x + y),
    pages: a.pages + b.pages,
    firstSeenAtMs: Math.min(a.firstSeenAtMs, b.firstSeenAtMs),
  };
}

/** Both lists, each identifier once, in a stable order. */
export function unionIdentifiers(a: readonly Identifier[], b: readonly Identifier[]): readonly Identifier[] {
  const byKey = new Map(
    [...a, ...b].map((identifier) => [`${identifier.type}:${identifier.value}`, identifier]),
  );
  return [...byKey.entries()].sort(([x], [y]) => (x < y ? -1 : 1)).map(([, identifier]) => identifier);
}

/** The trait that was observed later; of two at the same time, the one whose value sorts last. */
export function newerTrait(a: Trait, b: Trait): Trait {
  if (a.observedAtMs !== b.observedAtMs) return a.observedAtMs > b.observedAtMs ? a : b;
  return String(a.value) >= String(b.value) ? a : b;
}

/** The two in the order of their time; at the same time in the order of what they say, never of arrival. */
function byStatusTime<T extends Order | Ticket>(a: T, b: T): readonly [older: T, newer: T] {
  if (a.statusAtMs !== b.statusAtMs) return a.statusAtMs < b.statusAtMs ? [a, b] : [b, a];
  return JSON.stringify(a) <= JSON.stringify(b) ? [a, b] : [b, a];
}

function newerOrder(a: Order, b: Order): Order {
  const [older, newer] = byStatusTime(a, b);
  const item = newer.item ?? older.item;
  return {
    total: Math.max(a.total, b.total),
    currency: newer.currency || older.currency,
    orderedAtMs: Math.min(a.orderedAtMs, b.orderedAtMs),
    status: newer.status,
    statusAtMs: newer.statusAtMs,
    ...(item === undefined ? {} : { item }),
    refunded: Math.max(a.refunded, b.refunded),
  };
}

function newerTicket(a: Ticket, b: Ticket): Ticket {
  const [older, newer] = byStatusTime(a, b);
  const satisfaction = newer.satisfaction ?? older.satisfaction;
  return {
    status: newer.status,
    statusAtMs: newer.statusAtMs,
    ...(satisfaction === undefined ? {} : { satisfaction }),
  };
}

function mergeRecords<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  resolve: (x: T, y: T) => T,
): Readonly<Record<string, T>> {
  const merged: Record<string, T> = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const other = Object.hasOwn(merged, key) ? merged[key] : undefined;
    merged[key] = other === undefined ? value : resolve(other, value);
  }
  return merged;
}
