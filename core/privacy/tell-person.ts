import type { ProfileEvent } from "../events/profile-event.js";
import type { Identifier } from "../profiles/identity/identifier.js";
import { normalizeIdentifiers } from "../profiles/identity/normalize-identifier.js";
import type { OpenPart } from "../profiles/open-part.js";
import type { People } from "../profiles/people.js";

/** What is said of a person in an event of our own making. */
export type Statement = Pick<ProfileEvent & { readonly type: "identify" }, "context" | "traits">;

/**
 * Applies a statement to a person who is known, in the transaction: to the part that holds their most telling
 * identifier, or to the first of somebody who only claims theirs.
 * @param parts all of the person's; at least one
 * @returns them afterwards
 */
export async function tellPerson(
  people: People,
  parts: readonly OpenPart[],
  statement: Statement,
  source: string,
  nowMs: number,
): Promise<readonly OpenPart[]> {
  const [telling] = provenOf(parts);
  const home =
    parts.find(({ profile }) =>
      profile.identifiers.some(({ type, value }) => type === telling?.type && value === telling.value),
    ) ?? parts[0];
  if (home === undefined) throw new Error("a profile has at least one part");
  const { partId, profileId } = home;
  await people.apply({ partId, profileId, merges: [], refused: [] }, toEvent(statement, nowMs), source);
  await people.flush(nowMs);
  return people.partsOf(profileId);
}

/**
 * Applies a statement to whom identifiers name, linked and made known as by an event of a channel's.
 * @returns nothing if they name nobody
 */
export async function tellNamed(
  people: People,
  identifiers: readonly Identifier[],
  statement: Statement,
  source: string,
  nowMs: number,
): Promise<readonly OpenPart[]> {
  const settlement = await people.settle({ identifiers, retired: [] }, true, nowMs);
  if (settlement === undefined) return [];
  await people.apply(settlement, toEvent(statement, nowMs), source);
  await people.flush(nowMs);
  return people.partsOf(settlement.profileId);
}

/** What a person holds as theirs, most telling first. */
export function provenOf(parts: readonly OpenPart[]): readonly Identifier[] {
  return normalizeIdentifiers(
    parts
      .flatMap(({ profile }) => profile.identifiers)
      .filter(({ standing }) => standing !== "claimed")
      .map(({ type, value }) => ({ type, value })),
  );
}

function toEvent(statement: Statement, nowMs: number): ProfileEvent {
  return { type: "identify", messageId: "own", timestamp: new Date(nowMs).toISOString(), ...statement };
}
