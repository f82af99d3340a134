import type { ProfileEvent } from "../events/profile-event.js";
import { IDENTIFIER_TYPES, type Identifier, type IdentifierType, normalizeIdentifier } from "./identifier.js";

/** All keys that an event names its person by, normalised, each once; blocked values are left out. */
export function eventIdentifiers(event: ProfileEvent): readonly Identifier[] {
  const named: Identifier[] = [];
  const add = (type: IdentifierType, value: unknown) => {
    if (typeof value === "string") named.push({ type, value });
  };
  add("user_id", event.userId);
  add("anonymous_id", event.anonymousId);
  if (event.type === "alias") add("user_id", event.previousId);
  if (event.type === "identify") add("email", event.traits?.email);
  add("email", event.context?.traits?.email);
  for (const { type, id } of event.context?.externalIds ?? []) {
    if (isIdentifierType(type)) add(type, id);
  }
  return normalizeIdentifiers(named);
}

/** Normal forms, each once, in the given order; blocked values are left out. */
export function normalizeIdentifiers(identifiers: readonly Identifier[]): readonly Identifier[] {
  const byKey = new Map<string, Identifier>();
  for (const identifier of identifiers) {
    const normal = normalizeIdentifier(identifier);
    if (normal !== undefined) byKey.set(`${normal.type}:${normal.value}`, normal);
  }
  return [...byKey.values()];
}

function isIdentifierType(type: string): type is IdentifierType {
  return (IDENTIFIER_TYPES as readonly string[]).includes(type);
}
