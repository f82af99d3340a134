import {
  atDaytime,
  type CustomerLife,
  DAY_MS,
  type DemoOrder,
  HISTORY_DAYS,
  planAt,
} from "./customer-lives.js";
import type { TicketRecord } from "./records.js";
import { type SeededRandom, seededRandom } from "./seeded-random.js";
import { phrase } from "./ticket-phrasing.js";
import { accountTopics } from "./ticket-texts/account-topics.js";
import { adviceTopics } from "./ticket-texts/advice-topics.js";
import { deliveryTopics } from "./ticket-texts/delivery-topics.js";
import { membershipTopics } from "./ticket-texts/membership-topics.js";
import { orderTopics } from "./ticket-texts/order-topics.js";
import { returnTopics } from "./ticket-texts/return-topics.js";
import { serviceTopics } from "./ticket-texts/service-topics.js";
import type { TicketTopic } from "./ticket-texts/ticket-topic.js";

/** So many tickets the demo company has, unless a benchmark asks for more. */
export const TICKET_COUNT = 2000;
const MAX_RESOLUTION_HOURS = 60;

const topics: readonly TicketTopic[] = [
  ...deliveryTopics,
  ...orderTopics,
  ...returnTopics,
  ...accountTopics,
  ...membershipTopics,
  ...adviceTopics,
  ...serviceTopics,
];

/** A ticket, with what its `Ticket Solved` event needs besides. */
export interface SolvedTicket {
  readonly id: string;
  readonly createdMs: number;
  readonly resolutionHours: number;
  readonly record: TicketRecord;
}

interface Occasion {
  readonly life: CustomerLife;
  readonly topic: TicketTopic;
  readonly atMs: number;
  readonly order: DemoOrder | undefined;
}

function replyFor(random: SeededRandom, { life, topic, atMs }: Occasion): string {
  // Two agents don't always choose the same reply for the same question.
  if (topic.near !== undefined && random.chance(0.04)) return topic.near;
  const earlier = life.orders.filter((order) => order.atMs < atMs);
  const last = earlier.at(-1);
  if (topic.first !== undefined && last === undefined) return topic.first;
  if (topic.lapsed !== undefined && last !== undefined && atMs - last.atMs > 365 * DAY_MS)
    return topic.lapsed;
  if (topic.summit !== undefined && planAt(life, atMs) === "summit") return topic.summit;
  return topic.reply;
}

/** When the customer would write about the topic, or `undefined` if they have no reason to. */
function occasionFor(
  random: SeededRandom,
  life: CustomerLife,
  topic: TicketTopic,
  latestMs: number,
  startMs: number,
): Occasion | undefined {
  if (topic.about === "delivery" || topic.about === "purchase") {
    if (life.orders.length === 0) return undefined;
    const order = random.pick(life.orders);
    const days = topic.about === "delivery" ? random.int(1, 9) : random.int(6, 70);
    const atMs = atDaytime(random, order.atMs + days * DAY_MS);
    return atMs <= latestMs ? { life, topic, atMs, order } : undefined;
  }
  const firstMs = life.orders[0]?.atMs ?? latestMs;
  const lastMs = life.orders.at(-1)?.atMs ?? latestMs;
  const beginMs = Math.max(life.joinedMs, startMs) + DAY_MS;
  const untilMs =
    topic.first !== undefined
      ? firstMs
      : topic.lapsed !== undefined
        ? latestMs
        : Math.min(latestMs, lastMs + 60 * DAY_MS);
  const fromMs =
    topic.lapsed !== undefined && life.persona.key === "lapsed" ? lastMs + 370 * DAY_MS : beginMs;
  if (untilMs - fromMs < 2 * DAY_MS) return undefined;
  const atMs = atDaytime(random, fromMs + Math.floor(random.next() * (untilMs - fromMs - DAY_MS)));
  const order = life.orders.findLast((candidate) => candidate.atMs < atMs);
  return atMs <= latestMs ? { life, topic, atMs, order } : undefined;
}

function badOccasions(random: SeededRandom, life: CustomerLife, endMs: number): Occasion[] {
  if (life.persona.key !== "at_risk" || life.orders.length === 0) return [];
  const days = life.script?.badTicketsDaysAgo ?? [random.int(17, 28), random.int(4, 14)];
  const upsetting = topics.filter((topic) => topic.badShare >= 0.25 && topic.about !== "account");
  return days.map((daysAgo) => {
    const atMs = atDaytime(random, endMs - daysAgo * DAY_MS);
    return {
      life,
      topic: random.pick(upsetting),
      atMs,
      order: life.orders.findLast((order) => order.atMs < atMs),
    };
  });
}

function occasions(
  random: SeededRandom,
  lives: readonly CustomerLife[],
  endMs: number,
  count: number,
): Occasion[] {
  const startMs = endMs - HISTORY_DAYS * DAY_MS;
  const latestMs = endMs - (MAX_RESOLUTION_HOURS + 1) * 3_600_000;
  const forced = lives.flatMap((life) => badOccasions(random, life, endMs));
  const found: Occasion[] = [...forced];
  const writers = lives.filter((life) => life.script?.persona !== "newcomer");
  while (found.length < count) {
    const life = random.weighted(
      writers,
      (candidate) => candidate.persona.writes * (1.5 + candidate.orders.length),
    );
    const topic = random.weighted(topics, (candidate) =>
      candidate.lapsed !== undefined && life.persona.key === "lapsed"
        ? candidate.weight * 15
        : candidate.weight,
    );
    const occasion = occasionFor(random, life, topic, latestMs, startMs);
    if (occasion !== undefined) found.push(occasion);
  }
  return found.sort((a, b) => a.atMs - b.atMs || a.life.key.localeCompare(b.life.key, "en"));
}

function rate(random: SeededRandom, { life, topic, atMs }: Occasion, endMs: number): "good" | "bad" | "" {
  if (life.persona.key === "at_risk" && endMs - atMs < 29 * DAY_MS) return "bad";
  if (random.chance(0.35)) return "";
  // A script says when its customer was let down, and nothing else does.
  return random.chance(topic.badShare) && life.script === undefined ? "bad" : "good";
}

/** The tickets of two years, oldest first. */
export function ticketHistory(
  seed: number,
  endMs: number,
  lives: readonly CustomerLife[],
  count = TICKET_COUNT,
): readonly SolvedTicket[] {
  const random = seededRandom(seed, "tickets");
  return occasions(random, lives, endMs, count).map((occasion, index) => {
    const { life, topic, atMs, order } = occasion;
    const language = life.language === "de" && random.chance(0.85) ? "de" : "en";
    const second = random.chance(0.03) ? random.pick(random.pick(topics)[language]) : undefined;
    const satisfaction = rate(random, occasion, endMs);
    const slow = satisfaction === "bad" ? 20 : 1;
    return {
      id: String(50_001 + index),
      createdMs: atMs,
      resolutionHours: random.int(slow, slow + 40),
      record: {
        text: phrase(random, random.pick(topic[language]), { life, order, language }, second),
        reply: replyFor(random, occasion),
        customer: life.key,
        created_at: new Date(atMs).toISOString(),
        satisfaction,
      },
    };
  });
}
