import { applyEvent } from "../profiles/apply-event.js";
import { eventIdentifiers } from "../profiles/identity/event-identifiers.js";
import { emptyProfile } from "../profiles/profile.js";
import type { BenchTenant } from "./bench-tenant.js";
import { customerEvents } from "./customer-events.js";

const PEOPLE_PER_TRANSACTION = 500;
const DAY_MS = 86_400_000;

/** Everybody signed up long ago, and has a history since. */
export async function fillPeople(
  { inTransaction, setup: { inventory } }: BenchTenant,
  {
    profiles,
    nowMs,
    onProgress,
  }: { readonly profiles: number; readonly nowMs: number; readonly onProgress: (line: string) => void },
): Promise<void> {
  for (let start = 0; start < profiles; start += PEOPLE_PER_TRANSACTION) {
    await inTransaction(async ({ people }) => {
      for (let n = start; n < Math.min(start + PEOPLE_PER_TRANSACTION, profiles); n++) {
        const events = customerEvents(n, nowMs);
        const [signUp] = events;
        const madeAtMs = nowMs - 300 * DAY_MS;
        const settlement = signUp && (await people.settle(eventIdentifiers(signUp), true, madeAtMs));
        if (settlement === undefined) throw new Error("every customer has identifiers");
        const { identifiers } = people.part(settlement.partId).profile;
        const profile = events.reduce(
          (so, event) => applyEvent(so, event, "api", inventory),
          emptyProfile(madeAtMs),
        );
        people.change(settlement.partId, { ...profile, identifiers });
      }
      await people.flush(nowMs);
    });
    const done = Math.min(start + PEOPLE_PER_TRANSACTION, profiles);
    if (done % 10_000 === 0 || done === profiles) onProgress(`${done} of ${profiles} people`);
  }
}
