import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideConsent } from "../consent/decide-consent.js";
import type { ProfileEvent } from "../events/profile-event.js";
import { createInventory } from "../privacy/data-inventory.js";
import { PROPERTY_RUNS } from "../property-runs.js";
import { applyEvent } from "./apply-event.js";
import { mergeProfiles } from "./merge-profiles.js";
import { emptyProfile, type Profile } from "./profile.js";
import { profileFields } from "./profile-fields.js";

const inventory = createInventory();
const DAY_MS = 86_400_000;
const NOW_MS = Date.parse("2026-11-23T00:00:00Z");

function track(event: string, properties: Record<string, unknown>, daysAgo: number): ProfileEvent {
  const timestamp = new Date(NOW_MS - daysAgo * DAY_MS).toISOString();
  return { type: "track", event, properties, messageId: `${event}-${daysAgo}`, timestamp, userId: "c-1" };
}

function profileOf(events: readonly ProfileEvent[]): Profile {
  return events.reduce(
    (profile, event) => applyEvent(profile, event, "api", inventory),
    emptyProfile(NOW_MS),
  );
}

describe("applyEvent", () => {
  it("keeps an order's total, status, item and refund", () => {
    const profile = profileOf([
      track(
        "Order Completed",
        {
          order_id: "A-1",
          total: 120.5,
          currency: "EUR",
          products: [
            { name: "Peg", price: 2 },
            { name: "Tent", price: 118.5 },
          ],
        },
        10,
      ),
      track("Order Shipped", { order_id: "A-1", status: "in transit" }, 8),
      track("Order Refunded", { order_id: "A-1", total: 20.5 }, 1),
    ]);
    expect(profileFields(profile, NOW_MS, inventory)).toMatchObject({
      "purchases.orders_12m": 1,
      "purchases.spend_12m": 100,
      "purchases.last_order_item": "Tent",
      "purchases.last_order_status": "refunded",
      "purchases.days_since_order": 10,
    });
  });

  it("forgets nothing of the last twelve months and counts nothing older", () => {
    const profile = profileOf([
      track("Order Completed", { order_id: "old", total: 500 }, 366),
      track("Order Completed", { order_id: "new", total: 50 }, 364),
    ]);
    expect(profileFields(profile, NOW_MS, inventory)).toMatchObject({
      "purchases.orders_total": 2,
      "purchases.orders_12m": 1,
      "purchases.spend_12m": 50,
    });
  });

  it("keeps the newer plan when an older event comes late", () => {
    const profile = profileOf([
      track("Subscription Upgraded", { plan: "summit" }, 1),
      track("Subscription Upgraded", { plan: "ridge" }, 5),
    ]);
    expect(profile.traits["purchases.plan"]?.value).toBe("summit");
  });

  it("counts how often a request was opened again within twelve months, each time once", () => {
    const profile = profileOf([
      track("Ticket Created", { ticket_id: "T1" }, 20),
      track("Ticket Solved", { ticket_id: "T1" }, 18),
      track("Ticket Reopened", { ticket_id: "T1", status: "open" }, 15),
      track("Ticket Reopened", { ticket_id: "T1", status: "open" }, 15),
      track("Ticket Solved", { ticket_id: "T1" }, 12),
      track("Ticket Reopened", { ticket_id: "T1" }, 3),
      track("Ticket Reopened", { ticket_id: "T2", status: "open" }, 366),
      track("Ticket Solved", { ticket_id: "T2" }, 360),
    ]);
    expect(profileFields(profile, NOW_MS, inventory)).toMatchObject({
      "interactions.tickets_total": 2,
      "interactions.open_tickets": 1,
      "interactions.reopened_12m": 2,
    });
  });

  it("keeps the latest twenty reopenings of a ticket", () => {
    const all = Array.from({ length: 25 }, (_, at) => track("Ticket Reopened", { ticket_id: "T1" }, at + 1));
    expect(profileOf(all).tickets.T1?.reopenedAtMs).toEqual(
      Array.from({ length: 20 }, (_, at) => NOW_MS - (20 - at) * DAY_MS),
    );
  });

  it("is not fooled by the keys that objects inherit", () => {
    const profile = profileOf([
      track("Order Completed", { order_id: "__proto__", total: 5 }, 1),
      track("Product Viewed", { category: "constructor" }, 1),
    ]);
    expect(Object.keys(profile.orders)).toEqual([]);
    expect(profile.views).toEqual({ constructor: 1 });
  });
});

