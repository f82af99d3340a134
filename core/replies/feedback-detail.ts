import type { Feedback, RejectionReason } from "../core.js";
import { RapportError } from "../error.js";
import { editDistance } from "./edit-distance.js";

/** What is kept of feedback beside its kind: numbers and a reason, no text. */
export interface FeedbackDetail {
  readonly edit?: {
    /** Levenshtein distance. */
    readonly characters: number;
    /** Of the longer text, in [0,1]. */
    readonly share: number;
  };
  readonly reason?: RejectionReason;
}

/** Longer texts are not compared. */
const MAX_EDITED_CHARS = 20_000;

/**
 * What is to be kept of a feedback; `undefined` if its kind says all.
 * @throws RapportError `request_malformed` if a text is longer than 20,000 characters
 */
export function feedbackDetail({
  edit,
  reason,
}: Pick<Feedback, "edit" | "reason">): FeedbackDetail | undefined {
  if (edit === undefined && reason === undefined) return undefined;
  return { ...(edit && { edit: measured(edit) }), ...(reason && { reason }) };
}

function measured({ suggested, sent }: NonNullable<Feedback["edit"]>): NonNullable<FeedbackDetail["edit"]> {
  const longest = Math.max(suggested.length, sent.length);
  if (longest > MAX_EDITED_CHARS) {
    throw new RapportError(
      "request_malformed",
      `edit: a text of ${longest} characters; at most ${MAX_EDITED_CHARS} are compared`,
    );
  }
  return editShare(suggested, sent);
}

/** Levenshtein distance in characters, and its share of the longer text; 0 for two empty ones. */
export function editShare(before: string, after: string): NonNullable<FeedbackDetail["edit"]> {
  const characters = editDistance(before, after);
  const longest = Math.max([...before].length, [...after].length);
  return { characters, share: longest === 0 ? 0 : Math.round((characters / longest) * 1e4) / 1e4 };
}
