import type { Purpose, Regime } from "./purpose.js";

/** How a statement came to us. `signal`: Global Privacy Control. */
export const CONSENT_METHODS = ["prompt", "chat", "event", "import", "signal", "admin"] as const;

export type ConsentMethod = (typeof CONSENT_METHODS)[number];

/**
 * What a person said once about one purpose (fields after ISO/IEC TS 27560:2023, "Consent record information
 * structure"). Statements are only ever added; what they come to is decided by `decideConsent`.
 */
export interface ConsentStatement {
  readonly purpose: Purpose;
  readonly granted: boolean;
  /** Equal statements of one day are kept as one, from the first to the last of them. */
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  /** A grant ends here. */
  readonly untilMs?: number;
  /** `identifierKey`s of the person that it was said of: it replaces earlier statements that share one. */
  readonly covers: readonly string[];
  readonly method: ConsentMethod;
  /** Where it was said: `slack`, `teams`, `zendesk`, `api`, `import`, `cli`, `admin`. */
  readonly channel: string;
  /** Version of the text that was shown. */
  readonly textVersion?: string;
  readonly locale?: string;
  readonly regime?: Regime;
  /** Names the event or delivery that it came with; holds nothing of a person. */
  readonly evidence?: string;
}
