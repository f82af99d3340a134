import type { Module } from "./attribute-declaration.js";

/** What is kept of an event in its person's history, and what it does to their profile. */
export interface EventDeclaration {
  readonly module: Module;
  readonly retentionDays: number;
  /** Properties that stay; all others are dropped. */
  readonly properties: readonly string[];
  /** Other names that some senders have for them: read, and not kept. */
  readonly aliases?: readonly string[];
  /** The count that it adds one to: `behaviour.<name>` in the inventory of attributes. */
  readonly counts?: string;
  /** Traits that it states, by their names in the inventory. */
  readonly states?: Readonly<Record<string, string>>;
  /** It states them only if it has one of these properties. */
  readonly statesWith?: readonly string[];
  /** Traits that it states by its properties: of several the first that has a value. */
  readonly tells?: Readonly<Record<string, readonly string[]>>;
}

const TWO_YEARS = 730;
const ONE_YEAR = 365;

const PRODUCT = ["product_id", "sku", "name", "category", "price", "quantity"] as const;
const CAMPAIGN = ["campaign_name"] as const;
const APP = ["version", "build"] as const;

type Effect = Pick<EventDeclaration, "aliases" | "counts" | "states" | "statesWith" | "tells">;

function purchase(properties: readonly string[], effect: Effect = {}): EventDeclaration {
  return { module: "purchases", retentionDays: TWO_YEARS, properties, ...effect };
}

const ordered = { aliases: ["orderId", "revenue"] };
const order = purchase(["order_id", "total", "currency", "status", "products"], ordered);

function subscription(status: string, plan: readonly string[] = ["plan"]): EventDeclaration {
  return purchase(["plan", "status", "trial_plan_name"], {
    states: { subscription_status: status },
    tells: { ...(plan.length === 0 ? {} : { plan }), subscription_status: ["status"] },
  });
}

function interaction(retentionDays: number, ...properties: readonly string[]): EventDeclaration {
  return { module: "interactions", retentionDays, properties };
}

const ticket = interaction(TWO_YEARS, "ticket_id", "status", "satisfaction");

function behaviour(
  counts: string,
  properties: readonly string[] = [],
  effect: Omit<Effect, "counts"> = {},
): EventDeclaration {
  return { module: "behaviour", retentionDays: ONE_YEAR, properties, counts, ...effect };
}

/** An order that came out of no cart, such as one of a book-keeping, says nothing of the cart. */
const fromCart: Effect = {
  ...ordered,
  states: { cart_status: "ordered" },
  statesWith: ["products", "checkout_id", "cart_id"],
};
const filled = { states: { cart_status: "filled" }, tells: { cart_item: ["name"] } };
const inCheckout = { states: { cart_status: "checkout" } };
const coupon = ["order_id", "cart_id", "coupon_id", "coupon_name"] as const;

/**
 * Every event that is known by name: Segment's "Spec: V2 Ecommerce Events", "Spec: B2B SaaS", "Native Mobile Spec"
 * and "Spec: Email Events", which RudderStack shares, and beside them subscriptions and the help desk. Pages and
 * screens go by `page` and `screen`. An event of another name is dropped and counted. No e-mail address, search
 * text, link or message is among the properties that stay.
 */
