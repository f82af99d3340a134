import { isRecord } from "../is-record.js";
import { DECLARED_EVENTS } from "../privacy/declared-events.js";
import type { Order, Profile, Ticket } from "./profile.js";

type Properties = Readonly<Record<string, unknown>>;

const MAX_TEXT = 200;
/** A page that somebody leaves open counts for an hour at most. */
const MAX_SECONDS_ON_PAGE = 3_600;

/**
 * What a `track` call adds to orders, tickets, messages and behaviour. Which names there are, and which of them
 * count, stands in `DECLARED_EVENTS`.
 */
export function trackAddition(name: string, properties: Properties, atMs: number): Partial<Profile> {
  const counted = DECLARED_EVENTS.get(name)?.counts;
  const counts = counted === undefined ? {} : { counts: { [counted]: 1 } };
  switch (name) {
    case "Order Completed":
    case "Order Updated":
    case "Order Shipped":
    case "Order Delivered":
    case "Order Cancelled":
    case "Order Refunded": {
      const orderId = text(properties.order_id) ?? text(properties.orderId);
      return orderId === undefined ? {} : { orders: { [orderId]: orderAfter(name, properties, atMs) } };
    }
    case "Ticket Created":
    case "Ticket Comment Added":
    case "Ticket Status Changed":
    case "Ticket Reopened":
    case "Ticket Solved": {
      const ticketId = text(properties.ticket_id);
      return ticketId === undefined ? {} : { tickets: { [ticketId]: ticketAfter(name, properties, atMs) } };
    }
    case "Product Viewed": {
      const category = text(properties.category);
      return { ...counts, ...(category === undefined ? {} : { views: { [category]: 1 } }) };
    }
    case "Message Received": {
      const channel = text(properties.channel);
      return channel === undefined ? {} : { messages: { [channel]: 1 } };
    }
    case "Page Left": {
      const seconds = Math.min(number(properties.duration_seconds) ?? 0, MAX_SECONDS_ON_PAGE);
      return seconds > 0 ? { counts: { seconds_on_site: Math.round(seconds) } } : {};
    }
    default:
      // Without the pages and screens: they are calls of their own, and no track call may pass for one.
      return name === "page" || name === "screen" ? {} : counts;
  }
}

function orderAfter(name: string, properties: Properties, atMs: number): Order {
  const total = number(properties.total) ?? number(properties.revenue) ?? 0;
  const products = Array.isArray(properties.products) ? properties.products.filter(isRecord) : [];
  const dearest = [...products].sort((a, b) => (number(b.price) ?? 0) - (number(a.price) ?? 0))[0];
  const [item, currency] = [text(dearest?.name), text(properties.currency)];
  const refund = name === "Order Refunded";
  const status =
    text(properties.status) ?? name.replace("Order ", "").replace("Completed", "Confirmed").toLowerCase();
  return {
    orderedAtMs: atMs,
    total: refund ? 0 : total,
    refunded: refund ? total : 0,
    status: { value: status, atMs },
    ...(currency === undefined ? {} : { currency: { value: currency, atMs } }),
    ...(item === undefined ? {} : { item: { value: item, atMs } }),
  };
}

function ticketAfter(name: string, properties: Properties, atMs: number): Ticket {
  const rating = text(properties.satisfaction);
  const satisfaction = rating === "good" || rating === "bad" ? rating : undefined;
  const status = text(properties.status)?.toLowerCase() ?? (name === "Ticket Solved" ? "solved" : "open");
  const isSolved = status === "solved" || status === "closed";
  return {
    openedAtMs: atMs,
    status: { value: status, atMs },
    ...(isSolved ? { solvedAtMs: atMs } : {}),
    ...(name === "Ticket Reopened" ? { reopenedAtMs: [atMs] } : {}),
    ...(satisfaction === undefined ? {} : { satisfaction: { value: satisfaction, atMs } }),
  };
}

function text(value: unknown): string | undefined {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  // "__proto__" as the key of a record would set its prototype instead of an entry.
  return typeof value === "string" && value.length > 0 && value !== "__proto__"
    ? value.slice(0, MAX_TEXT)
    : undefined;
}

/** Shops send amounts as numbers, and as the text of one. */
function number(value: unknown): number | undefined {
  const given = typeof value === "string" && /^-?\d{1,15}(\.\d{1,10})?$/.test(value) ? Number(value) : value;
  return typeof given === "number" && Number.isFinite(given) ? given : undefined;
}
