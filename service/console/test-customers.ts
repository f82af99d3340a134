/** Customers of tests of the console, as events that the core takes in. */
import type { ProfileEvent } from "../../core/index.js";

/** Who is known by an identifier, so that the console finds them by it. */
export const KNOWN = { type: "email", value: "vera@example.com" } as const;

const DAY_MS = 86_400_000;

const CONSENT = { consent: { categoryPreferences: { personalization: true, analytics: true } } };

/** Of the plan that makes a VIP, and without an order, as who is new. */
export function knownEvents(nowMs: number): readonly ProfileEvent[] {
  return [identify("c-vera", { email: KNOWN.value, firstName: "Vera", plan: "summit" }, nowMs)];
}

/** So many customers in two groups of equal size: who bought two small things, and who buys large ones often. */
export function buyerEvents(buyers: number, nowMs: number): readonly ProfileEvent[] {
  return Array.from({ length: buyers }, (_, at) => {
    const userId = `c-${at}`;
    const isLarge = at % 2 === 0;
    const orders = isLarge ? 7 + (at % 3) : 2;
    return [
      identify(userId, { email: `buyer-${at}@example.com` }, nowMs),
      ...Array.from(
        { length: orders },
        (_, order): ProfileEvent => ({
          type: "track",
          event: "Order Completed",
          messageId: `order-${at}-${order}`,
          timestamp: new Date(nowMs - (isLarge ? 10 : 100) * DAY_MS - order * 9 * DAY_MS).toISOString(),
          userId,
          properties: {
            order_id: `A-${at}-${order}`,
            total: (isLarge ? 250 : 20) + (at % 11),
            currency: "EUR",
          },
        }),
      ),
    ];
  }).flat();
}

function identify(userId: string, traits: Readonly<Record<string, unknown>>, nowMs: number): ProfileEvent {
  return {
    type: "identify",
    messageId: `identify-${userId}`,
    timestamp: new Date(nowMs - 200 * DAY_MS).toISOString(),
    userId,
    traits,
    context: CONSENT,
  };
}