export const DECLARED_EVENTS: ReadonlyMap<string, EventDeclaration> = new Map<string, EventDeclaration>([
  // Spec: V2 Ecommerce Events
  ["Products Searched", behaviour("searches")],
  ["Product List Viewed", behaviour("lists_viewed", ["list_id", "category"])],
  ["Product List Filtered", behaviour("lists_filtered", ["list_id", "category"])],
  ["Promotion Viewed", behaviour("promotions_viewed", ["promotion_id", "name"])],
  ["Promotion Clicked", behaviour("promotions_clicked", ["promotion_id", "name"])],
  ["Product Clicked", behaviour("products_clicked", PRODUCT)],
  ["Product Viewed", behaviour("products_viewed", PRODUCT)],
  ["Product Added", behaviour("cart_additions", [...PRODUCT, "cart_id"], filled)],
  ["Product Removed", behaviour("cart_removals", [...PRODUCT, "cart_id"])],
  ["Cart Viewed", behaviour("cart_views", ["cart_id"])],
  ["Checkout Started", behaviour("checkouts_started", ["order_id", "value", "currency"], inCheckout)],
  ["Checkout Step Viewed", behaviour("checkout_steps_viewed", ["checkout_id", "step"], inCheckout)],
  ["Checkout Step Completed", behaviour("checkout_steps_completed", ["checkout_id", "step"], inCheckout)],
  ["Payment Info Entered", behaviour("payment_infos_entered", ["checkout_id", "order_id"], inCheckout)],
  ["Order Completed", { ...order, ...fromCart }],
  ["Order Updated", order],
  ["Order Shipped", order],
  ["Order Delivered", order],
  ["Order Refunded", order],
  ["Order Cancelled", order],
  ["Coupon Entered", behaviour("coupons_entered", coupon)],
  ["Coupon Applied", behaviour("coupons_applied", coupon)],
  ["Coupon Denied", behaviour("coupons_denied", coupon)],
  ["Coupon Removed", behaviour("coupons_removed", coupon)],
  ["Product Added to Wishlist", behaviour("wishlist_additions", PRODUCT)],
  ["Product Removed from Wishlist", behaviour("wishlist_removals", PRODUCT)],
  ["Wishlist Product Added to Cart", behaviour("wishlist_to_cart", [...PRODUCT, "cart_id"], filled)],
  ["Product Shared", behaviour("products_shared", PRODUCT)],
  ["Cart Shared", behaviour("carts_shared", ["cart_id"])],
  ["Product Reviewed", behaviour("reviews", ["product_id", "review_id", "rating"])],

  // Spec: B2B SaaS
  ["Account Created", behaviour("accounts_created", [], { tells: { "company.name": ["account_name"] } })],
  ["Account Deleted", behaviour("accounts_deleted", [], { states: { subscription_status: "cancelled" } })],
  [
    "Signed Up",
    behaviour("sign_ups", ["type"], {
      tells: { first_name: ["first_name", "firstName"], last_name: ["last_name", "lastName"] },
    }),
  ],
  ["Signed In", behaviour("sign_ins")],
  ["Signed Out", behaviour("sign_outs")],
  ["Invite Sent", behaviour("invites_sent", ["invitee_role"])],
  ["Account Added User", behaviour("accounts_joined", ["role"])],
  ["Account Removed User", behaviour("accounts_left")],
  ["Trial Started", subscription("trial", ["plan", "trial_plan_name"])],
  ["Trial Ended", subscription("trial_ended", [])],

  // Subscriptions
  ["Subscription Started", subscription("active")],
  ["Subscription Renewed", subscription("active")],
  ["Subscription Upgraded", subscription("active")],
  ["Subscription Downgraded", subscription("active")],
  ["Subscription Paused", subscription("paused")],
  ["Subscription Resumed", subscription("active")],
  ["Subscription Expired", subscription("expired")],
  ["Subscription Cancelled", subscription("cancelled")],
  ["Feature Used", { ...purchase(["feature"], { counts: "features_used" }), retentionDays: ONE_YEAR }],

  // Native Mobile Spec
  ["Application Installed", behaviour("app_installs", APP)],
  ["Application Opened", behaviour("app_opens", APP)],
  ["Application Updated", behaviour("app_updates", [...APP, "previous_version"])],
  ["Application Backgrounded", behaviour("app_backgrounded")],
  ["Application Crashed", behaviour("app_crashes", APP)],
  ["Application Uninstalled", behaviour("app_uninstalls")],
  ["Install Attributed", behaviour("installs_attributed", ["provider"])],
  ["Push Notification Received", behaviour("push_received")],
  ["Push Notification Tapped", behaviour("push_tapped", ["action"])],
  ["Push Notification Bounced", behaviour("push_bounced")],
  ["Deep Link Opened", behaviour("deep_links_opened", ["provider"])],
  ["Deep Link Clicked", behaviour("deep_links_clicked", ["provider"])],

  // Spec: Email Events, where an unsubscription is named without "Email"
  ["Email Delivered", behaviour("emails_delivered", CAMPAIGN)],
  ["Email Opened", behaviour("emails_opened", CAMPAIGN)],
  ["Email Link Clicked", behaviour("emails_clicked", CAMPAIGN)],
  ["Email Bounced", behaviour("emails_bounced", CAMPAIGN)],
  ["Email Unsubscribed", behaviour("emails_unsubscribed", [...CAMPAIGN, "list_name"])],
  ["Unsubscribed", behaviour("emails_unsubscribed", [...CAMPAIGN, "list_name"])],
  ["Email Marked as Spam", behaviour("emails_spam", CAMPAIGN)],

  // On pages
  ["Element Clicked", behaviour("clicks", ["name"])],
  ["Button Clicked", behaviour("clicks", ["name"])],
  ["Link Clicked", behaviour("clicks", ["name"])],
  ["Page Left", { module: "behaviour", retentionDays: ONE_YEAR, properties: ["duration_seconds"] }],
  ["page", behaviour("pages", ["name", "category"])],
  ["screen", behaviour("screens", ["name", "category"])],

  // The help desk
  ["Ticket Created", ticket],
  ["Ticket Comment Added", ticket],
  ["Ticket Status Changed", ticket],
  ["Ticket Solved", ticket],
  ["Ticket Reopened", ticket],
  ["Message Received", interaction(ONE_YEAR, "channel")],
  [
    "Preference Stated",
    {
      module: "preferences",
      retentionDays: TWO_YEARS,
      properties: ["kind", "object", "polarity", "strength", "hard", "turn_id"],
    },
  ],
  // Where somebody came from depends on the order in which events came, so it is no part of who they are.
  ["Segment Shifted", interaction(0, "from", "to", "cause")],
  ["User Deleted", interaction(0)],
]);
