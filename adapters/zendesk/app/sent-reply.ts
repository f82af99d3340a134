import type { FeedbackRequest } from "../app-messages.js";

/** Longer comments are cut: the server compares no more. */
const MAX_CHARS = 20_000;

/**
 * What became of an inserted reply in the comment that an agent sends. As it was, also with a greeting before or a
 * signature behind it, it was sent; else it was edited. White space counts for nothing: editors change it.
 * @param comment plain text
 * @returns `undefined` for an empty comment: the ticket is saved for something else, and the reply may still be sent
 */
export function sentReply(
  decisionId: string,
  suggested: string,
  comment: string,
): FeedbackRequest | undefined {
  const [before, after] = [squeezed(suggested), squeezed(comment)];
  if (after === "") return undefined;
  if (after.includes(before)) return { decisionId, kind: "sent" };
  const edit = { suggested: before.slice(0, MAX_CHARS), sent: after.slice(0, MAX_CHARS) };
  return { decisionId, kind: "edited", edit };
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
