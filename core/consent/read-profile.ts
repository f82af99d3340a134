import type { Inventory } from "../privacy/data-inventory.js";
import { type OwnOrder, ownOrders } from "../profiles/own-orders.js";
import type { Profile } from "../profiles/profile.js";
import { type FieldValue, type ProfileFields, profileFields } from "../profiles/profile-fields.js";
import {
  preferenceAttribute,
  profilePreferences,
  type StatedPreference,
} from "../profiles/stated-preference.js";
import type { Withheld } from "../replies/receipt.js";
import { type ConsentDecision, type ConsentRules, decideConsent } from "./decide-consent.js";
import type { Purpose, Regime } from "./purpose.js";

/** What a purpose may see of a person. */
export interface ProfileView {
  readonly fields: ProfileFields;
  /** What the profile holds and this purpose may not see, and why; names only. */
  readonly withheld: readonly Withheld[];
  readonly consent: ConsentDecision;
  /** What they said they like, avoid and never want, as far as the purpose may see it: what the fields list. */
  readonly preferences: readonly StatedPreference[];
  /** Their orders, newest first, if the purpose may see the last one. */
  readonly orders: readonly OwnOrder[];
  /** What they themselves asked to be answered in, if the purpose may see it. */
  readonly askedLanguage?: AskedLanguage | undefined;
}

/** A language that somebody asked to be answered in, and when. */
export interface AskedLanguage {
  /** BCP 47. */
  readonly language: string;
  readonly atMs: number;
}

/** Who may see the last order may see those before. */
const ORDERS_ATTRIBUTE = "purchases.last_order_id";

/** What reading rests on besides the profile. */
export interface ReadingRules extends ConsentRules {
  readonly inventory: Inventory;
  /** The data is kept and used for nothing (GDPR, article 18). */
  readonly restricted: boolean;
  readonly nowMs: number;
}

const RESTRICTED = "processing is restricted";

/** The attribute that says which law a person is under, where it is not the tenant's. */
const REGIME_ATTRIBUTE = "demographics.privacy_regime";

const LANGUAGE_ATTRIBUTE = "preferences.language";

/**
 * The one way to read a profile: names a purpose, gets the fields that it may see.
 * Of a stranger there is nothing to see and nothing to withhold. A field that the inventory does not declare for
 * the purpose is not part of it, even with consent.
 */
export function readProfile(
  profile: Profile | undefined,
  purpose: Purpose,
  rules: ReadingRules,
): ProfileView {
  if (profile === undefined) {
    const { regime, textVersion, nowMs } = rules;
    const consent = decideConsent(purpose, [], { regime, textVersion }, nowMs);
    return { fields: {}, withheld: [], consent, preferences: [], orders: [] };
  }
  return readFields(profile, profileFields(profile, rules.nowMs, rules.inventory), purpose, rules);
}

/** The same for several purposes. */
export function readProfileFor<P extends Purpose>(
  profile: Profile,
  purposes: readonly P[],
  rules: ReadingRules,
): Readonly<Record<P, ProfileView>> {
  const all = profileFields(profile, rules.nowMs, rules.inventory);
  const views = purposes.map((purpose) => [purpose, readFields(profile, all, purpose, rules)] as const);
  return Object.fromEntries(views) as Record<P, ProfileView>;
}

/** @param all the fields that the profile has now */
function readFields(
  profile: Profile,
  all: ProfileFields,
  purpose: Purpose,
  { regime, textVersion, inventory, restricted, nowMs }: ReadingRules,
): ProfileView {
  const consent = consentOf(profile, purpose, { regime, textVersion, restricted, nowMs });
  const fields: Record<string, FieldValue> = {};
  const withheld: Withheld[] = [];
  for (const field in all) {
    const value = all[field];
    if (value === undefined || !inventory.allows(field, purpose)) continue;
    if (consent.allowed) fields[field] = value;
    else withheld.push({ field, reason: consent.basis });
  }
  const preferences = profilePreferences(profile.preferences, nowMs, inventory).filter(
    (stated) => consent.allowed && inventory.allows(preferenceAttribute(stated), purpose),
  );
  const orders = consent.allowed && inventory.allows(ORDERS_ATTRIBUTE, purpose) ? ownOrders(profile) : [];
  return { fields, withheld, consent, preferences, orders, askedLanguage: askedLanguage(profile, fields) };
}

/** Whether a person's data may be used for a purpose, and what that rests on. */
export function consentOf(
  profile: Profile,
  purpose: Purpose,
  { regime, textVersion, restricted, nowMs }: Omit<ReadingRules, "inventory">,
): ConsentDecision {
  const rules = { regime: regimeOf(profile, regime), textVersion };
  const decided = decideConsent(purpose, profile.consent, rules, nowMs);
  return restricted ? { ...decided, allowed: false, basis: RESTRICTED } : decided;
}

/** The law that a person is under: their own, where it was said, else the tenant's. */
export function regimeOf(profile: Profile, tenantRegime: Regime): Regime {
  const own = profile.traits[REGIME_ATTRIBUTE]?.value;
  return own === "gdpr" || own === "ccpa" ? own : tenantRegime;
}

function askedLanguage({ traits }: Profile, fields: ProfileFields): AskedLanguage | undefined {
  const trait = traits[LANGUAGE_ATTRIBUTE];
  return trait?.source === "self" && fields[LANGUAGE_ATTRIBUTE] !== undefined
    ? { language: String(trait.value), atMs: trait.observedAtMs }
    : undefined;
}
