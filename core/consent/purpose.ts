/** What data is used for. `service` rests on the contract with the customer; the others are asked for. */
export const PURPOSES = ["service", "personalization", "analytics", "model_training", "marketing"] as const;

export type Purpose = (typeof PURPOSES)[number];

/** `gdpr`: not allowed until granted. `ccpa`: allowed until refused. */
export const REGIMES = ["gdpr", "ccpa"] as const;

export type Regime = (typeof REGIMES)[number];

/**
 * What California's law calls selling and sharing: the purposes whose use leaves the conversation with the
 * customer. "Do not sell or share", and Global Privacy Control, refuse these.
 */
export const SALE_OR_SHARING: readonly Purpose[] = ["model_training", "marketing"];
