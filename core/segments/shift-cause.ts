import type { ProfileEvent } from "../events/profile-event.js";

/** Name of an event as people read it. */
export function eventName(event: ProfileEvent): string {
  if (event.type === "track") return event.event;
  return event.type === "identify" ? "Profile updated" : event.type;
}

/** Why somebody was moved by an event: `Subscription Upgraded: plan is summit`. */
export function eventCause(event: ProfileEvent, because: string): string {
  return `${eventName(event)}: ${because}`;
}
