import type { ConsentStatus } from "../replies/receipt.js";

/** What data is used for. `service` rests on the contract with the customer; the others are asked for. */
export const PURPOSES = ["service", "personalization", "analytics", "model_training", "marketing"] as const;

export type Purpose = (typeof PURPOSES)[number];

/** `gdpr`: not allowed until granted. `ccpa`: allowed until denied. */
export type Regime = "gdpr" | "ccpa";

/** The newest statement of a person about one purpose. */
export interface ConsentRecord {
  readonly status: Exclude<ConsentStatus, "not_asked">;
  /** When it was said, milliseconds since 1970. */
  readonly atMs: number;
  readonly source: string;
}

export type ConsentRecords = Readonly<Partial<Record<Purpose, ConsentRecord>>>;

export interface ConsentDecision {
  readonly allowed: boolean;
  readonly status: ConsentStatus;
  /** The legal basis in a few words, or why there is none: goes on receipts. */
  readonly basis: string;
}

/** The one function that decides whether data may be used for a purpose. */
export function decideConsent(purpose: Purpose, records: ConsentRecords, regime: Regime): ConsentDecision {
  if (purpose === "service") return { allowed: true, status: "granted", basis: "needed to give the service" };
  const record = records[purpose];
  if (record === undefined) {
    return regime === "ccpa"
      ? { allowed: true, status: "not_asked", basis: "not opted out (CCPA)" }
      : { allowed: false, status: "not_asked", basis: `${purpose} was never asked for` };
  }
  if (record.status === "granted") return { allowed: true, status: "granted", basis: "consent" };
  return { allowed: false, status: record.status, basis: `${purpose} was ${record.status}` };
}

/**
 * The consent of two records that turn out to be one person: for each purpose a refusal outlives a grant,
 * and of two equal statements the newer stands.
 */
export function stricterConsent(a: ConsentRecords, b: ConsentRecords): ConsentRecords {
  const merged: Partial<Record<Purpose, ConsentRecord>> = {};
  for (const purpose of PURPOSES) {
    const [left, right] = [a[purpose], b[purpose]];
    const chosen = left === undefined || right === undefined ? (left ?? right) : stricter(left, right);
    if (chosen !== undefined) merged[purpose] = chosen;
  }
  return merged;
}

function stricter(a: ConsentRecord, b: ConsentRecord): ConsentRecord {
  const grants = [a, b].filter((record) => record.status === "granted").length;
  if (grants === 1) return a.status === "granted" ? b : a;
  return a.atMs >= b.atMs ? a : b;
}
