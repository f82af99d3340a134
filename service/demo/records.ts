/** A row of `import replies`. */
export interface ReplyRecord {
  /** snake_case, unique. */
  readonly key: string;
  readonly title: string;
  readonly intents: readonly string[];
  /** Language of `body`. */
  readonly locale: "en";
  /** Liquid template; needs no variable of a customer, an order or a ticket. */
  readonly body: string;
  readonly variants: readonly ReplyVariantRecord[];
  /** If given, only customers in one of these segments are offered this reply. */
  readonly segments?: readonly string[];
  /** If true, products that fit stand below the text. */
  readonly recommends?: true;
}

/** The text of a reply for a segment, a locale, or both. */
export interface ReplyVariantRecord {
  readonly segment?: string;
  readonly locale?: string;
  readonly body: string;
}

/** A row of `import articles`. */
export interface ArticleRecord {
  readonly key: string;
  readonly title: string;
  readonly body: string;
  readonly locale: string;
  readonly labels: readonly string[];
  readonly url: string;
}

/** A row of `import products`. */
export interface ProductRecord {
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  /** In `currency`, two decimals. */
  readonly price: number;
  readonly currency: "EUR";
  readonly description: string;
  readonly tags: readonly string[];
  readonly url: string;
  /** A path of the playground's. */
  readonly image: string;
}

/** A row of `import tickets`: a solved ticket. */
export interface TicketRecord {
  /** The customer's first message. */
  readonly text: string;
  /** Key of the reply that the agent chose. */
  readonly reply: string;
  /** `userId` of the customer in the events. */
  readonly customer: string;
  /** ISO 8601, UTC. */
  readonly created_at: string;
  /** Empty if the customer did not rate. */
  readonly satisfaction: "good" | "bad" | "";
}
