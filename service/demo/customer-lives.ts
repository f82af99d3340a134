import { catalogue } from "./catalogue/catalogue.js";
import { type FeaturedScript, featuredScripts } from "./featured.js";
import {
  englishFirstNames,
  englishLastNames,
  englishPlaces,
  germanFirstNames,
  germanLastNames,
  germanPlaces,
  type Place,
} from "./people.js";
import { type Persona, type Plan, personas } from "./personas.js";
import type { ProductRecord } from "./records.js";
import { type SeededRandom, seededRandom } from "./seeded-random.js";

export const DAY_MS = 86_400_000;
export const CUSTOMER_COUNT = 300;
/** Days before today on which the demo's records begin. */
export const HISTORY_DAYS = 730;

export interface DemoOrder {
  readonly id: string;
  readonly atMs: number;
  readonly lines: readonly { readonly product: ProductRecord; readonly quantity: number }[];
  /** Euros, two decimals. */
  readonly total: number;
  readonly refundedAtMs?: number;
}

/** One customer's story, before it is told as events and tickets. */
export interface CustomerLife {
  readonly key: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly language: "en" | "de";
  readonly place: Place;
  readonly plan: Plan;
  readonly persona: Persona;
  readonly consent: "granted" | "denied" | "not_asked";
  readonly joinedMs: number;
  /** When they moved up to `plan`; absent for `trail`. */
  readonly upgradedMs?: number;
  /** Oldest first. */
  readonly orders: readonly DemoOrder[];
  readonly script?: FeaturedScript;
}

/** The plan that the customer was on at a moment. */
export function planAt(life: CustomerLife, atMs: number): Plan {
  return life.upgradedMs !== undefined && atMs < life.upgradedMs ? "trail" : life.plan;
}

/** Moves a moment to an hour at which people shop, within the same UTC day. */
export function atDaytime(random: SeededRandom, dayMs: number): number {
  const midnight = dayMs - (dayMs % DAY_MS);
  return midnight + random.int(6 * 3600, 22 * 3600) * 1000;
}

// Spring and late autumn sell more than the rest; January is first.
const seasonWeights = [0.6, 0.6, 0.8, 1, 1.3, 1.4, 1.2, 0.9, 0.8, 0.9, 1.4, 1.3];

function orderDays(random: SeededRandom, persona: Persona, endMs: number): number[] {
  const count = random.int(persona.orders[0], persona.orders[1]);
  const days: number[] = [];
  while (days.length < count) {
    const day = random.int(persona.activeDays[1], persona.activeDays[0]);
    const month = new Date(endMs - day * DAY_MS).getUTCMonth();
    if (random.chance((seasonWeights[month] ?? 1) / 1.4)) days.push(day);
  }
  return days.sort((a, b) => b - a);
}

/** A product that suits the persona. */
export function productFor(random: SeededRandom, persona: Persona, minPriceEur = 0): ProductRecord {
  const affordable = catalogue.filter((product) => product.price >= minPriceEur);
  const liked = affordable.filter((product) => persona.likes.includes(product.category));
  return random.pick(liked.length > 0 && random.chance(0.67) ? liked : affordable);
}

function makeOrder(
  random: SeededRandom,
  persona: Persona,
  id: string,
  atMs: number,
  endMs: number,
  script: FeaturedScript | undefined,
): DemoOrder {
  const products = new Set<ProductRecord>();
  const [fewest, most] = persona.lines;
  const size = random.int(fewest, most);
  while (products.size < size) products.add(productFor(random, persona, script?.minPriceEur));
  const lines = [...products].map((product) => ({
    product,
    quantity: product.price < 40 && random.chance(0.25) ? 2 : 1,
  }));
  const cents = lines.reduce((sum, line) => sum + Math.round(line.product.price * 100) * line.quantity, 0);
  const refundedAtMs = atMs + random.int(9, 25) * DAY_MS;
  const refunded = random.chance(0.09) && script === undefined && refundedAtMs < endMs;
  return { id, atMs, lines, total: cents / 100, ...(refunded ? { refundedAtMs } : {}) };
}

function makeLife(seed: number, endMs: number, index: number): CustomerLife {
  const random = seededRandom(seed, `customer-${index}`);
  const script = featuredScripts[index];
  const persona =
    personas.find((candidate) => candidate.key === script?.persona) ??
    random.weighted(personas, (candidate) => candidate.share);
  const language = script?.language ?? (random.chance(0.23) ? "de" : "en");
  const firstName =
    script?.firstName ?? random.pick<string>(language === "de" ? germanFirstNames : englishFirstNames);
  const lastName =
    script?.lastName ?? random.pick<string>(language === "de" ? germanLastNames : englishLastNames);
  const plan =
    script?.plan ?? random.weighted(["trail", "ridge", "summit"] as const, (key) => persona.plans[key]);
  const startMs = endMs - HISTORY_DAYS * DAY_MS;
  const days = script?.ordersDaysAgo ?? orderDays(random, persona, endMs);
  const orders = days.map((daysAgo, position) =>
    makeOrder(
      random,
      persona,
      `LF-${1000 + index}${String(position + 1).padStart(2, "0")}`,
      atDaytime(random, endMs - daysAgo * DAY_MS),
      endMs,
      script,
    ),
  );
  const firstMs = orders[0]?.atMs ?? endMs - persona.activeDays[1] * DAY_MS;
  const joinedMs =
    script === undefined
      ? firstMs - random.int(1, persona.key === "newcomer" ? persona.activeDays[0] - 2 : 120) * DAY_MS
      : endMs - script.joinedDaysAgo * DAY_MS + random.int(7, 20) * 3_600_000;
  const seenMs = Math.max(joinedMs, startMs + DAY_MS);
  const upgradedMs = seenMs + Math.round((firstMs - seenMs + 60 * DAY_MS) * random.next());
  return {
    key: `cust-${String(index + 1).padStart(4, "0")}`,
    firstName,
    lastName,
    email: `${plainAscii(firstName)}.${plainAscii(lastName)}.${index + 1}@example.com`,
    language,
    place: script?.place ?? random.pick(language === "de" ? germanPlaces : englishPlaces),
    plan,
    persona,
    consent:
      script?.consent ??
      random.weighted(["granted", "denied", "not_asked"] as const, (key) => (key === "granted" ? 8 : 1)),
    joinedMs,
    ...(plan === "trail" ? {} : { upgradedMs: Math.min(upgradedMs, endMs - 2 * DAY_MS) }),
    orders,
    ...(script === undefined ? {} : { script }),
  };
}

const plainAscii = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();

/** Every customer's story; those with a script come first, in the script's order. */
export function customerLives(seed: number, endMs: number): readonly CustomerLife[] {
  return Array.from({ length: CUSTOMER_COUNT }, (_, index) => makeLife(seed, endMs, index));
}
