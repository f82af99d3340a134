import type { TombstoneStore } from "../privacy/tombstone-store.js";
import type { DeadLetterStore } from "./dead-letter-store.js";

/** An event that failed too often. */
export interface GivenUp {
  readonly sequence: number;
  /** Name of the error. */
  readonly reason: string;
  readonly attempts: number;
  readonly nowMs: number;
}

/**
 * Sets an event aside, in a transaction. Of what was about somebody who has been erased meanwhile nothing is kept but
 * that it came.
 * @returns whence it came; `undefined` if it did not wait any more
 */
export async function buryEvent(
  deadLetters: Pick<DeadLetterStore, "bury" | "forgetPayload">,
  tombstones: Pick<TombstoneStore, "any">,
  { sequence, reason, attempts, nowMs }: GivenUp,
): Promise<string | undefined> {
  const buried = await deadLetters.bury(sequence, reason, attempts, nowMs);
  if (buried === undefined) return undefined;
  const { source, subjectHash } = buried;
  const isErased = subjectHash !== undefined && (await tombstones.any([subjectHash])).length > 0;
  if (isErased) await deadLetters.forgetPayload(sequence);
  return source;
}
