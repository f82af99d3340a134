import type { ProfileEvent } from "../../core/index.js";
import { atDaytime, type CustomerLife, DAY_MS, HISTORY_DAYS, planAt, productFor } from "./customer-lives.js";
import type { ProductRecord } from "./records.js";
import { type ReopenedTicket, reopenedTickets } from "./reopened-tickets.js";
import { type SeededRandom, seededRandom } from "./seeded-random.js";
import type { SolvedTicket } from "./ticket-history.js";

interface Moment {
  readonly atMs: number;
  readonly call: Record<string, unknown> & { readonly type: "identify" | "track" | "page" };
}

const track = (atMs: number, event: string, properties: Record<string, unknown>): Moment => ({
  atMs,
  call: { type: "track", event, properties },
});

const page = (atMs: number, name: string, path: string): Moment => ({
  atMs,
  call: { type: "page", name, properties: { path } },
});

const productProperties = ({ sku, name, category, price }: ProductRecord) => ({
  product_id: sku,
  sku,
  name,
  category,
  price,
});

function identify(life: CustomerLife, atMs: number, analytics: boolean, marketing: boolean): Moment {
  const { firstName, lastName, email, language, place, consent } = life;
  const preferences = {
    personalization: consent === "granted",
    model_training: consent === "granted",
    analytics,
    marketing,
  };
  return {
    atMs,
    call: {
      type: "identify",
      traits: {
        email,
        firstName,
        lastName,
        plan: planAt(life, atMs),
        language,
        address: { city: place[0], country: place[1] },
        createdAt: new Date(life.joinedMs).toISOString(),
      },
      context: {
        locale: language,
        ...(consent === "not_asked" ? {} : { consent: { categoryPreferences: preferences } }),
      },
    },
  };
}

function session(random: SeededRandom, atMs: number, products: readonly ProductRecord[]): Moment[] {
  const moments = [page(atMs, "Home", "/")];
  let nowMs = atMs;
  for (const product of products) {
    nowMs += random.int(20, 240) * 1000;
    moments.push(track(nowMs, "Product Viewed", productProperties(product)));
    if (random.chance(0.15)) {
      nowMs += random.int(10, 60) * 1000;
      moments.push(page(nowMs, "Reviews", `${new URL(product.url).pathname}/reviews`));
    }
  }
  return moments;
}

function orderMoments(random: SeededRandom, life: CustomerLife, endMs: number): Moment[] {
  return life.orders.flatMap((order) => {
    const bought = order.lines.map((line) => line.product);
    const alternatives = Array.from({ length: random.int(0, 1) }, () => productFor(random, life.persona));
    const earlierMs = atDaytime(random, order.atMs - random.int(1, 4) * DAY_MS);
    const moments = [
      ...session(random, earlierMs, [...alternatives, ...bought]),
      page(order.atMs - 90_000, "Checkout", "/checkout"),
      track(order.atMs, "Order Completed", {
        order_id: order.id,
        total: order.total,
        currency: "EUR",
        products: order.lines.map((line) => ({
          ...productProperties(line.product),
          quantity: line.quantity,
        })),
      }),
    ];
    const shippedMs = atDaytime(random, order.atMs + random.int(1, 2) * DAY_MS);
    moments.push(track(shippedMs, "Order Shipped", { order_id: order.id, status: "shipped" }));
    if (order.refundedAtMs !== undefined) {
      moments.push(track(order.refundedAtMs, "Order Refunded", { order_id: order.id, total: order.total }));
    }
    return moments.filter((moment) => moment.atMs <= endMs);
  });
}

function browsing(random: SeededRandom, life: CustomerLife, fromMs: number, endMs: number): Moment[] {
  const count = Math.max(2, Math.round(life.orders.length * life.persona.browsing));
  const lastMs = life.orders.at(-1)?.atMs ?? endMs - DAY_MS;
  const untilMs = Math.max(Math.min(endMs - DAY_MS, lastMs + 30 * DAY_MS), fromMs + DAY_MS);
  return Array.from({ length: count }, () => {
    const startMs = fromMs + Math.floor(random.next() * (untilMs - fromMs));
    const products = Array.from({ length: random.int(1, 3) }, () => productFor(random, life.persona));
    return session(random, startMs, products);
  }).flat();
}

function lifeMoments(
  seed: number,
  endMs: number,
  life: CustomerLife,
  tickets: readonly SolvedTicket[],
): Moment[] {
  const random = seededRandom(seed, `events-${life.key}`);
  const analytics = random.chance(life.consent === "denied" ? 0.3 : 0.9);
  const marketing = random.chance(life.consent === "denied" ? 0 : 0.6);
  const fromMs = Math.max(life.joinedMs, endMs - HISTORY_DAYS * DAY_MS + random.int(0, 20) * 3_600_000);
  const moments: Moment[] = [
    identify(life, fromMs, analytics, marketing),
    ...browsing(random, life, fromMs + 60_000, endMs),
    ...orderMoments(random, life, endMs).filter((moment) => moment.atMs > fromMs),
    ...tickets.map((ticket) =>
      track(ticket.createdMs + ticket.resolutionHours * 3_600_000, "Ticket Solved", {
        ticket_id: ticket.id,
        satisfaction: ticket.record.satisfaction,
        resolution_hours: ticket.resolutionHours,
      }),
    ),
  ];
  if (life.upgradedMs !== undefined) {
    moments.push(track(life.upgradedMs, "Subscription Upgraded", { plan: life.plan }));
    moments.push(identify(life, life.upgradedMs + 1000, analytics, marketing));
  }
  return moments.filter((moment) => moment.atMs <= endMs).sort((a, b) => a.atMs - b.atMs);
}

/** A ticket that comes back, and its second end. Ids of their own leave those of all other events as they are. */
function reopenedEvents({ id, customer, reopenedMs, solvedMs }: ReopenedTicket) {
  const moments = [
    track(reopenedMs, "Ticket Reopened", { ticket_id: id, status: "open" }),
    track(solvedMs, "Ticket Status Changed", { ticket_id: id, status: "solved" }),
  ];
  return moments.map((moment, at) => asEvent(customer, `reopened-${id}-${at + 1}`, moment));
}

function asEvent(userId: string, name: string, { atMs, call }: Moment) {
  const event = {
    messageId: `demo-${userId}-${name}`,
    timestamp: new Date(atMs).toISOString(),
    userId,
    ...call,
  } as ProfileEvent;
  return { atMs, event };
}

/** Every customer's events of two years, in time order; none later than `endMs`. */
export function eventHistory(
  seed: number,
  endMs: number,
  lives: readonly CustomerLife[],
  tickets: readonly SolvedTicket[],
): readonly ProfileEvent[] {
  const ticketsOf = new Map<string, SolvedTicket[]>(lives.map((life) => [life.key, []]));
  for (const ticket of tickets) ticketsOf.get(ticket.record.customer)?.push(ticket);
  const lived = lives.flatMap((life) =>
    lifeMoments(seed, endMs, life, ticketsOf.get(life.key) ?? []).map((moment, index) =>
      asEvent(life.key, String(index + 1).padStart(4, "0"), moment),
    ),
  );
  return [...lived, ...reopenedTickets(seed, endMs, tickets).flatMap(reopenedEvents)]
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ event }) => event);
}
