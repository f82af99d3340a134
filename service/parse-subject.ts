import { IDENTIFIER_TYPES, type Identifier, RapportError, type Subject } from "../core/index.js";

/**
 * Whom a command or a request is about: `email:vera@example.com`, or a profile's own id.
 * @throws RapportError `request_malformed` if it is neither, or both
 */
export function parseSubject(given: {
  readonly identifier?: string | undefined;
  readonly profile?: string | undefined;
}): Subject {
  const { identifier, profile } = given;
  if ((identifier === undefined) === (profile === undefined)) {
    throw new RapportError(
      "request_malformed",
      "name either an identifier (type:value) or a profile (its id)",
    );
  }
  if (/\p{Cc}/u.test(identifier ?? profile ?? "")) {
    throw new RapportError("request_malformed", "a name holds no control characters");
  }
  return profile === undefined ? { identifier: parseIdentifier(identifier ?? "") } : { profileId: profile };
}

function parseIdentifier(text: string): Identifier {
  const colon = text.indexOf(":");
  const type = IDENTIFIER_TYPES.find((each) => each === text.slice(0, Math.max(colon, 0)));
  const value = text.slice(colon + 1);
  if (type === undefined || value === "") {
    throw new RapportError(
      "request_malformed",
      `an identifier is written type:value, with one of ${IDENTIFIER_TYPES.join(", ")}`,
    );
  }
  return { type, value };
}

/**
 * @throws RapportError `not_found` if nobody is recorded
 */
export function somebody<T>(found: T | undefined | false): T {
  if (found === undefined || found === false) {
    throw new RapportError("not_found", "nobody is recorded under this name");
  }
  return found;
}
