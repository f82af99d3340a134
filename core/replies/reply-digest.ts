import { createHash } from "node:crypto";
import type { ReplyRecord } from "./reply-record.js";

const known = new WeakMap<ReplyRecord, string>();

/** Digest of a reply's record, 16 hex digits: two that say the same have the same. */
export function replyDigest(reply: ReplyRecord): string {
  const before = known.get(reply);
  if (before !== undefined) return before;
  const digest = documentDigest(JSON.stringify(reply));
  known.set(reply, digest);
  return digest;
}

/** The same of a record as it is stored. */
export function documentDigest(document: string): string {
  return createHash("sha256").update(document).digest("hex").slice(0, 16);
}
