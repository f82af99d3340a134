import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProfileEvent } from "../events/profile-event.js";
import { createInventory } from "../privacy/data-inventory.js";
import { DECLARED_EVENTS } from "../privacy/declared-events.js";
import { PROPERTY_RUNS } from "../property-runs.js";
import { applyEvent } from "./apply-event.js";
import { emptyProfile, type Profile } from "./profile.js";

const inventory = createInventory();
const START_MS = Date.parse("2026-11-01T00:00:00Z");

type Given = Partial<ProfileEvent> & Pick<ProfileEvent, "type">;

function at(day: number, given: Given): ProfileEvent {
  const timestamp = new Date(START_MS + day * 86_400_000).toISOString();
  return { messageId: `m-${day}`, timestamp, userId: "c-1", ...given } as ProfileEvent;
}

function track(day: number, event: string, properties: Record<string, unknown> = {}): ProfileEvent {
  return at(day, { type: "track", event, properties });
}

function profileOf(events: readonly ProfileEvent[]): Profile {
  return events.reduce(
    (profile, event) => applyEvent(profile, event, "api", inventory),
    emptyProfile(START_MS),
  );
}

function traitsOf(...events: readonly ProfileEvent[]): Readonly<Record<string, unknown>> {
  const entries = Object.entries(profileOf(events).traits).map(([name, { value }]) => [name, value]);
  return Object.fromEntries(entries);
}

describe("a cart", () => {
  it("is filled, in checkout and ordered by what happened last, in whichever order it is heard of", () => {
    const added = track(1, "Product Added", { name: "Tent", price: 99 });
    const started = track(2, "Checkout Started", { value: 99 });
    const ordered = track(3, "Order Completed", { order_id: "A-1", checkout_id: "C-1", total: 99 });
    const booked = track(4, "Order Completed", { order_id: "B-1", total: 99 });
    expect(traitsOf(added)).toMatchObject({
      "purchases.cart_status": "filled",
      "purchases.cart_item": "Tent",
    });
    expect(traitsOf(started, added)["purchases.cart_status"]).toBe("checkout");
    expect(traitsOf(ordered, started, added)["purchases.cart_status"]).toBe("ordered");
    expect(traitsOf(booked, started, added)["purchases.cart_status"]).toBe("checkout");
  });

  it("counts what was put in and taken out", () => {
    const { counts } = profileOf([
      track(1, "Product Added"),
      track(2, "Product Added"),
      track(3, "Product Removed"),
      track(4, "Wishlist Product Added to Cart", { name: "Stove" }),
    ]);
    expect(counts).toEqual({ cart_additions: 2, cart_removals: 1, wishlist_to_cart: 1 });
  });
});

describe("a subscription", () => {
  it.each([
    ["Trial Started", { trial_plan_name: "summit" }, "trial", "summit"],
    ["Trial Ended", { trial_plan_name: "summit" }, "trial_ended", undefined],
    ["Subscription Started", { plan: "ridge" }, "active", "ridge"],
    ["Subscription Paused", {}, "paused", undefined],
    ["Subscription Expired", {}, "expired", undefined],
    ["Subscription Cancelled", { plan: "ridge", status: null }, "cancelled", "ridge"],
    ["Subscription Renewed", { status: "in grace period" }, "in grace period", undefined],
    ["Account Deleted", { account_name: "Initech" }, "cancelled", undefined],
  ])("after %s %j is %s", (event, properties, status, plan) => {
    const traits = traitsOf(track(1, event, properties));
    expect([traits["purchases.subscription_status"], traits["purchases.plan"]]).toEqual([status, plan]);
  });
});

describe("an account", () => {
  const group = at(1, {
    type: "group",
    groupId: "acct-1",
    traits: {
      name: "Initech",
      industry: "Software",
      employees: 329,
      plan: "enterprise",
      email: "a@initech.example",
    },
  });

  it("tells its members' company, size, industry and plan, and nobody's address", () => {
    expect(traitsOf(group)).toEqual({
      "demographics.account_id": "acct-1",
      "demographics.company": "Initech",
      "demographics.industry": "Software",
      "demographics.company_size": "329",
      "purchases.plan": "enterprise",
    });
  });

  it("gives way to what is said of the person later", () => {
    const own = at(2, { type: "identify", traits: { plan: "trail" } });
    expect(traitsOf(own, group)["purchases.plan"]).toBe("trail");
  });

  it("is known by the context of any call, and by its creation", () => {
    const signedIn = { ...track(1, "Signed In"), context: { groupId: "acct-2" } };
    expect(traitsOf(signedIn)["demographics.account_id"]).toBe("acct-2");
    expect(traitsOf(track(1, "Account Created", { account_name: "Initech" }))).toEqual({
      "demographics.company": "Initech",
    });
  });
});

describe("an order", () => {
  it.each([
    [{ order_id: "A-1", total: "129.90" }, 129.9],
    [{ orderId: "A-1", revenue: 20 }, 20],
    [{ order_id: "A-1", total: "much" }, 0],
  ])("of %j has its total", (properties, total) => {
    expect(profileOf([track(1, "Order Completed", properties)]).orders["A-1"]?.total).toBe(total);
  });
});

describe("events of all specifications", () => {
  it("give the same profile in whichever order they come", () => {
    const properties = fc.record(
      {
        order_id: fc.constantFrom("A-1", "A-2"),
        total: fc.oneof(fc.integer({ min: 1, max: 400 }), fc.constant("12.5")),
        name: fc.constantFrom("Tent", "Stove"),
        category: fc.constantFrom("tents", "__proto__", "constructor"),
        plan: fc.constantFrom("ridge", "summit"),
        status: fc.constantFrom("active", null),
        account_name: fc.constantFrom("Initech", "Globex"),
      },
      { requiredKeys: [] },
    );
    const named = fc.constantFrom(...DECLARED_EVENTS.keys(), "Of No Specification");
    const event = fc
      .tuple(fc.nat(9), named, properties, fc.boolean())
      .map(([day, name, given, isAccount]) =>
        isAccount
          ? at(day, { type: "group", groupId: `acct-${day % 2}`, traits: given })
          : track(day, name, given),
      );
    const lists = fc
      .array(event, { minLength: 1, maxLength: 12 })
      .chain((events) =>
        fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
      );
    fc.assert(
      fc.property(lists, ([events, shuffled]) => {
        expect(profileOf(shuffled)).toEqual(profileOf(events));
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });
});
