import { seededRandom } from "./seeded-random.js";
import type { SolvedTicket } from "./ticket-history.js";

/** A ticket that a customer opened again after it was solved, and when it was solved for good. */
export interface ReopenedTicket {
  readonly id: string;
  readonly customer: string;
  readonly reopenedMs: number;
  readonly solvedMs: number;
}

const HOUR_MS = 3_600_000;
/** Whoever was content comes back with the same request less often. */
const BAD_SHARE = 0.4;
const OTHER_SHARE = 0.04;

/**
 * Some of the tickets, each opened again once. A stream of its own says which, so that all else in the demo is as it
 * would be without them.
 * @param endMs none is reopened, or still open, later than that
 */
export function reopenedTickets(
  seed: number,
  endMs: number,
  tickets: readonly SolvedTicket[],
): readonly ReopenedTicket[] {
  const random = seededRandom(seed, "reopened");
  return tickets.flatMap(({ id, createdMs, resolutionHours, record }) => {
    const isReopened = random.chance(record.satisfaction === "bad" ? BAD_SHARE : OTHER_SHARE);
    const reopenedMs = createdMs + (resolutionHours + random.int(2, 48)) * HOUR_MS;
    const solvedMs = reopenedMs + random.int(1, 30) * HOUR_MS;
    return isReopened && solvedMs <= endMs ? [{ id, customer: record.customer, reopenedMs, solvedMs }] : [];
  });
}
