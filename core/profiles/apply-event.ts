import { statedConsent } from "../consent/stated-consent.js";
import type { ProfileEvent } from "../events/profile-event.js";
import type { AttributeDeclaration } from "../privacy/attribute-declaration.js";
import type { Inventory } from "../privacy/data-inventory.js";
import { mergeProfiles } from "./merge-profiles.js";
import { emptyProfile, type Profile, type Trait, type TraitValue } from "./profile.js";
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
    ...(event.type === "page" ? { counts: { pages: 1 } } : {}),
    ...(event.type === "screen" ? { counts: { screens: 1 } } : {}),
    traits: traitsOf(event, atMs, source, inventory),
  };
  return mergeProfiles(profile, addition, inventory);
}

/** Segment's names of events that change a plan, and what becomes of the subscription. */
const SUBSCRIPTION_STATUS: Readonly<Record<string, string | undefined>> = {
  "Subscription Started": "active",
  "Subscription Renewed": "active",
  "Subscription Upgraded": "active",
  "Subscription Downgraded": "active",
  "Subscription Cancelled": "cancelled",
  "Trial Started": "trial",
};

function traitsOf(
  event: ProfileEvent,
  atMs: number,
  source: string,
  inventory: Inventory,
): Readonly<Record<string, Trait>> {
  const given: Record<string, unknown> = {
    ...event.context?.traits,
    ...(event.type === "identify" ? event.traits : {}),
  };
  if (event.type === "track" && Object.hasOwn(SUBSCRIPTION_STATUS, event.event)) {
    given.plan = event.properties?.plan;
    given.subscription_status = event.properties?.status ?? SUBSCRIPTION_STATUS[event.event];
  }
  const traits: Record<string, Trait> = {};
  for (const name of inventory.traits) {
    const declaration = inventory.ofTrait(name);
    const value = declaration && traitValue(valueAt(given, name), declaration);
    if (declaration === undefined || value === undefined) continue;
    if (declaration.sources !== "any" && !declaration.sources.includes(source)) continue;
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

/** `address.city` is within `address`. */
function valueAt(given: Readonly<Record<string, unknown>>, name: string): unknown {
  const dot = name.indexOf(".");
  if (dot < 0) return Object.hasOwn(given, name) ? given[name] : undefined;
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
