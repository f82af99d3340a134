import { RapportError } from "../error.js";
import { type ProfileEvent, profileEventSchema } from "./profile-event.js";

/** An event that can't be taken: where it stood in the list, and which rule of which field it broke; no value. */
export interface RefusedEvent {
  readonly index: number;
  readonly reason: string;
}

/** A list of events, told apart. */
export interface SplitEvents {
  readonly valid: readonly ProfileEvent[];
  /** In the order of the list. */
  readonly refused: readonly RefusedEvent[];
}

/** Tells the events that can be taken from those that can't; one bad one costs the others nothing. */
export function splitEvents(events: readonly unknown[]): SplitEvents {
  const valid: ProfileEvent[] = [];
  const refused: RefusedEvent[] = [];
  for (const [index, event] of events.entries()) {
    const parsed = profileEventSchema.safeParse(event);
    if (parsed.success) valid.push(parsed.data);
    else refused.push({ index, reason: reasonOf(parsed.error.issues[0]) });
  }
  return { valid, refused };
}

/**
 * Checks events before any is stored.
 * @throws RapportError `event_invalid` with the index of the first bad one, the field and the rule; no value.
 */
export function parseEvents(events: readonly unknown[]): readonly ProfileEvent[] {
  const {
    valid,
    refused: [first],
  } = splitEvents(events);
  if (first !== undefined) throw new RapportError("event_invalid", `event ${first.index}: ${first.reason}`);
  return valid;
}

/** What a sender names a member itself could hold anything, so only names like those of the schema are shown. */
const OF_THE_SCHEMA = /^(\d{1,5}|[a-z][A-Za-z]{0,31})$/;

function reasonOf(
  issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined,
): string {
  const path = (issue?.path ?? []).map((part, depth, all) => {
    const isOfSender = all[depth - 1] === "categoryPreferences";
    return !isOfSender && OF_THE_SCHEMA.test(String(part)) ? String(part) : "(a name)";
  });
  return `${path.join(".") || "it"}: ${issue?.message ?? "is invalid"}`;
}
