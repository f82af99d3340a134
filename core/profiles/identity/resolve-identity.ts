import {
  IDENTIFIER_TYPES,
  type Identifier,
  type IdentifierType,
  type KnownIdentifier,
} from "./identifier.js";
import { IDENTIFIER_RULES, placeOf } from "./identifier-rules.js";

/** A profile that an identifier names, as far as merge protection needs to know it. */
export interface NamedProfile<Id extends string> {
  readonly profileId: Id;
  readonly identifiers: readonly KnownIdentifier[];
  /** Profiles that somebody separated from this one: they never merge by themselves again. */
  readonly separatedFrom: readonly Id[];
}

/** An identifier, and the profile that holds it. */
export interface NamedIdentifier<Id extends string> {
  readonly identifier: Identifier;
  readonly owner: Id | undefined;
  /** Another takes its place (`alias`): it stays theirs, and contradicts no other. */
  readonly isRetired?: boolean;
}

/** What is to be done about an event's identifiers. */
export interface Resolution<Id extends string> {
  /** Whom the event is about; `undefined`: somebody new. */
  readonly profileId: Id | undefined;
  /** Profiles that turn out to be the same person, and through which type of identifier. */
  readonly merges: readonly { readonly profileId: Id; readonly through: IdentifierType }[];
  /** Links that merge protection did not allow. */
  readonly refused: readonly Refusal<Id>[];
  /** To be linked to the profile: new ones, and those that were only claimed by another. */
  readonly links: readonly Identifier[];
}

export interface Refusal<Id extends string> {
  readonly type: IdentifierType;
  /** The profile that was not merged, when there is one. */
  readonly profileId: Id | undefined;
  readonly reason: "only_claimed" | "unique_conflict" | "limit" | "separated";
}

/**
 * Deterministic identity resolution with merge protection: pure, and the same for the same input.
 *
 * 1. The event belongs to the profile of its most telling verified identifier that names one; if it has no
 *    verified identifier at all, to that of its most telling claimed one.
 * 2. Every other profile that a verified identifier names merges into it, unless the two hold different verified
 *    values of a unique type, a limit would be passed, or somebody separated them.
 * 3. An identifier that nobody holds is linked, within its type's limit. One that another profile only claims
 *    moves to the one that can vouch for it. What is only claimed never touches another's profile.
 *
 * @param named normalised, most telling first (`normalizeIdentifiers`)
 * @param profiles the owners, by id
 */
export function resolveIdentity<Id extends string>(
  named: readonly NamedIdentifier<Id>[],
  profiles: ReadonlyMap<Id, NamedProfile<Id>>,
): Resolution<Id> {
  const isVouched = ({ identifier }: NamedIdentifier<Id>) => identifier.verified !== false;
  const verified = named.filter(isVouched);
  const holdsVerified = ({ identifier, owner }: NamedIdentifier<Id>) =>
    standingAt(owner === undefined ? undefined : profiles.get(owner), identifier) !== "claimed";
  const owned = (verified.length > 0 ? verified.filter(holdsVerified) : named).find(
    ({ owner }) => owner !== undefined,
  );
  const fallback = verified.length > 0 ? verified.find(({ owner }) => owner !== undefined) : undefined;
  const profileId = owned?.owner ?? (onlyClaims(fallback, named, profiles) ? fallback?.owner : undefined);

  const merges: { profileId: Id; through: IdentifierType }[] = [];
  const refused: Refusal<Id>[] = [];
  const links: Identifier[] = [];
  const members: Id[] = profileId === undefined ? [] : [profileId];
  let held: readonly KnownIdentifier[] =
    profileId === undefined ? [] : (profiles.get(profileId)?.identifiers ?? []);

  for (const entry of named) {
    const { identifier, owner } = entry;
    if (owner !== undefined && members.includes(owner)) {
      if (isVouched(entry) && standingAt(profiles.get(owner), identifier) === "claimed")
        links.push(identifier);
      continue;
    }
    const other = owner === undefined ? undefined : profiles.get(owner);
    if (other === undefined) {
      const problem = linkProblem(held, entry);
      if (problem !== undefined)
        refused.push({ type: identifier.type, profileId: undefined, reason: problem });
      else {
        links.push(identifier);
        held = [...held, known(entry)];
      }
    } else if (!isVouched(entry)) {
      refused.push({ type: identifier.type, profileId: other.profileId, reason: "only_claimed" });
    } else if (standingAt(other, identifier) === "claimed") {
      const problem = linkProblem(held, entry);
      if (problem !== undefined)
        refused.push({ type: identifier.type, profileId: other.profileId, reason: problem });
      else {
        links.push(identifier);
        held = [...held, known(entry)];
      }
    } else {
      const problem = mergeProblem(members, held, other, profiles);
      if (problem !== undefined)
        refused.push({ type: identifier.type, profileId: other.profileId, reason: problem });
      else {
        merges.push({ profileId: other.profileId, through: identifier.type });
        members.push(other.profileId);
        held = unionOf(held, other.identifiers);
      }
    }
  }
  return { profileId, merges, refused, links };
}

