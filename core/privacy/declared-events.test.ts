import { describe, expect, it } from "vitest";
import type { ProfileEvent } from "../events/profile-event.js";
import { applyEvent } from "../profiles/apply-event.js";
import { emptyProfile } from "../profiles/profile.js";
import { MODULES } from "./attribute-declaration.js";
import { createInventory } from "./data-inventory.js";
import { DECLARED_EVENTS } from "./declared-events.js";
import { minimizeEvent } from "./minimize-event.js";
import { stripEvent } from "./strip-event.js";

/** The names as Segment's pages print them, in their order; the documents are named in `DECLARED_EVENTS`. */
const SPECIFIED: Readonly<Record<string, readonly string[]>> = {
  "V2 Ecommerce Events": [
    ...["Products Searched", "Product List Viewed", "Product List Filtered"],
    ...["Promotion Viewed", "Promotion Clicked"],
    ...["Product Clicked", "Product Viewed", "Product Added", "Product Removed", "Cart Viewed"],
    ...["Checkout Started", "Checkout Step Viewed", "Checkout Step Completed", "Payment Info Entered"],
    ...["Order Completed", "Order Updated", "Order Refunded", "Order Cancelled"],
    ...["Coupon Entered", "Coupon Applied", "Coupon Denied", "Coupon Removed"],
    ...["Product Added to Wishlist", "Product Removed from Wishlist", "Wishlist Product Added to Cart"],
    ...["Product Shared", "Cart Shared", "Product Reviewed"],
  ],
  "B2B SaaS": [
    ...["Account Created", "Account Deleted", "Signed Up", "Signed In", "Signed Out", "Invite Sent"],
    ...["Account Added User", "Account Removed User", "Trial Started", "Trial Ended"],
  ],
  "Native Mobile Spec": [
    ...["Application Installed", "Application Opened", "Application Backgrounded", "Application Updated"],
    ...["Application Uninstalled", "Application Crashed", "Install Attributed"],
    ...["Push Notification Received", "Push Notification Tapped", "Push Notification Bounced"],
    ...["Deep Link Opened", "Deep Link Clicked"],
  ],
  "Email Events": [
    ...["Email Bounced", "Email Delivered", "Email Link Clicked", "Email Marked as Spam", "Email Opened"],
    ...["Unsubscribed", "Email Unsubscribed"],
  ],
};

const inventory = createInventory();
const timestamp = "2026-11-23T00:00:00Z";

/** Everything that an event could need to have an effect. */
const PROPERTIES = {
  order_id: "A-1",
  total: 12,
  name: "Tent",
  category: "Tents",
  plan: "summit",
  trial_plan_name: "summit",
  ticket_id: "7",
  channel: "web",
  duration_seconds: 3,
  kind: "product",
  object: "wool",
  polarity: "likes",
  strength: 0.65,
  hard: false,
  turn_id: "t-1",
};

function track(event: string): ProfileEvent & { readonly type: "track" } {
  return { type: "track", event, messageId: "m", timestamp, userId: "c-1", properties: PROPERTIES };
}

const profileAfter = (event: ProfileEvent) =>
  applyEvent(emptyProfile(Date.parse(timestamp)), event, "api", inventory);

const calls = [...DECLARED_EVENTS].filter(([name]) => name !== "page" && name !== "screen");

describe("the table of events", () => {
  it.each(Object.entries(SPECIFIED))("has all names of %s", (_page, names) => {
    expect(names.filter((name) => !DECLARED_EVENTS.has(name))).toEqual([]);
  });

  // A wish to be forgotten changes no profile: it ends it (core/events/apply-batch.ts). A shift follows from others.
  const passing = ["User Deleted", "Segment Shifted"];

  it.each(calls.filter(([name]) => !passing.includes(name)))("%s changes a profile, and stays", (name) => {
    expect(profileAfter(track(name))).not.toEqual(profileAfter(track("Of No Specification")));
    expect(minimizeEvent(track(name), inventory)?.module).toBe(DECLARED_EVENTS.get(name)?.module);
    const stripped = stripEvent(track(name), "api", inventory);
    expect(profileAfter(stripped.event)).toEqual(profileAfter(track(name)));
    expect(minimizeEvent(stripped.event, inventory)).toEqual(minimizeEvent(track(name), inventory));
  });

  it.each([...DECLARED_EVENTS])("%s has a module, a retention, and declared effects", (name, declared) => {
    expect(MODULES).toContain(declared.module);
    expect(declared.retentionDays > 0 || passing.includes(name)).toBe(true);
    const { counts, states = {}, tells = {} } = declared;
    if (counts !== undefined) {
      const module = counts === "features_used" ? "purchases" : "behaviour";
      const attribute = inventory.attribute(`${module}.${counts}`);
      expect(attribute?.purposes.length).toBeGreaterThan(0);
    }
    for (const trait of Object.keys({ ...states, ...tells })) {
      expect(inventory.ofTrait(trait), trait).toBeDefined();
    }
  });

  it("keeps no property that holds an address, a search, a link or a message", () => {
    const kept = new Set([...DECLARED_EVENTS.values()].flatMap(({ properties }) => properties));
    for (const name of ["query", "url", "link_url", "email", "invitee_email", "email_subject", "username"]) {
      expect(kept).not.toContain(name);
    }
    expect([...kept].filter((name) => /mail|phone|url|query|subject|message|token|^ip$/.test(name))).toEqual(
      [],
    );
  });

  it("leaves an event of another name dropped and counted", () => {
    const event = track("Of No Specification");
    expect(minimizeEvent(event, inventory)).toBeUndefined();
    expect(stripEvent(event, "api", inventory).dropped).toEqual(["event Of No Specification"]);
  });
});
