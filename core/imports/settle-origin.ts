import type { ReplyRecord } from "../replies/reply-record.js";

/** A reply as it comes in; `isForeign`: from another product just now. */
type ImportedReply = ReplyRecord & { readonly isForeign: boolean };

/**
 * Settles under which key replies of another product are kept. One that was brought over before keeps its key,
 * whatever its title is today, and what was added to it here: intents, variants and segments. A new one whose key is
 * taken gets one with its number.
 * @param library by key
 * @returns a function to call for each reply in turn; those that are the company's own stay as they are
 */
export function settleOrigins(
  library: ReadonlyMap<string, ReplyRecord>,
): (reply: ImportedReply) => ReplyRecord {
  const keys = new Map<string, string>();
  const taken = new Set<string>(library.keys());
  for (const { key, origin } of library.values()) if (origin !== undefined) keys.set(origin, key);
  return ({ isForeign, ...reply }) => {
    if (!isForeign || reply.origin === undefined) {
      taken.add(reply.key);
      return reply;
    }
    const known = keys.get(reply.origin);
    const number = reply.origin.slice(reply.origin.lastIndexOf("/") + 1);
    const key = known ?? (taken.has(reply.key) ? `${reply.key}_${number}` : reply.key);
    keys.set(reply.origin, key);
    taken.add(key);
    const before = library.get(key);
    if (before === undefined) return { ...reply, key };
    const { intents, variants, segments } = before;
    return { ...reply, key, intents, variants, ...(segments === undefined ? {} : { segments }) };
  };
}
