import type { Place } from "./people.js";
import type { PersonaKey, Plan } from "./personas.js";

/** A customer whose story is written by hand, for the playground's picker. */
export interface FeaturedScript {
  readonly firstName: string;
  readonly lastName: string;
  readonly language: "en" | "de";
  readonly place: Place;
  readonly plan: Plan;
  readonly persona: PersonaKey;
  readonly consent: "granted" | "denied" | "not_asked";
  readonly joinedDaysAgo: number;
  /** Days before today, oldest first. */
  readonly ordersDaysAgo: readonly number[];
  /** Cheapest product that they buy, in euros. */
  readonly minPriceEur: number;
  /** Days before today on which a ticket was solved badly. */
  readonly badTicketsDaysAgo: readonly number[];
  readonly summary: (orders: number) => string;
}

export const featuredScripts: readonly FeaturedScript[] = [
  {
    firstName: "Clara",
    lastName: "Whitcombe",
    language: "en",
    place: ["Galway", "IE"],
    plan: "summit",
    persona: "gear_nerd",
    consent: "granted",
    joinedDaysAgo: 720,
    ordersDaysAgo: [640, 510, 420, 338, 310, 284, 251, 226, 197, 168, 140, 112, 83, 55, 29, 3],
    minPriceEur: 90,
    badTicketsDaysAgo: [],
    summary: (orders) => `VIP, ${orders} orders, Summit member`,
  },
  {
    firstName: "Tom",
    lastName: "Ashdown",
    language: "en",
    place: ["Utrecht", "NL"],
    plan: "trail",
    persona: "newcomer",
    consent: "granted",
    joinedDaysAgo: 5,
    ordersDaysAgo: [],
    minPriceEur: 0,
    badTicketsDaysAgo: [],
    summary: () => "Brand new, joined five days ago, nothing ordered yet",
  },
  {
    firstName: "Jonas",
    lastName: "Reitmeier",
    language: "de",
    place: ["München", "DE"],
    plan: "ridge",
    persona: "hill_walker",
    consent: "granted",
    joinedDaysAgo: 690,
    ordersDaysAgo: [610, 402, 260, 151, 74, 9],
    minPriceEur: 30,
    badTicketsDaysAgo: [],
    summary: (orders) => `German-speaking regular, ${orders} orders, Ridge member`,
  },
  {
    firstName: "Helen",
    lastName: "Farrow",
    language: "en",
    place: ["Cork", "IE"],
    plan: "trail",
    persona: "lapsed",
    consent: "granted",
    joinedDaysAgo: 715,
    ordersDaysAgo: [700, 611, 530, 447],
    minPriceEur: 30,
    badTicketsDaysAgo: [],
    summary: () => "Lapsed, last order over a year ago",
  },
  {
    firstName: "Marek",
    lastName: "Novotny",
    language: "en",
    place: ["Kraków", "PL"],
    plan: "ridge",
    persona: "hill_walker",
    consent: "denied",
    joinedDaysAgo: 560,
    ordersDaysAgo: [544, 388, 233, 121, 36],
    minPriceEur: 30,
    badTicketsDaysAgo: [],
    summary: () => "Declined personalization, Ridge member",
  },
  {
    firstName: "Priya",
    lastName: "Nair",
    language: "en",
    place: ["Dublin", "IE"],
    plan: "ridge",
    persona: "at_risk",
    consent: "granted",
    joinedDaysAgo: 600,
    ordersDaysAgo: [580, 431, 262, 158, 71, 17],
    minPriceEur: 40,
    badTicketsDaysAgo: [26, 13, 5],
    summary: () => "At risk, three badly rated tickets this month",
  },
  {
    firstName: "Lena",
    lastName: "Brandt",
    language: "en",
    place: ["Hamburg", "DE"],
    plan: "summit",
    persona: "gear_nerd",
    consent: "not_asked",
    joinedDaysAgo: 400,
    ordersDaysAgo: [380, 300, 240, 190, 140, 95, 60, 33, 12, 4],
    minPriceEur: 80,
    badTicketsDaysAgo: [],
    summary: (orders) => `Never asked for consent, ${orders} orders, Summit member`,
  },
];
