import { RapportError } from "../error.js";
import { type ProfileEvent, profileEventSchema } from "./profile-event.js";

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
    return parsed.data;
  });
}
