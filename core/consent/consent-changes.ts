import type { AuditRecord } from "../privacy/audit-store.js";
import type { ConsentStatement } from "./consent-statement.js";
import { decideConsent } from "./decide-consent.js";
import { PURPOSES, type Regime } from "./purpose.js";

/** For the audit: each purpose whose decision is another one after new statements. */
export function consentChanges(
  before: readonly ConsentStatement[],
  after: readonly ConsentStatement[],
  { regime, consentTextVersion }: { readonly regime: Regime; readonly consentTextVersion: string },
  nowMs: number,
  subject: string,
  actor: string,
): readonly AuditRecord[] {
  if (before === after) return [];
  const rules = { regime, textVersion: consentTextVersion };
  return PURPOSES.flatMap((purpose) => {
    const [was, is] = [before, after].map(
      (statements) => decideConsent(purpose, statements, rules, nowMs).status,
    );
    if (was === undefined || is === undefined || was === is) return [];
    return { action: "consent", actor, subject, detail: { purpose, was, is } } as const;
  });
}
