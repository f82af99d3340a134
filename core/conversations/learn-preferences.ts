import { randomUUID } from "node:crypto";
import { keepsText } from "../channel.js";
import type { ProfileEvent } from "../events/profile-event.js";
import { preferenceEvents } from "../language/preferences/preference-events.js";
import { isWithdrawal, type PreferenceMention } from "../language/preferences/preference-mention.js";
import type { DatedPreference } from "../language/preferences/standing-preferences.js";
import type { Decision } from "../replies/decision.js";
import type { InboundMessage } from "./inbound-message.js";

/** What a turn learnt of a customer's preferences. */
export interface LearntPreferences {
  /** For the profile. */
  readonly events: readonly ProfileEvent[];
  /** All that was said. */
  readonly stated: readonly DatedPreference[];
  /**
   * What stays in the conversation: what may not be kept of the person, the language that was asked for, and what is
   * withdrawn, which may have been said in either.
   */
  readonly kept: readonly DatedPreference[];
}

/**
 * What a message says of preferences, and where it goes. How somebody wants to be served becomes part of a profile
 * that is known; what they like in goods only if `personalization` is allowed, and the channel lets what its texts say
 * be kept. All else steers this conversation, and is forgotten with it.
 */
export function learnPreferences(
  { customer, reading }: Pick<Decision, "customer" | "reading">,
  { message, nowMs }: { readonly message: InboundMessage; readonly nowMs: number },
): LearntPreferences {
  const turnId = randomUUID();
  const dated = (mention: PreferenceMention): DatedPreference => ({ ...mention, atMs: nowMs, turnId });
  const { channel, sender } = message;
  const isForProfile = ({ kind }: PreferenceMention): boolean => {
    if (customer.profileId === undefined) return false;
    return kind !== "product" || (customer.view.consent.allowed && keepsText(channel));
  };
  const events = preferenceEvents(reading.preferences.filter(isForProfile), {
    turnId,
    channel,
    timestamp: new Date(nowMs).toISOString(),
    identifiers: sender.identifiers,
  });
  const kept = reading.preferences.filter(
    (mention) => mention.kind === "language" || isWithdrawal(mention) || !isForProfile(mention),
  );
  return { events, stated: reading.preferences.map(dated), kept: kept.map(dated) };
}
