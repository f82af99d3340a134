import type { Feature } from "./feature.js";
import type { FeatureMoment } from "./feature-moment.js";
import type { CountedName } from "./feature-state.js";
import type { WeekTally } from "./week-tally.js";

/** A feature of a person. */
export type ProfileFeature = Feature<FeatureMoment>;

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const ORDERS = ["Order Completed", "Order Updated", "Order Shipped", "Order Delivered", "Order Cancelled"];
const TICKETS = ["Ticket Created", "Ticket Comment Added", "Ticket Status Changed", "Ticket Reopened"];
const SUBSCRIPTIONS = ["Subscription Started", "Subscription Upgraded", "Subscription Downgraded"];

/** The plans that the product's own segments speak of. */
const DEFAULT_PLANS = ["trail", "ridge", "summit"];

type Declared = Omit<ProfileFeature, "purpose" | "beforeSession">;

/**
 * The features of persons, in the order of a vector.
 * @param plans the tenant's plans, of which each is a column of its own
 */
export function profileFeatures(plans: readonly string[] = DEFAULT_PLANS): readonly ProfileFeature[] {
  return [...purchases(plans), ...INTERACTIONS, ...BEHAVIOUR, ...PREFERENCES].map((feature) => ({
    ...feature,
    purpose: "analytics",
    beforeSession: true,
  }));
}

function purchases(plans: readonly string[]): readonly Declared[] {
  const oneHot = plans.map((plan) => plan.toLowerCase());
  return [
    {
      ...purchase("days_since_order", "purchases.days_since_order", "days", ORDERS),
      ...{ name: "days since the last order", high: "ordered long ago", low: "ordered lately" },
      value: ({ nowMs, state: { lastOrderAtMs } }) =>
        lastOrderAtMs === undefined ? Number.NaN : daysSince(lastOrderAtMs, nowMs),
    },
    {
      ...purchase("orders_12m", "purchases.orders_12m", "count", ORDERS),
      ...{ name: "orders in 12 months", high: "orders often", low: "orders rarely" },
      value: ({ year }) => year.orders,
    },
    {
      ...purchase("spend_12m", "purchases.spend_12m", "currency", [...ORDERS, "Order Refunded"]),
      ...{ name: "spend in 12 months", high: "spends much", low: "spends little" },
      value: ({ year }) => year.spentCents / 100,
    },
    {
      ...purchase("orders_total", "purchases.orders_total", "count", ORDERS),
      ...{ name: "orders ever", high: "ordered many times", low: "has hardly ordered" },
      value: ({ state: { lifetime } }) => lifetime.orders,
    },
    {
      ...purchase("average_order_value", "purchases.spend_12m", "currency", ORDERS),
      ...{ name: "average order", high: "places large orders", low: "places small orders" },
      attributes: ["purchases.spend_12m", "purchases.orders_total"],
      value: ({ state: { lifetime } }) => ratio(lifetime.orderedCents, lifetime.orders) / 100,
    },
    {
      ...purchase("orders_trend", "purchases.orders_12m", "change", ORDERS),
      ...{ name: "trend of orders", high: "orders more than before", low: "orders less than before" },
      value: trendOf(({ orders }) => orders),
    },
    {
      ...purchase("spend_trend", "purchases.spend_12m", "change", [...ORDERS, "Order Refunded"]),
      ...{ name: "trend of spend", high: "spends more than before", low: "spends less than before" },
      value: trendOf(({ spentCents }) => spentCents),
    },
    {
      ...purchase("return_share", "purchases.refunded_12m", "share", ["Order Refunded"]),
      ...{ name: "share of orders returned", high: "returns much", low: "returns little" },
      value: ({ state: { lifetime } }) => ratio(lifetime.returned, lifetime.orders),
    },
    {
      ...purchase("plan", "purchases.plan", "category", ["identify", "group", ...SUBSCRIPTIONS]),
      ...{ name: "plan", high: "has a plan", low: "has no plan" },
      transform: { oneHot },
      value: ({ state: { plan } }) => (plan === undefined ? Number.NaN : placeIn(oneHot, plan)),
    },
    {
      ...purchase("features_used", "purchases.features_used", "count", ["Feature Used"]),
      ...{ name: "use of the product", high: "uses the product much", low: "uses the product little" },
      value: counted("features_used"),
    },
  ];
}

const INTERACTIONS: readonly Declared[] = [
  {
    ...interaction("tenure_days", "interactions.days_known", "days", ["identify", "track", "page", "screen"]),
    ...{ name: "days known", high: "has been known for long", low: "is rather new" },
    value: ({ nowMs, state: { firstSeenAtMs } }) => daysSince(firstSeenAtMs, nowMs),
  },
  {
    ...interaction("tickets_12m", "interactions.tickets_total", "count", TICKETS),
    ...{ name: "requests in 12 months", high: "asks for help often", low: "asks for help rarely" },
    value: ({ year }) => year.tickets,
  },
  {
    ...interaction("reopened_12m", "interactions.reopened_12m", "count", ["Ticket Reopened"]),
    ...{
      name: "requests reopened in 12 months",
      high: "reopens requests often",
      low: "reopens requests rarely",
    },
    value: ({ year }) => year.reopened,
  },
  {
    ...interaction("open_tickets", "interactions.open_tickets", "count", [...TICKETS, "Ticket Solved"]),
    ...{ name: "open requests", high: "has open requests", low: "has no open requests" },
    value: ({ state: { lifetime } }) => lifetime.open,
  },
  {
    ...interaction("resolution_hours", "interactions.mean_resolution_hours", "hours", ["Ticket Solved"]),
    ...{ name: "hours until solved", high: "waits long for solutions", low: "is helped quickly" },
    value: ({ state: { lifetime } }) => ratio(lifetime.resolutionMs, lifetime.solved) / HOUR_MS,
  },
  {
    ...interaction("good_rating_share", "interactions.bad_ratings_90d", "share", TICKETS),
    ...{ name: "share of good ratings", high: "is content with support", low: "is not content with support" },
    value: ({ state: { lifetime } }) => ratio(lifetime.good, lifetime.good + lifetime.bad),
  },
  {
    ...interaction("bad_ratings_90d", "interactions.bad_ratings_90d", "count", TICKETS),
    ...{ name: "bad ratings in 90 days", high: "complained lately", low: "has not complained lately" },
    value: ({ quarter }) => quarter.bad,
  },
  {
    ...interaction("messages", "interactions.messages_total", "count", ["Message Received"]),
    ...{ name: "messages", high: "writes much", low: "writes little" },
    value: ({ state: { messages } }) => messagesOf(messages),
  },
  {
    ...interaction("teams_share", "interactions.messages_total", "share", ["Message Received"]),
    ...{ name: "share of messages in Teams", high: "writes in Teams", low: "writes in Zendesk" },
    value: ({ state: { messages } }) => ratio(messages.teams ?? 0, messagesOf(messages)),
  },
];

