import { type ConsentRules, decideConsent } from "../consent/decide-consent.js";
import { PURPOSES, type Purpose } from "../consent/purpose.js";
import { regimeOf } from "../consent/read-profile.js";
import type { Profile } from "../profiles/profile.js";
import { preferenceAttribute, preferenceUntilMs } from "../profiles/stated-preference.js";
import { MODULES, type Module } from "./attribute-declaration.js";
import type { Inventory } from "./data-inventory.js";

export interface SweepRules extends ConsentRules {
  readonly inventory: Inventory;
  readonly nowMs: number;
}

/** What is left of a profile, and when to look again. */
export interface SweptProfile {
  readonly profile: Profile;
  /** How many values were removed. */
  readonly removed: number;
  readonly nextSweepAtMs: number;
  /** Modules of which no allowed purpose needs anything: their history goes too. */
  readonly unallowedModules: readonly Module[];
}

const DAY_MS = 86_400_000;

/** What no purpose is allowed to use is kept so long: the consent that covers it may be on its way. */
const UNALLOWED_MS = DAY_MS;

/** Even of what may stay, something comes of age within this time. */
const NEXT_SWEEP_MS = 30 * DAY_MS;

/**
 * Removes what retention, or the lack of any allowed purpose, leaves no reason to keep. Orders and tickets are
 * what the service rests on: they stay for their retention.
 */
export function sweepProfile(profile: Profile, rules: SweepRules): SweptProfile {
  const { inventory, nowMs } = rules;
  const allowed = allowedPurposes(profile, rules);
  const needed = (purposes: readonly Purpose[]) => purposes.some((purpose) => allowed.has(purpose));
  let removed = 0;
  const keep = <T>(
    entries: Readonly<Record<string, T>>,
    stays: (entry: T, key: string) => boolean,
  ): Readonly<Record<string, T>> => {
    const left = Object.entries(entries).filter(([key, entry]) => stays(entry, key));
    removed += Object.keys(entries).length - left.length;
    return Object.fromEntries(left);
  };
  const unallowedModules = MODULES.filter(
    (module) =>
      !inventory.attributes.some((declared) => declared.module === module && needed(declared.purposes)),
  );
  const behaviourStays = !unallowedModules.includes("behaviour");
  const ageMs = (module: Module) => nowMs - inventory.historyDays(module) * DAY_MS;
  let soonestMs = nowMs + NEXT_SWEEP_MS;
  const left: Profile = {
    ...profile,
    traits: keep(profile.traits, ({ observedAtMs }, attribute) => {
      const declared = inventory.attribute(attribute);
      if (declared === undefined) return false;
      const days = needed(declared.purposes) ? declared.retentionDays * DAY_MS : UNALLOWED_MS;
      const untilMs = observedAtMs + days;
      if (untilMs > nowMs) soonestMs = Math.min(soonestMs, untilMs);
      return untilMs > nowMs;
    }),
    orders: keep(
      profile.orders,
      (order) => Math.max(order.orderedAtMs, order.status.atMs) > ageMs("purchases"),
    ),
    tickets: keep(profile.tickets, (ticket) => ticket.status.atMs > ageMs("interactions")),
    views: keep(profile.views, () => behaviourStays),
    counts: keep(profile.counts, (_count, name) => behaviourStays || name === "features_used"),
    preferences: keep(profile.preferences, (stated) => {
      const declared = inventory.attribute(preferenceAttribute(stated));
      if (declared === undefined) return false;
      const untilMs = needed(declared.purposes)
        ? preferenceUntilMs(stated, inventory)
        : stated.atMs + UNALLOWED_MS;
      if (untilMs > nowMs) soonestMs = Math.min(soonestMs, untilMs);
      return untilMs > nowMs;
    }),
  };
  return { profile: left, removed, nextSweepAtMs: soonestMs, unallowedModules };
}

function allowedPurposes(profile: Profile, rules: SweepRules): ReadonlySet<Purpose> {
  const own = { regime: regimeOf(profile, rules.regime), textVersion: rules.textVersion };
  return new Set(
    PURPOSES.filter((purpose) => decideConsent(purpose, profile.consent, own, rules.nowMs).allowed),
  );
}
