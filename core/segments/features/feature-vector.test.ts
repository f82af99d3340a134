import { expect, it } from "vitest";
import type { ProfileEvent } from "../../events/profile-event.js";
import { createInventory } from "../../privacy/data-inventory.js";
import { applyEvent } from "../../profiles/apply-event.js";
import { emptyProfile } from "../../profiles/profile.js";
import { FEATURES, profileFeatures } from "./declared-features.js";
import { featureState } from "./feature-state.js";
import { featureVector } from "./feature-vector.js";

const DAY_MS = 86_400_000;
// A Thursday, when a week of the epoch begins: weeks are whole ones here.
const NOW_MS = Date.parse("2026-11-26T12:00:00Z");
const inventory = createInventory();

function vectorOf(calls: readonly (readonly [string, number, Record<string, unknown>?])[]) {
  const profile = calls.reduce(
    (known, [event, day, properties = {}]) => {
      const timestamp = new Date(NOW_MS - day * DAY_MS).toISOString();
      const base = { messageId: `${event}${day}`, timestamp, userId: "u" };
      const call = (
        event === "page" ? { ...base, type: "page" } : { ...base, type: "track", event, properties }
      ) as ProfileEvent;
      return applyEvent(known, call, "api", inventory);
    },
    emptyProfile(NOW_MS - 400 * DAY_MS),
  );
  const vector = featureVector(featureState(profile), NOW_MS);
  return Object.fromEntries(FEATURES.map(({ key }, place) => [key, vector[place]]));
}

it("says what is known of nobody: no orders, no requests, and no more", () => {
  const vector = vectorOf([]);
  const known = Object.entries(vector).filter(([, value]) => !Number.isNaN(value));
  expect(Object.fromEntries(known)).toEqual({
    orders_12m: 0,
    spend_12m: 0,
    orders_total: 0,
    tenure_days: 400,
    tickets_12m: 0,
    reopened_12m: 0,
    open_tickets: 0,
    bad_ratings_90d: 0,
    things_liked: 0,
    things_avoided: 0,
  });
});

it("sums orders by years and quarters", () => {
  expect(
    vectorOf([
      ["Order Completed", 3, { order_id: "a", total: 10.1 }],
      ["Order Completed", 80, { order_id: "b", total: 20.2 }],
      ["Order Completed", 100, { order_id: "c", total: 30.3 }],
      ["Order Refunded", 99, { order_id: "c", total: 10.3 }],
      ["Order Completed", 390, { order_id: "d", total: 40 }],
      ["Subscription Started", 10, { plan: "Ridge" }],
      ["Feature Used", 2],
    ]),
  ).toMatchObject({
    days_since_order: 3,
    orders_12m: 3,
    spend_12m: 50.3,
    orders_total: 4,
    average_order_value: 25.15,
    // Two after one; 30.3 after 20.
    orders_trend: 1 / 3,
    spend_trend: (3_030 - 2_000) / 5_030,
    return_share: 0.25,
    plan: 1,
    features_used: 1,
  });
});

it("sums what the help desk knows", () => {
  expect(
    vectorOf([
      ["Ticket Created", 10, { ticket_id: "1" }],
      ["Ticket Solved", 9, { ticket_id: "1", satisfaction: "good" }],
      ["Ticket Created", 8, { ticket_id: "2" }],
      ["Ticket Solved", 5, { ticket_id: "2", satisfaction: "bad" }],
      ["Ticket Created", 200, { ticket_id: "3", satisfaction: "bad" }],
      ["Ticket Reopened", 4, { ticket_id: "2", status: "open" }],
      ["Ticket Solved", 3, { ticket_id: "2" }],
      ["Ticket Reopened", 2, { ticket_id: "2", status: "open" }],
      ["Ticket Solved", 1, { ticket_id: "2" }],
      ["Ticket Reopened", 390, { ticket_id: "4", status: "pending" }],
      ["Message Received", 3, { channel: "teams" }],
      ["Message Received", 2, { channel: "zendesk" }],
      ["Message Received", 1, { channel: "slack" }],
    ]),
  ).toMatchObject({
    tickets_12m: 3,
    reopened_12m: 2,
    open_tickets: 2,
    resolution_hours: 48,
    good_rating_share: 1 / 3,
    bad_ratings_90d: 1,
    messages: 2,
    teams_share: 0.5,
  });
});

it("counts behaviour and tastes", () => {
  const likes = (object: string, polarity: string, hard = false) => ({
    ...{ kind: "product", object, polarity, strength: 0.9, hard },
  });
  expect(
    vectorOf([
      ["page", 1],
      ["Product Viewed", 1, { category: "tents" }],
      ["Product Viewed", 1, { category: "tents" }],
      ["Product Viewed", 1, { category: "boots" }],
      ["Email Opened", 1],
      ["Preference Stated", 3, likes("wool", "likes")],
      ["Preference Stated", 2, likes("down", "avoids")],
      ["Preference Stated", 1, likes("nuts", "avoids", true)],
    ]),
  ).toMatchObject({
    pages: 1,
    products_viewed: 3,
    categories_viewed: 2,
    favourite_share: 2 / 3,
    emails_opened: 1,
    things_liked: 1,
    things_avoided: 1,
  });
});

it("tells a plan that the tenant did not list from none", () => {
  const features = profileFeatures(["Solo"]).filter(({ key }) => key === "plan");
  const planned = (plan?: string) =>
    featureVector({ ...featureState(emptyProfile(0)), ...(plan && { plan }) }, NOW_MS, features)[0];
  expect([planned("solo"), planned("team"), planned()]).toEqual([0, 1, Number.NaN]);
});
