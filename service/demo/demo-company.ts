import type { ProfileEvent } from "../../core/index.js";
import { helpArticles } from "./articles/help-articles.js";
import { catalogue } from "./catalogue/catalogue.js";
import { type CustomerLife, customerLives } from "./customer-lives.js";
import { eventHistory } from "./event-history.js";
import { featuredScripts } from "./featured.js";
import type { ArticleRecord, ProductRecord, ReplyRecord, TicketRecord } from "./records.js";
import { replyLibrary } from "./replies/reply-library.js";
import { ticketHistory } from "./ticket-history.js";

export interface DemoCustomer {
  /** `userId` of the customer's events, e.g. `cust-0007`. */
  readonly key: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly language: "en" | "de";
  readonly plan: "trail" | "ridge" | "summit";
  /** One line for a picker, e.g. `VIP, 14 orders, Summit member`. */
  readonly persona: string;
}

/** Larkfell, an outdoor retailer that does not exist, and all that an importer takes of it. */
export interface DemoCompany {
  readonly name: string;
  /** 300 */
  readonly customers: readonly DemoCustomer[];
  /**
   * Six for a picker, in this order: a VIP, a brand new one, a German-speaking regular, a lapsed one, one who
   * declined personalization, one at risk.
   */
  readonly featured: readonly DemoCustomer[];
  /** Two years of Segment Spec events, in time order. */
  events(): Generator<ProfileEvent>;
  replies(): Generator<ReplyRecord>;
  articles(): Generator<ArticleRecord>;
  products(): Generator<ProductRecord>;
  /** 2,000 solved tickets, oldest first. */
  tickets(): Generator<TicketRecord>;
}

const personaNames = {
  gear_nerd: "Gear enthusiast",
  hill_walker: "Hill walker",
  family: "Family shopper",
  runner: "Trail runner",
  one_timer: "Bought once",
  lapsed: "Lapsed",
  at_risk: "At risk",
  newcomer: "New",
} as const;

function toCustomer(life: CustomerLife): DemoCustomer {
  const { key, email, firstName, lastName, language, plan, orders } = life;
  const persona =
    life.script?.summary(orders.length) ??
    `${personaNames[life.persona.key]}, ${orders.length} ${orders.length === 1 ? "order" : "orders"}, ${plan} plan`;
  return { key, email, firstName, lastName, language, plan, persona };
}

/**
 * Makes the demo company.
 *
 * @param options.seed the same seed and `endMs` give the same bytes
 * @param options.endMs "today" in ms since the epoch; nothing happens later
 * @param options.tickets how many solved tickets; 2,000 if left out
 * @example
 * const larkfell = demoCompany({ seed: 1, endMs: Date.UTC(2026, 0, 1) });
 * for (const event of larkfell.events()) write(event);
 */
export function demoCompany(options: {
  readonly seed: number;
  readonly endMs: number;
  readonly tickets?: number;
}): DemoCompany {
  const { seed, endMs } = options;
  const lives = customerLives(seed, endMs);
  const customers = lives.map(toCustomer);
  let solved: ReturnType<typeof ticketHistory> | undefined;
  const solvedTickets = () => {
    solved ??= ticketHistory(seed, endMs, lives, options.tickets);
    return solved;
  };
  return {
    name: "Larkfell",
    customers,
    featured: customers.slice(0, featuredScripts.length),
    *events() {
      yield* eventHistory(seed, endMs, lives, solvedTickets());
    },
    *replies() {
      yield* replyLibrary;
    },
    *articles() {
      yield* helpArticles;
    },
    *products() {
      yield* catalogue;
    },
    *tickets() {
      for (const ticket of solvedTickets()) yield ticket.record;
    },
  };
}
