import type { Module } from "./attribute-declaration.js";

/** What is kept of an event in its person's history. */
export interface EventDeclaration {
  readonly module: Module;
  readonly retentionDays: number;
  /** Properties that stay; all others are dropped. */
  readonly properties: readonly string[];
}

const TWO_YEARS = 730;
const ONE_YEAR = 365;

const order: EventDeclaration = {
  module: "purchases",
  retentionDays: TWO_YEARS,
  properties: ["order_id", "total", "currency", "status", "products"],
};
const subscription: EventDeclaration = {
  module: "purchases",
  retentionDays: TWO_YEARS,
  properties: ["plan", "status"],
};
const ticket: EventDeclaration = {
  module: "interactions",
  retentionDays: TWO_YEARS,
  properties: ["ticket_id", "status", "satisfaction"],
};
const message: EventDeclaration = {
  module: "interactions",
  retentionDays: ONE_YEAR,
  properties: ["channel"],
};
const behaviour = (...properties: readonly string[]): EventDeclaration => ({
  module: "behaviour",
  retentionDays: ONE_YEAR,
  properties,
});

/**
 * Events by name, after Segment's specifications ("Ecommerce Events", "B2B SaaS Events", "Native Mobile Events",
 * "Email Events"), and those of the help desk. Pages and screens go by `page` and `screen`.
 */
export const DECLARED_EVENTS: ReadonlyMap<string, EventDeclaration> = new Map<string, EventDeclaration>([
  ["Order Completed", order],
  ["Order Updated", order],
  ["Order Shipped", order],
  ["Order Delivered", order],
  ["Order Cancelled", order],
  ["Order Refunded", order],
  ["Subscription Started", subscription],
  ["Subscription Upgraded", subscription],
  ["Subscription Downgraded", subscription],
  ["Subscription Renewed", subscription],
  ["Subscription Cancelled", subscription],
  ["Trial Started", subscription],
  ["Feature Used", { module: "purchases", retentionDays: ONE_YEAR, properties: ["feature"] }],
  ["Ticket Created", ticket],
  ["Ticket Comment Added", ticket],
  ["Ticket Status Changed", ticket],
  ["Ticket Solved", ticket],
  ["Ticket Reopened", ticket],
  ["Message Received", message],
  ["Product Viewed", behaviour("product_id", "name", "category")],
  ["Products Searched", behaviour()],
  ["Element Clicked", behaviour("name")],
  ["Button Clicked", behaviour("name")],
  ["Link Clicked", behaviour("name")],
  ["Page Left", behaviour("duration_seconds")],
  ["Email Opened", behaviour("campaign_name")],
  ["Email Link Clicked", behaviour("campaign_name")],
  ["Application Installed", behaviour("version")],
  ["Application Opened", behaviour("version")],
  ["page", behaviour("name", "category")],
  ["screen", behaviour("name", "category")],
  ["User Deleted", { module: "interactions", retentionDays: 0, properties: [] }],
]);
