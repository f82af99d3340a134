import { joinStatements } from "../consent/join-statements.js";
import type { Inventory } from "../privacy/data-inventory.js";
import { identifierKey, type KnownIdentifier, type Standing } from "./identity/identifier.js";
import type { Order, Profile, Register, Ticket, Trait } from "./profile.js";
import { type StatedPreference, withoutWithdrawnPreferences } from "./stated-preference.js";

/** Per kind so many entries are kept; of more, those of lowest rank go. */
export const MAX_ENTRIES = 500;
/** Of one ticket so many reopenings are kept, the latest. */
const MAX_REOPENED = 20;

/**
 * Two records of one person as one: of each trait the value that its rule prefers, orders, tickets and statements
 * of consent joined, counts added. Commutative and associative, and loses nothing that is kept of each but preferences
 * that were withdrawn.
 */
export function mergeProfiles(a: Profile, b: Profile, inventory: Inventory): Profile {
  return {
    identifiers: joinIdentifiers(a.identifiers, b.identifiers),
    consent: joinStatements(a.consent, b.consent),
    traits: joinRecords(a.traits, b.traits, (x, y, attribute) => preferredTrait(attribute, x, y, inventory)),
    orders: keepHighest(joinRecords(a.orders, b.orders, joinOrders), (order) => order.orderedAtMs),
    tickets: keepHighest(joinRecords(a.tickets, b.tickets, joinTickets), (ticket) => ticket.openedAtMs),
    messages: joinRecords(a.messages, b.messages, add),
    views: keepHighest(joinRecords(a.views, b.views, add), (count) => count),
    counts: joinRecords(a.counts, b.counts, add),
    preferences: keepHighest(
      withoutWithdrawnPreferences(joinRecords(a.preferences, b.preferences, newerPreference)),
      (stated) => stated.atMs,
    ),
    firstSeenAtMs: Math.min(a.firstSeenAtMs, b.firstSeenAtMs),
  };
}

const STANDINGS: readonly Standing[] = ["claimed", "verified", "retired"];

/** Both lists, each identifier once with its highest standing, in a stable order. */
function joinIdentifiers(
  a: readonly KnownIdentifier[],
  b: readonly KnownIdentifier[],
): readonly KnownIdentifier[] {
  if (b.length === 0) return a;
  const byKey = new Map<string, KnownIdentifier>();
  for (const identifier of [...a, ...b]) {
    const key = identifierKey(identifier);
    const known = byKey.get(key);
    if (known === undefined || STANDINGS.indexOf(identifier.standing) > STANDINGS.indexOf(known.standing)) {
      byKey.set(key, identifier);
    }
  }
  return [...byKey.entries()].sort(([x], [y]) => (x < y ? -1 : 1)).map(([, identifier]) => identifier);
}

/**
 * The trait that stands: that of the source which the attribute's rule prefers, then the one observed later, then
 * the one whose JSON sorts last. Never the one that arrived last.
 */
export function preferredTrait(attribute: string, a: Trait, b: Trait, inventory: Inventory): Trait {
  const rule = inventory.attribute(attribute)?.rule ?? "newest";
  if (rule !== "newest") {
    const [x, y] = [rankOf(a.source, rule), rankOf(b.source, rule)];
    if (x !== y) return x < y ? a : b;
  }
  if (a.observedAtMs !== b.observedAtMs) return a.observedAtMs > b.observedAtMs ? a : b;
  return jsonOf(a) >= jsonOf(b) ? a : b;
}

function rankOf(source: string, sources: readonly string[]): number {
  const at = sources.indexOf(source);
  return at < 0 ? sources.length : at;
}

function newer<T>(a: Register<T> | undefined, b: Register<T> | undefined): Register<T> | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.atMs !== b.atMs) return a.atMs > b.atMs ? a : b;
  return jsonOf(a.value) >= jsonOf(b.value) ? a : b;
}

function newerPreference(a: StatedPreference, b: StatedPreference): StatedPreference {
  if (a.atMs !== b.atMs) return a.atMs > b.atMs ? a : b;
  return jsonOf(a) >= jsonOf(b) ? a : b;
}

function joinOrders(a: Order, b: Order): Order {
  const [currency, item] = [newer(a.currency, b.currency), newer(a.item, b.item)];
  return {
    orderedAtMs: Math.min(a.orderedAtMs, b.orderedAtMs),
    total: Math.max(a.total, b.total),
    refunded: Math.max(a.refunded, b.refunded),
    status: newer(a.status, b.status) ?? a.status,
    ...(currency === undefined ? {} : { currency }),
    ...(item === undefined ? {} : { item }),
  };
}

function joinTickets(a: Ticket, b: Ticket): Ticket {
  const satisfaction = newer(a.satisfaction, b.satisfaction);
  const solvedAtMs = Math.min(
    a.solvedAtMs ?? Number.POSITIVE_INFINITY,
    b.solvedAtMs ?? Number.POSITIVE_INFINITY,
  );
  return {
    openedAtMs: Math.min(a.openedAtMs, b.openedAtMs),
    status: newer(a.status, b.status) ?? a.status,
    ...(Number.isFinite(solvedAtMs) ? { solvedAtMs } : {}),
    ...joinReopened(a, b),
    ...(satisfaction === undefined ? {} : { satisfaction }),
  };
}

function joinReopened(a: Ticket, b: Ticket): Pick<Ticket, "reopenedAtMs"> {
  const times = new Set([...(a.reopenedAtMs ?? []), ...(b.reopenedAtMs ?? [])]);
  if (times.size === 0) return {};
  return { reopenedAtMs: [...times].sort((x, y) => x - y).slice(-MAX_REOPENED) };
}

function joinRecords<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  join: (x: T, y: T, key: string) => T,
): Readonly<Record<string, T>> {
  let joined: Record<string, T> | undefined;
  for (const key in b) {
    const y = b[key];
    if (y === undefined) continue;
    // A name like `constructor` is found on every object.
    const x = Object.hasOwn(a, key) ? a[key] : undefined;
    joined ??= { ...a };
    joined[key] = x === undefined ? y : join(x, y, key);
  }
  return joined ?? a;
}

function keepHighest<T>(
  entries: Readonly<Record<string, T>>,
  rank: (entry: T) => number,
): Readonly<Record<string, T>> {
  const all = Object.entries(entries);
  if (all.length <= MAX_ENTRIES) return entries;
  all.sort(([x, a], [y, b]) => rank(b) - rank(a) || (x < y ? -1 : 1));
  return Object.fromEntries(all.slice(0, MAX_ENTRIES));
}

/** The same for equal contents, in whichever order the members were written. */
function jsonOf(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1)))
      : inner,
  );
}

function add(x: number, y: number): number {
  return x + y;
}