/** The one who claimed an identifier first proves it now, and names nothing else that somebody holds. */
function onlyClaims<Id extends string>(
  entry: NamedIdentifier<Id> | undefined,
  named: readonly NamedIdentifier<Id>[],
  profiles: ReadonlyMap<Id, NamedProfile<Id>>,
): boolean {
  const owner = entry?.owner === undefined ? undefined : profiles.get(entry.owner);
  if (owner === undefined) return false;
  const key = ({ type, value }: { type: string; value: string }) => `${type}:${value}`;
  const namedKeys = new Set(named.map(({ identifier }) => key(identifier)));
  return owner.identifiers.every((identifier) => namedKeys.has(key(identifier)));
}

function standingAt<Id extends string>(profile: NamedProfile<Id> | undefined, { type, value }: Identifier) {
  return profile?.identifiers.find((held) => held.type === type && held.value === value)?.standing;
}

function known<Id extends string>({ identifier, isRetired }: NamedIdentifier<Id>): KnownIdentifier {
  const { type, value, verified } = identifier;
  return { type, value, standing: isRetired ? "retired" : verified === false ? "claimed" : "verified" };
}

function unionOf(a: readonly KnownIdentifier[], b: readonly KnownIdentifier[]): readonly KnownIdentifier[] {
  const keys = new Set(a.map(({ type, value }) => `${type}:${value}`));
  return [...a, ...b.filter(({ type, value }) => !keys.has(`${type}:${value}`))];
}

function linkProblem<Id extends string>(
  held: readonly KnownIdentifier[],
  entry: NamedIdentifier<Id>,
): "limit" | "unique_conflict" | undefined {
  const after = [...held, known(entry)];
  const { type } = entry.identifier;
  if (isUniqueConflict(after, type)) return "unique_conflict";
  return isOverLimit(after, type) ? "limit" : undefined;
}

function mergeProblem<Id extends string>(
  members: readonly Id[],
  held: readonly KnownIdentifier[],
  other: NamedProfile<Id>,
  profiles: ReadonlyMap<Id, NamedProfile<Id>>,
): Refusal<Id>["reason"] | undefined {
  const separated = members.some(
    (member) =>
      other.separatedFrom.includes(member) ||
      profiles.get(member)?.separatedFrom.includes(other.profileId) === true,
  );
  if (separated) return "separated";
  const together = unionOf(held, other.identifiers);
  if (IDENTIFIER_TYPES.some((type) => isUniqueConflict(together, type))) return "unique_conflict";
  return IDENTIFIER_TYPES.some((type) => isOverLimit(together, type)) ? "limit" : undefined;
}

function isOverLimit(held: readonly KnownIdentifier[], type: IdentifierType): boolean {
  return held.filter((identifier) => identifier.type === type).length > IDENTIFIER_RULES[type].limit;
}

/** Two different values that both are verified, where one person has one. Retired ones don't count. */
function isUniqueConflict(held: readonly KnownIdentifier[], type: IdentifierType): boolean {
  const { unique } = IDENTIFIER_RULES[type];
  if (unique === undefined) return false;
  const values = held.filter((identifier) => identifier.type === type && identifier.standing === "verified");
  const places = values.map(({ value }) => (unique === "place" ? placeOf(value) : ""));
  return new Set(places).size < values.length;
}
