import { DATA_INVENTORY } from "../privacy/data-inventory.js";
import type { Profile } from "../profiles/profile.js";
import { type ProfileFields, profileFields } from "../profiles/profile-fields.js";
import type { Withheld } from "../replies/receipt.js";
import { type ConsentDecision, decideConsent, type Purpose, type Regime } from "./purpose.js";

/** What a purpose may see of a person. */
export interface ProfileView {
  readonly fields: ProfileFields;
  /** What the profile holds and this purpose may not see, and why; names only. */
  readonly withheld: readonly Withheld[];
  readonly consent: ConsentDecision;
}

/**
 * The one way to read a profile: names a purpose, gets the fields that it may see.
 * Of a stranger there is nothing to see and nothing to withhold. Fields that the inventory does not declare for the purpose are withheld even with consent.
 */
export function readProfile(
  profile: Profile | undefined,
  purpose: Purpose,
  regime: Regime,
  nowMs: number,
): ProfileView {
  const consent = decideConsent(purpose, profile?.consent ?? {}, regime);
  if (profile === undefined) return { fields: {}, withheld: [], consent };
  const fields: Record<string, string | number | boolean> = {};
  const withheld: Withheld[] = [];
  for (const [field, value] of Object.entries(profileFields(profile, nowMs))) {
    const declared = DATA_INVENTORY[field]?.includes(purpose) ?? false;
    if (declared && consent.allowed) fields[field] = value;
    else if (declared) withheld.push({ field, reason: consent.basis });
  }
  return { fields, withheld, consent };
}