const eventArbitrary: fc.Arbitrary<ProfileEvent> = fc.oneof(
  fc
    .record({
      order: fc.integer({ min: 1, max: 4 }),
      total: fc.integer({ min: 1, max: 900 }),
      ago: fc.nat(700),
    })
    .map(({ order, total, ago }) => track("Order Completed", { order_id: `A-${order}`, total }, ago)),
  fc
    .record({ order: fc.integer({ min: 1, max: 4 }), ago: fc.nat(700) })
    .map(({ order, ago }) => track("Order Shipped", { order_id: `A-${order}` }, ago)),
  fc
    .record({ plan: fc.constantFrom("trail", "ridge", "summit"), ago: fc.nat(700) })
    .map(({ plan, ago }) => track("Subscription Upgraded", { plan }, ago)),
  fc
    .record({ ticket: fc.nat(3), satisfaction: fc.constantFrom("good", "bad", ""), ago: fc.nat(700) })
    .map(({ ticket, satisfaction, ago }) =>
      track("Ticket Solved", { ticket_id: `T${ticket}`, satisfaction }, ago),
    ),
  fc
    .record({ ticket: fc.nat(3), ago: fc.nat(700) })
    .map(({ ticket, ago }) => track("Ticket Reopened", { ticket_id: `T${ticket}` }, ago)),
  fc.nat(700).map((ago) => track("Product Viewed", { category: "Tents" }, ago)),
);

describe("mergeProfiles", () => {
  it("does not depend on which of two records comes first", () => {
    fc.assert(
      fc.property(fc.array(eventArbitrary), fc.array(eventArbitrary), (left, right) => {
        const [a, b] = [profileOf(left), profileOf(right)];
        expect(mergeProfiles(a, b, inventory)).toEqual(mergeProfiles(b, a, inventory));
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it("keeps every order, ticket and view of both", () => {
    fc.assert(
      fc.property(fc.array(eventArbitrary), fc.array(eventArbitrary), (left, right) => {
        const [a, b] = [profileOf(left), profileOf(right)];
        const merged = mergeProfiles(a, b, inventory);
        expect(Object.keys(merged.orders).sort()).toEqual(
          [...new Set([...Object.keys(a.orders), ...Object.keys(b.orders)])].sort(),
        );
        expect(merged.views.Tents ?? 0).toBe((a.views.Tents ?? 0) + (b.views.Tents ?? 0));
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it("does not depend on which are joined first, and keeps all when joined with nobody", () => {
    fc.assert(
      fc.property(
        fc.array(eventArbitrary),
        fc.array(eventArbitrary),
        fc.array(eventArbitrary),
        (left, middle, right) => {
          const [a, b, c] = [profileOf(left), profileOf(middle), profileOf(right)];
          expect(mergeProfiles(mergeProfiles(a, b, inventory), c, inventory)).toEqual(
            mergeProfiles(a, mergeProfiles(b, c, inventory), inventory),
          );
          expect(mergeProfiles(a, emptyProfile(NOW_MS), inventory)).toEqual(a);
        },
      ),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it("takes the stricter consent", () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.nat(9), fc.nat(9), (first, second, day, otherDay) => {
        const say = (userId: string, personalization: boolean, daysAgo: number) =>
          profileOf([
            {
              ...track("Anything", {}, daysAgo),
              userId,
              context: { consent: { categoryPreferences: { personalization } } },
            },
          ]);
        const { consent } = mergeProfiles(say("a", first, day), say("b", second, otherDay), inventory);
        expect(decideConsent("personalization", consent, { regime: "gdpr" }, NOW_MS).allowed).toBe(
          first && second,
        );
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });
});
