import { isZeroCopy } from "../channel.js";
import { statedConsent } from "../consent/stated-consent.js";
import type { ProfileEvent } from "../events/profile-event.js";
import type { AttributeDeclaration } from "../privacy/attribute-declaration.js";
import type { Inventory } from "../privacy/data-inventory.js";
import { DECLARED_EVENTS } from "../privacy/declared-events.js";
import { mergeProfiles } from "./merge-profiles.js";
import { emptyProfile, type Profile, type Trait, type TraitValue } from "./profile.js";
import { statedPreferences } from "./stated-preference.js";
import { trackAddition } from "./track-addition.js";

/** How far a source is to be trusted with what it says of a person; what somebody says of themselves, fully. */
const CONFIDENCE: Readonly<Record<string, number>> = {
  self: 1,
  admin: 1,
  cli: 1,
  api: 0.9,
  zendesk: 0.9,
  slack: 0.9,
  teams: 0.9,
  import: 0.8,
};
const OTHER_CONFIDENCE = 0.5;

const MAX_TEXT = 200;

/**
 * What one event adds to a profile. Pure. The events of a person, each applied once, give the same profile in
 * whichever order they come: an event's addition is joined by `mergeProfiles`.
 */
export function applyEvent(
  profile: Profile,
  event: ProfileEvent,
  source: string,
  inventory: Inventory,
): Profile {
  const atMs = Date.parse(event.timestamp);
  const addition: Profile = {
    ...emptyProfile(atMs),
    consent: statedConsent(event, source),
    ...(event.type === "track" ? trackAddition(event.event, event.properties ?? {}, atMs) : {}),
    ...(event.type === "track" && event.event === "Preference Stated"
      ? { preferences: statedPreferences(event.properties ?? {}, source, atMs) }
      : {}),
    ...(event.type === "page" ? { counts: { pages: 1 } } : {}),
    ...(event.type === "screen" ? { counts: { screens: 1 } } : {}),
    traits: traitsOf(event, atMs, source, inventory),
  };
  return mergeProfiles(profile, isZeroCopy(source) ? withoutCopy(addition, source) : addition, inventory);
}

/**
 * A zero-copy channel tells who somebody is, what they allow and how they want to be reached; that they wrote is
 * counted. Their orders, tickets and tastes, and since when they are known, are known from elsewhere or not at all.
 */
function withoutCopy({ consent, traits, messages, preferences }: Profile, source: string): Profile {
  const written = Object.keys(messages).length === 0 ? {} : { [source]: 1 };
  const contact = Object.entries(preferences).filter(([, { kind }]) => kind === "contact");
  return {
    ...emptyProfile(Number.POSITIVE_INFINITY),
    consent,
    traits,
    messages: written,
    preferences: Object.fromEntries(contact),
  };
}

function traitsOf(
  event: ProfileEvent,
  atMs: number,
  source: string,
  inventory: Inventory,
): Readonly<Record<string, Trait>> {
  const given = statedTraits(event);
  const traits: Record<string, Trait> = {};
  for (const name of inventory.traits) {
    const declaration = inventory.ofTrait(name);
    const value = declaration && traitValue(valueAt(given, name), declaration);
    if (declaration === undefined || value === undefined) continue;
    if (!mayCome(source, declaration)) continue;
    // The first of several names for one attribute counts.
    traits[declaration.attribute] ??= {
      value,
      source,
      observedAtMs: atMs,
      confidence: CONFIDENCE[source] ?? OTHER_CONFIDENCE,
    };
  }
  return traits;
}

function mayCome(source: string, { sources, module }: AttributeDeclaration): boolean {
  if (sources !== "any") return sources.includes(source);
  return !isZeroCopy(source) || module === "demographics" || module === "preferences";
}

/** What an event says of its person, by the inventory's names of traits; what it says last stands. */
function statedTraits(event: ProfileEvent): Readonly<Record<string, unknown>> {
  const { context } = event;
  const of = { account_id: context?.groupId, ...context?.traits };
  if (event.type === "identify") return { ...of, ...event.traits };
  if (event.type === "group") return { ...of, ...accountTraits(event.groupId, event.traits ?? {}) };
  if (event.type !== "track") return of;
  const { states, statesWith, tells = {} } = DECLARED_EVENTS.get(event.event) ?? {};
  const first = (names: readonly string[]) =>
    names.map((name) => event.properties?.[name]).find((value) => value !== undefined && value !== null);
  const told = Object.entries(tells).flatMap(([trait, names]) => {
    const value = first(names);
    return value === undefined ? [] : [[trait, value] as const];
  });
  const stated = statesWith === undefined || first(statesWith) !== undefined ? states : {};
  return { ...of, ...stated, ...Object.fromEntries(told) };
}

/**
 * A `group` call's traits are the account's ("Spec: Group"): what they call `name` is the company's name, and their
 * e-mail address names no person. The account's plan is the plan of those who act for it.
 */
function accountTraits(
  groupId: string,
  { name, industry, employees, plan, subscription_status }: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const stated = {
    account_id: groupId,
    "company.name": name,
    "company.industry": industry,
    "company.employee_count": employees,
    plan,
    subscription_status,
  };
  return Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined));
}

/** `address.city` is within `address`, or said as such. */
function valueAt(given: Readonly<Record<string, unknown>>, name: string): unknown {
  const dot = name.indexOf(".");
  if (Object.hasOwn(given, name)) return given[name];
  if (dot < 0) return undefined;
  const [outer, inner] = [name.slice(0, dot), name.slice(dot + 1)];
  const object = Object.hasOwn(given, outer) ? given[outer] : undefined;
  return typeof object === "object" && object !== null && Object.hasOwn(object, inner)
    ? (object as Record<string, unknown>)[inner]
    : undefined;
}

function traitValue(value: unknown, { kind }: AttributeDeclaration): TraitValue | undefined {
  if (kind === "string") {
    if (typeof value === "number" && Number.isFinite(value)) return String(value);
    return typeof value === "string" && value.trim() !== "" && value.length <= MAX_TEXT ? value : undefined;
  }
  if (kind === "number") return typeof value === "number" && Number.isFinite(value) ? value : undefined;
  return typeof value === "boolean" ? value : undefined;
}
