import type { Purpose } from "../consent/purpose.js";

/** What a profile is made of. */
export const MODULES = ["demographics", "interactions", "purchases", "behaviour", "preferences"] as const;

export type Module = (typeof MODULES)[number];

/** What may be kept about a person, what for, and how long: one row of the inventory. */
export interface AttributeDeclaration {
  /** `module.name` */
  readonly attribute: string;
  readonly module: Module;
  readonly purposes: readonly Purpose[];
  readonly retentionDays: number;
  readonly personal: boolean;
  /** Which sources it may come from. */
  readonly sources: "any" | readonly string[];
  /** Which of two values stands: the one observed later, or that of the source named first, then the later. */
  readonly rule: "newest" | readonly string[];
  readonly kind: "string" | "number" | "boolean";
  /** Names of traits that it is taken from (`address.city`: within `address`); `derived`: it is computed. */
  readonly from: readonly string[] | "derived";
  /** Whether a segment that separates by it is pointed out: a ground on which nobody should be treated differently. */
  readonly protected?: boolean | undefined;
  /** Whether persons may correct it themselves. */
  readonly correctable: boolean;
  /** What people call it. */
  readonly label: { readonly en: string; readonly de: string };
}
