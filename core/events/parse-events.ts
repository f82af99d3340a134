import { RapportError } from "../error.js";
import { type ProfileEvent, profileEventSchema } from "./profile-event.js";

/** Largest event, in bytes of its JSON (Segment's HTTP API: 32 KB). */
export const MAX_EVENT_BYTES = 32 * 1024;

/**
 * Checks events before any is stored.
 * @throws RapportError `event_invalid` with the index of the first bad one, the field and the rule; no value.
 */
export function parseEvents(events: readonly unknown[]): readonly ProfileEvent[] {
  return events.map((event, index) => {
    const parsed = profileEventSchema.safeParse(event);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw new RapportError(
        "event_invalid",
        `event ${index}: ${issue?.path.join(".") || "it"}: ${issue?.message}`,
      );
    }
    if (JSON.stringify(parsed.data).length > MAX_EVENT_BYTES) {
      throw new RapportError("event_invalid", `event ${index}: larger than ${MAX_EVENT_BYTES} bytes`);
    }
    return parsed.data;
  });
}
