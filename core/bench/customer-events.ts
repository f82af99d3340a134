import type { ProfileEvent } from "../events/profile-event.js";
import { seededRandom } from "../seeded-random.js";

const DAY_MS = 86_400_000;
const CITIES = ["Graz", "Lyon", "Porto", "Leeds", "Gent", "Turku"];
const NAMES = ["Vera", "Nino", "Dana", "Mats", "Ines", "Omar"];
const CATEGORIES = ["tents", "boots", "jackets", "stoves", "packs"];
const PLANS = ["trail", "ridge", "summit"];

type Random = () => number;

const pick = (random: Random, words: readonly string[]) => words[Math.floor(random() * words.length)] ?? "";

/** What tells a customer from the others: of the same number the same. */
export function customerTraits(n: number) {
  const random = seededRandom(n * 7_919);
  return { firstName: pick(random, NAMES), plan: pick(random, PLANS), city: pick(random, CITIES) };
}

/** What a shop knows of one customer: who they are, two to four orders, one or two tickets, some visits. */
export function customerEvents(n: number, nowMs: number): readonly ProfileEvent[] {
  const random = seededRandom(n * 7_919 + 1);
  const { firstName, plan, city } = customerTraits(n);
  const at = (daysAgo: number) => new Date(nowMs - daysAgo * DAY_MS).toISOString();
  const track = (event: string, daysAgo: number, properties: Record<string, unknown>): ProfileEvent => ({
    type: "track",
    event,
    messageId: `${event}-${n}-${daysAgo}`,
    timestamp: at(daysAgo),
    userId: `u-${n}`,
    properties,
  });
  const orders = Array.from({ length: 2 + Math.floor(random() * 3) }, (_, order) =>
    track("Order Completed", 20 + order * 60, {
      order_id: `A-${n}-${order}`,
      total: Math.round(random() * 30_000) / 100,
      currency: "EUR",
      products: [{ name: `${pick(random, CATEGORIES)} ${order}`, price: 20 }],
    }),
  );
  const tickets = Array.from({ length: 1 + Math.floor(random() * 2) }, (_, ticket) =>
    track("Ticket Solved", 10 + ticket * 40, { ticket_id: String(n * 10 + ticket), satisfaction: "good" }),
  );
  return [
    {
      type: "identify",
      messageId: `identify-${n}`,
      timestamp: at(300),
      userId: `u-${n}`,
      traits: {
        firstName,
        lastName: `Customer${n}`,
        plan,
        language: "en",
        address: { city, country: "AT" },
      },
      context: {
        externalIds: [{ type: "email", id: `customer${n}@mail.example` }],
        consent: { categoryPreferences: { personalization: true, analytics: true }, textVersion: "1" },
      },
    },
    ...orders,
    ...tickets,
    ...CATEGORIES.slice(0, 3).map((category, day) => track("Product Viewed", day + 1, { category })),
    track("Email Opened", 2, {}),
  ];
}

/** What happens next to one of them. */
export function laterEvent(messageId: string, n: number, random: Random, nowMs: number): ProfileEvent {
  const base = { messageId, timestamp: new Date(nowMs - 60_000).toISOString(), userId: `u-${n}` };
  const kind = random();
  if (kind < 0.5) {
    const properties = { category: pick(random, CATEGORIES) };
    return { ...base, type: "track", event: "Product Viewed", properties };
  }
  if (kind < 0.7) {
    const properties = { order_id: `B-${messageId}`, total: 42, currency: "EUR" };
    return { ...base, type: "track", event: "Order Completed", properties };
  }
  if (kind < 0.9)
    return { ...base, type: "track", event: "Ticket Created", properties: { ticket_id: messageId } };
  const properties = { plan: pick(random, PLANS) };
  return { ...base, type: "track", event: "Subscription Upgraded", properties };
}
