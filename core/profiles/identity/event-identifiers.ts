import type { ProfileEvent } from "../../events/profile-event.js";
import { IDENTIFIER_TYPES, type Identifier, type IdentifierType } from "./identifier.js";
import { normalizeIdentifiers } from "./normalize-identifier.js";

/** All keys that an event names its person by. */
export interface EventIdentifiers {
  /** Normalised, each once, most telling type first. */
  readonly identifiers: readonly Identifier[];
  /** What an `alias` replaces: it stays theirs, and two of them are no contradiction any more. */
  readonly retired: readonly Identifier[];
}

/**
 * Reads `userId`, `anonymousId`, `previousId`, `context.externalIds`, `context.device.id`, and the traits `email`
 * and `phone`. Whatever stands for nobody is left out.
 * @param blocked further values that stand for nobody, in lower case
 */
export function eventIdentifiers(event: ProfileEvent, blocked?: ReadonlySet<string>): EventIdentifiers {
  const named: Identifier[] = [];
  const add = (type: IdentifierType, value: unknown, verified?: boolean) => {
    if (typeof value === "string")
      named.push({ type, value, ...(verified === undefined ? {} : { verified }) });
  };
  add("user_id", event.userId);
  add("anonymous_id", event.anonymousId);
  for (const { type, id, verified } of event.context?.externalIds ?? []) {
    if (isIdentifierType(type)) add(type, id, verified);
  }
  add("device_id", event.context?.device?.id);
  for (const traits of [event.type === "identify" ? event.traits : undefined, event.context?.traits]) {
    for (const type of ["email", "phone"] as const) {
      // A trait never vouches for what an external id says is only claimed.
      if (!named.some((known) => known.type === type && known.verified === false)) add(type, traits?.[type]);
    }
  }
  if (event.type !== "alias") {
    return { identifiers: normalizeIdentifiers(named, blocked), retired: [] };
  }
  // It does not say of which type its `previousId` is. Both are linked, also if nobody holds them yet: events of that
  // id may still be on their way.
  const previous: Identifier = { type: "user_id", value: event.previousId };
  const browser: Identifier = { type: "anonymous_id", value: event.previousId };
  return {
    identifiers: normalizeIdentifiers([...named, previous, browser], blocked),
    retired: normalizeIdentifiers([previous], blocked),
  };
}

function isIdentifierType(type: string): type is IdentifierType {
  return (IDENTIFIER_TYPES as readonly string[]).includes(type);
}
