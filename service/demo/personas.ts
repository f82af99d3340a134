/** Plans of the demo company's membership, lowest first. */
export type Plan = "trail" | "ridge" | "summit";

export type PersonaKey =
  | "gear_nerd"
  | "hill_walker"
  | "family"
  | "runner"
  | "one_timer"
  | "lapsed"
  | "at_risk"
  | "newcomer";

/** How a kind of customer shops. */
export interface Persona {
  readonly key: PersonaKey;
  /** Relative frequency among customers. */
  readonly share: number;
  readonly plans: Readonly<Record<Plan, number>>;
  /** Orders over the whole active time. */
  readonly orders: readonly [min: number, max: number];
  /** Different products in one order. */
  readonly lines: readonly [min: number, max: number];
  /** When they order, in days before today, oldest first. */
  readonly activeDays: readonly [from: number, to: number];
  /** Categories they like; a third of their purchases comes from anywhere. */
  readonly likes: readonly string[];
  /** Sessions without a purchase, per order (at least two in all). */
  readonly browsing: number;
  /** Relative readiness to write to support. */
  readonly writes: number;
}

export const personas: readonly Persona[] = [
  {
    key: "gear_nerd",
    share: 13,
    plans: { trail: 1, ridge: 3, summit: 8 },
    orders: [16, 30],
    lines: [1, 3],
    activeDays: [725, 2],
    likes: ["Climbing", "Tents", "Packs", "Jackets", "Stoves & kitchen", "Snow"],
    browsing: 0.36,
    writes: 1.1,
  },
  {
    key: "hill_walker",
    share: 30,
    plans: { trail: 5, ridge: 5, summit: 1 },
    orders: [4, 7],
    lines: [1, 2],
    activeDays: [720, 5],
    likes: ["Boots & shoes", "Base layers & trousers", "Jackets", "Packs", "Navigation & safety"],
    browsing: 0.4,
    writes: 0.7,
  },
  {
    key: "family",
    share: 16,
    plans: { trail: 5, ridge: 6, summit: 1 },
    orders: [5, 8],
    lines: [3, 5],
    activeDays: [720, 5],
    likes: ["Kids", "Kids", "Tents", "Sleeping bags & mats"],
    browsing: 1.8,
    writes: 1.8,
  },
  {
    key: "runner",
    share: 12,
    plans: { trail: 6, ridge: 5, summit: 2 },
    orders: [14, 18],
    lines: [1, 1],
    activeDays: [700, 5],
    likes: ["Trail running", "Trail running", "Base layers & trousers"],
    browsing: 0.1,
    writes: 0.5,
  },
  {
    key: "one_timer",
    share: 10,
    plans: { trail: 1, ridge: 0, summit: 0 },
    orders: [1, 1],
    lines: [1, 2],
    activeDays: [340, 20],
    likes: ["Care & repair", "Boots & shoes", "Jackets"],
    browsing: 0.6,
    writes: 1.5,
  },
  {
    key: "lapsed",
    share: 11,
    plans: { trail: 8, ridge: 3, summit: 0 },
    orders: [2, 6],
    lines: [1, 3],
    activeDays: [722, 410],
    likes: ["Tents", "Sleeping bags & mats", "Boots & shoes"],
    browsing: 0.36,
    writes: 0.9,
  },
  {
    key: "at_risk",
    share: 5,
    plans: { trail: 3, ridge: 5, summit: 1 },
    orders: [4, 9],
    lines: [1, 3],
    activeDays: [700, 15],
    likes: ["Jackets", "Boots & shoes", "Packs"],
    browsing: 0.3,
    writes: 2,
  },
  {
    key: "newcomer",
    share: 4,
    plans: { trail: 1, ridge: 0, summit: 0 },
    orders: [0, 0],
    lines: [1, 2],
    activeDays: [24, 1],
    likes: ["Packs", "Boots & shoes", "Jackets"],
    browsing: 0.3,
    writes: 1,
  },
];
