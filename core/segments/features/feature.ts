import type { Module } from "../../privacy/attribute-declaration.js";

/** How a feature's numbers become columns: as they are, by `sign(x)·ln(1+|x|)`, or a column for each value. */
export type Transform = "none" | "log1p" | { readonly oneHot: readonly string[] };

/** How a feature is spoken of: `orders often` is what somebody does who is high in it. */
export interface FeatureLabels {
  readonly name: string;
  readonly high: string;
  readonly low: string;
}

/** One number that is known of a person, or of a conversation, and what it may be used for. */
export interface FeatureDeclaration extends FeatureLabels {
  /** Names it everywhere: in rules, in models, in explanations. */
  readonly key: string;
  readonly module: Module;
  /** `days`, `count`, `share` ([0,1]), `change` ([-1,1]), `currency`, `hours`, or `category`. */
  readonly unit: "days" | "count" | "share" | "change" | "currency" | "hours" | "category";
  readonly transform: Transform;
  /** Features are read for this purpose and no other. */
  readonly purpose: "analytics";
  /** Calls and events that it comes from. What a zero-copy channel sends is never among their senders. */
  readonly origin: readonly string[];
  /** True: known when a conversation begins. False: known only as it goes on. */
  readonly beforeSession: boolean;
}

/** A feature that is computed from `S`. */
export interface Feature<S> extends FeatureDeclaration {
  /** Attributes of the inventory that it tells of: it may be read where all of them may. */
  readonly attributes: readonly string[];
  /** In the feature's unit; a category as its place in `oneHot`, or the length of that for another one. NaN: unknown. */
  readonly value: (of: S) => number;
}
