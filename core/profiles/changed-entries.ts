import type { ProfileEvent } from "../events/profile-event.js";
import type { Profile } from "./profile.js";
import { trackAddition } from "./track-addition.js";

/** Keys of the entries of a profile that an event can have changed. */
export interface ChangedEntries {
  readonly orders: readonly string[];
  readonly tickets: readonly string[];
  /** Categories of products. */
  readonly views: readonly string[];
}

const NONE: ChangedEntries = { orders: [], tickets: [], views: [] };

/**
 * Which orders, tickets and categories an event is about: at most one of each. An entry that it pushes out of a
 * profile that is full is not among them.
 */
export function changedEntries(event: ProfileEvent): ChangedEntries {
  if (event.type !== "track") return NONE;
  const { orders, tickets, views }: Partial<Profile> = trackAddition(event.event, event.properties ?? {}, 0);
  return {
    orders: Object.keys(orders ?? {}),
    tickets: Object.keys(tickets ?? {}),
    views: Object.keys(views ?? {}),
  };
}
