import type { ProfileFields } from "../profiles/profile-fields.js";

/** How a text addresses its reader: German *Sie* or *du*, English sober or chatty. */
export const TONES = ["formal", "informal"] as const;

export type Tone = (typeof TONES)[number];

/**
 * The tone that a customer is written to in: what they asked for themselves, else the tenant's own.
 * @returns `undefined` if neither says: then texts without a tone are used
 */
export function wantedTone(fields: ProfileFields, tenantTone: Tone | undefined): Tone | undefined {
  const stated = String(fields["preferences.tone"]).toLowerCase();
  return TONES.find((tone) => tone === stated) ?? tenantTone;
}
