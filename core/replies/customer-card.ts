import { currencyOf, type OwnOrder } from "../profiles/own-orders.js";
import { capitalized } from "../title-of-key.js";
import type { Decision } from "./decision.js";
import type { CustomerCard } from "./reply.js";
import { moneyInWords } from "./template-filters.js";

/** Facts an agent is shown, most useful first, with the field that each comes from. */
const FACTS: readonly (readonly [
  label: string,
  field: string,
  format?: (value: unknown, orders: readonly OwnOrder[]) => string,
])[] = [
  ["Plan", "purchases.plan", (value) => capitalized(String(value))],
  ["Last order", "purchases.last_order_id"],
  ["Order status", "purchases.last_order_status", (value) => capitalized(String(value))],
  ["Item", "purchases.last_order_item"],
  ["Orders, 12 months", "purchases.orders_12m"],
  ["Spend, 12 months", "purchases.spend_12m", spendInWords],
  ["Open tickets", "interactions.open_tickets"],
  ["Likes", "behaviour.favourite_category"],
  ["Not to be contacted by", "preferences.no_contact"],
  ["Preferred channel", "preferences.contact_channel"],
  ["Never wants", "preferences.never"],
  ["Avoids", "preferences.avoids"],
  ["Prefers", "preferences.likes"],
  ["Language", "preferences.language", (value) => String(value).toUpperCase()],
];

/** What the sidebar shows: facts that serving the customer needs, and those that they consented to. */
export function customerCard({ customer, segment }: Decision): CustomerCard {
  const { view, serviceView, profileId } = customer;
  const fields = { ...serviceView.fields, ...view.fields };
  const first = fields["demographics.first_name"];
  const name = [first, fields["demographics.last_name"]].filter((part) => part !== undefined).join(" ");
  return {
    known: profileId !== undefined,
    ...(name === "" ? {} : { name }),
    segment,
    tier: segment.tier,
    facts: FACTS.flatMap(([label, field, format]) => {
      const value = fields[field];
      return value === undefined
        ? []
        : [{ label, value: format?.(value, serviceView.orders) ?? String(value) }];
    }),
    withheld: view.withheld.filter(({ field }) => fields[field] === undefined),
    consent: { purpose: "personalization", status: view.consent.status, basis: view.consent.basis },
  };
}

/** A sum over orders in several currencies, or in none that was said, is a bare number. */
function spendInWords(value: unknown, orders: readonly OwnOrder[]): string {
  const currency = currencyOf(orders);
  return currency === undefined ? Number(value).toFixed(2) : moneyInWords(value, currency, "en");
}
