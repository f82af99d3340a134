import type { DeadLetterStore } from "../events/dead-letter-store.js";
import { eventIdentifiers } from "../profiles/identity/event-identifiers.js";
import type { Identifier } from "../profiles/identity/identifier.js";
import { isShared } from "../profiles/identity/identifier-rules.js";

const DEAD_PAGE = 500;

/**
 * Events that could not be applied still hold what they said: takes it out of those that name erased people.
 * @param hashes keyed hashes of the identifiers of erased people
 * @returns of how many
 */
export async function forgetDead(
  deadLetters: DeadLetterStore,
  hashes: ReadonlySet<string>,
  hashOf: (identifier: Identifier) => string,
): Promise<number> {
  if (hashes.size === 0) return 0;
  let forgotten = 0;
  for (let after = 0; ; ) {
    const rows = await deadLetters.dead(after, DEAD_PAGE);
    for (const { sequence, open } of rows) {
      if (!names(open, hashes, hashOf)) continue;
      await deadLetters.forgetPayload(sequence);
      forgotten++;
    }
    const last = rows.at(-1);
    if (last === undefined) return forgotten;
    after = last.sequence;
  }
}

/** Their browser or device alone does not say that it is about them, where the event names somebody. */
function names(
  open: () => Parameters<typeof eventIdentifiers>[0],
  hashes: ReadonlySet<string>,
  hashOf: (identifier: Identifier) => string,
): boolean {
  try {
    const { identifiers: all } = eventIdentifiers(open());
    const gone = all.filter((identifier) => hashes.has(hashOf(identifier)));
    return gone.some((identifier) => !isShared(identifier)) || (gone.length > 0 && all.every(isShared));
  } catch {
    // Damaged: nobody can read it, so it names nobody.
    return false;
  }
}
