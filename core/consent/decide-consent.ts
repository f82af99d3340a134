import type { ConsentStatus } from "../replies/receipt.js";
import type { ConsentStatement } from "./consent-statement.js";
import type { Purpose, Regime } from "./purpose.js";

export interface ConsentDecision {
  readonly allowed: boolean;
  readonly status: ConsentStatus;
  /** The legal basis in a few words, or why there is none: goes on receipts. */
  readonly basis: string;
  /** The text of the question is another one than what they answered. */
  readonly askAgain: boolean;
}

/** What a decision rests on besides the statements. */
export interface ConsentRules {
  readonly regime: Regime;
  /** Version of the text that customers are asked with now. */
  readonly textVersion?: string | undefined;
}

/**
 * The one function that decides whether data may be used for a purpose. A statement is in force unless a newer
 * one about the purpose covers one of the same identifiers; of those in force a refusal outweighs every grant.
 * The result does not depend on the order of the statements.
 */
export function decideConsent(
  purpose: Purpose,
  statements: readonly ConsentStatement[],
  { regime, textVersion }: ConsentRules,
  nowMs: number,
): ConsentDecision {
  if (purpose === "service") return SERVICE;
  const said = statements.filter((statement) => statement.purpose === purpose);
  const inForce = said.length < 2 ? said : said.filter((statement) => !isReplaced(statement, said));
  const refusal = newest(inForce.filter(({ granted }) => !granted));
  if (refusal !== undefined) {
    const status = said.some((other) => other.granted && other.firstAtMs <= refusal.lastAtMs)
      ? "withdrawn"
      : "denied";
    return {
      allowed: false,
      status,
      basis: `${purpose} was ${status}`,
      askAgain: isOutdated(refusal, textVersion),
    };
  }
  const grant = newest(inForce);
  if (grant === undefined) {
    return regime === "ccpa"
      ? { allowed: true, status: "not_asked", basis: "not opted out (CCPA)", askAgain: false }
      : { allowed: false, status: "not_asked", basis: `${purpose} was never asked for`, askAgain: false };
  }
  const lasting = inForce.filter(({ untilMs }) => untilMs === undefined || untilMs > nowMs);
  if (lasting.length === 0) return expired(`${purpose} was granted for a time that is over`);
  if (lasting.every((statement) => isOutdated(statement, textVersion))) {
    return expired(`${purpose} was granted to another text than today's`);
  }
  return { allowed: true, status: "granted", basis: "consent", askAgain: false };
}

const SERVICE: ConsentDecision = {
  allowed: true,
  status: "granted",
  basis: "needed to give the service",
  askAgain: false,
};

function expired(basis: string): ConsentDecision {
  return { allowed: false, status: "expired", basis, askAgain: true };
}

function isReplaced(statement: ConsentStatement, said: readonly ConsentStatement[]): boolean {
  return said.some(
    (other) => isNewer(other, statement) && other.covers.some((key) => statement.covers.includes(key)),
  );
}

/** At the same moment a refusal counts as the later word. */
function isNewer(a: ConsentStatement, b: ConsentStatement): boolean {
  if (a.lastAtMs !== b.lastAtMs) return a.lastAtMs > b.lastAtMs;
  return !a.granted && b.granted;
}

function newest(statements: readonly ConsentStatement[]): ConsentStatement | undefined {
  let found: ConsentStatement | undefined;
  for (const statement of statements) {
    if (found === undefined || compareStatements(statement, found) > 0) found = statement;
  }
  return found;
}

/** By time, then by what they say: a total order that has nothing to do with arrival. */
export function compareStatements(a: ConsentStatement, b: ConsentStatement): number {
  if (a.lastAtMs !== b.lastAtMs) return a.lastAtMs - b.lastAtMs;
  const [x, y] = [JSON.stringify(a), JSON.stringify(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Only who was shown a text can have been shown another one. */
function isOutdated({ textVersion }: ConsentStatement, current: string | undefined): boolean {
  return textVersion !== undefined && current !== undefined && textVersion !== current;
}
