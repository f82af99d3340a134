import { z } from "zod";
import { PURPOSES } from "../consent/purpose.js";
import type { IdentifierType } from "../profiles/identity/identifier.js";
import type { Order, Profile, Ticket, Trait } from "../profiles/profile.js";

const atMs = z.number();

/** A profile as the first version stored it. */
const version1Schema = z.object({
  identifiers: z.array(z.object({ type: z.string(), value: z.string() })),
  consent: z.partialRecord(
    z.enum(PURPOSES),
    z.object({ status: z.enum(["granted", "denied", "withdrawn"]), atMs, source: z.string() }),
  ),
  traits: z.record(
    z.string(),
    z.object({
      value: z.union([z.string(), z.number(), z.boolean()]),
      source: z.string(),
      observedAtMs: atMs,
    }),
  ),
  orders: z.record(
    z.string(),
    z.object({
      total: z.number(),
      currency: z.string(),
      orderedAtMs: atMs,
      status: z.string(),
      statusAtMs: atMs,
      item: z.string().optional(),
      refunded: z.number(),
    }),
  ),
  tickets: z.record(
    z.string(),
    z.object({ status: z.string(), statusAtMs: atMs, satisfaction: z.enum(["good", "bad"]).optional() }),
  ),
  messages: z.record(z.string(), z.number()),
  views: z.record(z.string(), z.number()),
  pages: z.number(),
  firstSeenAtMs: atMs,
});

type Version1Profile = z.output<typeof version1Schema>;

/**
 * A profile of the first version as one of today's.
 * @throws ZodError if it is none
 */
export function upgradeProfile(
  old: unknown,
  keyOf: (identifier: { readonly type: IdentifierType; readonly value: string }) => string,
): Profile {
  const { identifiers, consent, traits, orders, tickets, messages, views, pages, firstSeenAtMs } =
    version1Schema.parse(old);
  const known = identifiers.map(({ type, value }) => ({ type: type as IdentifierType, value }));
  const covers = known.map(keyOf).sort();
  return {
    identifiers: known.map((identifier) => ({ ...identifier, standing: "verified" })),
    consent: Object.entries(consent).map(([purpose, record]) => ({
      purpose: purpose as (typeof PURPOSES)[number],
      granted: record.status === "granted",
      firstAtMs: record.atMs,
      lastAtMs: record.atMs,
      covers,
      method: "event",
      channel: record.source,
    })),
    traits: mapValues(traits, (trait): Trait => ({ ...trait, confidence: 1 })),
    orders: mapValues(orders, upgradeOrder),
    tickets: mapValues(tickets, upgradeTicket),
    messages,
    views,
    counts: pages > 0 ? { pages } : {},
    preferences: {},
    firstSeenAtMs,
  };
}

function upgradeOrder(order: Version1Profile["orders"][string]): Order {
  const { total, refunded, orderedAtMs, status, statusAtMs, currency, item } = order;
  const register = (value: string) => ({ value, atMs: statusAtMs });
  return {
    orderedAtMs,
    total,
    refunded,
    status: register(status),
    ...(currency === "" ? {} : { currency: register(currency) }),
    ...(item === undefined ? {} : { item: register(item) }),
  };
}

function upgradeTicket({ status, statusAtMs, satisfaction }: Version1Profile["tickets"][string]): Ticket {
  const isSolved = status === "solved" || status === "closed";
  return {
    openedAtMs: statusAtMs,
    status: { value: status, atMs: statusAtMs },
    ...(isSolved ? { solvedAtMs: statusAtMs } : {}),
    ...(satisfaction === undefined ? {} : { satisfaction: { value: satisfaction, atMs: statusAtMs } }),
  };
}

function mapValues<T, R>(record: Readonly<Record<string, T>>, map: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
