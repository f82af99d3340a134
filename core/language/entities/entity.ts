/** An amount in a currency (ISO 4217). */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** Calendar days, both included: `2026-05-03`. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

/** What an entity means, normalised; never the customer's words. */
export type EntityValue =
  /** As the order itself is spelt if it is the customer's own (`known`); otherwise as far as its shape tells. */
  | { readonly type: "order_number"; readonly value: string; readonly known: boolean }
  /** A match of a tenant's pattern, in capital letters without white space. */
  | { readonly type: "pattern"; readonly name: string; readonly value: string }
  /** A calendar day (`2026-05-03`) or, where a time was named, `2026-05-03T15:00`, both of the reader's time zone. */
  | { readonly type: "date"; readonly value: string }
  | { readonly type: "date_range"; readonly value: DateRange }
  | { readonly type: "money"; readonly value: Money }
  /** How many of something. */
  | { readonly type: "quantity"; readonly value: number }
  /** In lower case. */
  | { readonly type: "email"; readonly value: string }
  /** E.164: `+491701234567`. */
  | { readonly type: "phone"; readonly value: string }
  /** The product's SKU. */
  | { readonly type: "product"; readonly value: string }
  /** The category as the catalogue spells it. */
  | { readonly type: "category"; readonly value: string }
  /** ISO 3166-1 alpha-2: `DE`. */
  | { readonly type: "country"; readonly value: string };

export type EntityType = EntityValue["type"];

/** Something that a text names: where, and what it means. */
export type Entity = EntityValue & {
  /** UTF-16 offsets in the text: from `start` up to, without, `end`. */
  readonly start: number;
  readonly end: number;
  /** In [0,1]: how sure the reading is. 1 only for what is certain: the customer's own order. */
  readonly confidence: number;
};
