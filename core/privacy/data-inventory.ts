import type { Purpose } from "../consent/purpose.js";

/** Every field that may be read of a profile, and for which purposes. What is not declared is never read. */
export const DATA_INVENTORY: Readonly<Record<string, readonly Purpose[]>> = {
  "demographics.first_name": ["service", "personalization"],
  "demographics.last_name": ["service"],
  "demographics.name": ["service", "personalization"],
  "demographics.city": ["personalization", "analytics"],
  "demographics.country": ["service", "personalization", "analytics"],
  "purchases.plan": ["service", "personalization", "analytics"],
  "purchases.orders_total": ["service", "personalization", "analytics"],
  "purchases.orders_12m": ["personalization", "analytics"],
  "purchases.spend_12m": ["personalization", "analytics"],
  "purchases.days_since_order": ["personalization", "analytics"],
  "purchases.last_order_id": ["service", "personalization"],
  "purchases.last_order_status": ["service", "personalization"],
  "purchases.last_order_item": ["service", "personalization"],
  "purchases.last_order_total": ["service", "personalization"],
  "interactions.open_tickets": ["service", "personalization"],
  "interactions.tickets_total": ["personalization", "analytics"],
  "interactions.bad_ratings_90d": ["personalization", "analytics"],
  "interactions.days_known": ["personalization", "analytics"],
  "behaviour.favourite_category": ["personalization", "analytics"],
  "behaviour.pages": ["analytics"],
  "preferences.language": ["service", "personalization"],
};