const BEHAVIOUR: readonly Declared[] = [
  behaviour("pages", ["page"], "pages viewed", "visits many pages", "visits few pages"),
  behaviour("screens", ["screen"], "screens viewed", "uses the app much", "uses the app little"),
  behaviour(
    "products_viewed",
    ["Product Viewed"],
    "products viewed",
    "looks at many products",
    "looks at few products",
  ),
  {
    ...behaviour(
      "categories_viewed",
      ["Product Viewed"],
      "categories viewed",
      "looks at many kinds of goods",
      "looks at few kinds of goods",
    ),
    attributes: ["behaviour.favourite_category"],
    value: ({ state: { views } }) => (views.categories === 0 ? Number.NaN : views.categories),
  },
  {
    ...behaviour(
      "favourite_share",
      ["Product Viewed"],
      "share of the favourite category",
      "keeps to one kind of goods",
      "looks at all kinds of goods",
    ),
    attributes: ["behaviour.favourite_category"],
    unit: "share",
    transform: "none",
    value: ({ state: { views } }) => ratio(views.top, views.total),
  },
  behaviour("cart_additions", ["Product Added"], "put in the cart", "fills the cart", "puts little in it"),
  behaviour("sign_ins", ["Signed In"], "sign-ins", "signs in often", "signs in rarely"),
  behaviour("emails_opened", ["Email Opened"], "e-mails opened", "reads e-mails", "reads few e-mails"),
];

const PREFERENCES: readonly Declared[] = [
  {
    ...preference("things_liked", "preferences.likes"),
    ...{ name: "things liked", high: "says what they like", low: "says little of what they like" },
    value: ({ state: { preferences } }) => preferences.liked,
  },
  {
    ...preference("things_avoided", "preferences.avoids"),
    ...{ name: "things avoided", high: "says what they avoid", low: "says little of what they avoid" },
    value: ({ state: { preferences } }) => preferences.avoided,
  },
];

/** The features of persons where the tenant says nothing of its plans. */
export const FEATURES: readonly ProfileFeature[] = profileFeatures();

type Basis = Pick<Declared, "key" | "module" | "attributes" | "unit" | "transform" | "origin">;

function purchase(key: string, attribute: string, unit: Declared["unit"], origin: readonly string[]): Basis {
  return { key, module: "purchases", attributes: [attribute], unit, transform: usual(unit), origin };
}

function interaction(
  key: string,
  attribute: string,
  unit: Declared["unit"],
  origin: readonly string[],
): Basis {
  return { key, module: "interactions", attributes: [attribute], unit, transform: usual(unit), origin };
}

function preference(key: string, attribute: string): Basis {
  const origin = ["Preference Stated"];
  return {
    key,
    module: "preferences",
    attributes: [attribute],
    unit: "count",
    transform: usual("count"),
    origin,
  };
}

/** A count of the profile's by its own name. */
function behaviour(
  key: string,
  origin: readonly string[],
  name: string,
  high: string,
  low: string,
): Declared {
  return {
    ...{ key, module: "behaviour", attributes: [`behaviour.${key}`], unit: "count", origin },
    transform: usual("count"),
    ...{ name, high, low },
    value: counted(key as CountedName),
  };
}

/** What grows by multiples is compared by its logarithm. */
function usual(unit: Declared["unit"]): "none" | "log1p" {
  return unit === "share" || unit === "change" ? "none" : "log1p";
}

function counted(name: CountedName): Declared["value"] {
  return ({ state }) => state.counts[name] ?? Number.NaN;
}

function messagesOf(messages: FeatureMoment["state"]["messages"]): number {
  const known = Object.values(messages);
  return known.length === 0 ? Number.NaN : known.reduce((sum, count) => sum + count, 0);
}

/** Of what they did in both quarters the later's share less the earlier's: in [-1,1]; 0 for nothing in either. */
function trendOf(of: (tally: WeekTally) => number): Declared["value"] {
  return ({ state, quarter, quarterBefore }) => {
    if (state.lifetime.orders === 0) return Number.NaN;
    const [late, early] = [of(quarter), of(quarterBefore)];
    const all = Math.abs(late) + Math.abs(early);
    return all === 0 ? 0 : (late - early) / all;
  };
}

function ratio(part: number, of: number): number {
  return of === 0 ? Number.NaN : part / of;
}

function daysSince(atMs: number, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - atMs) / DAY_MS));
}

function placeIn(values: readonly string[], value: string): number {
  const place = values.indexOf(value);
  return place < 0 ? values.length : place;
}
