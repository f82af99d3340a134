import { type Channel, keepsText } from "../../channel.js";
import type { ProfileEvent } from "../../events/profile-event.js";
import type { Identifier } from "../../profiles/identity/identifier.js";
import { isWithdrawal, type PreferenceMention, STRENGTHS } from "./preference-mention.js";

/** Which turn stated the preferences, whose they are, and where it was. */
export interface PreferenceTurn {
  readonly turnId: string;
  readonly channel: Channel;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly identifiers: readonly Identifier[];
}

/**
 * The events by which what a turn stated becomes part of the profile: `Preference Stated` for goods and for ways of
 * contact, of strength 0 for what is withdrawn, and `identify` for the language and the way of contact that are liked.
 * They hold no text; to be recorded
 * as of source `self`. What was said of goods in a channel whose texts may not be kept (Slack) makes no event: it
 * steers its own conversation only. How somebody wants to be served they may say anywhere. That a language is avoided
 * names none to answer in, so it makes no event either.
 */
export function preferenceEvents(
  mentions: readonly PreferenceMention[],
  { turnId, channel, timestamp, identifiers }: PreferenceTurn,
): readonly ProfileEvent[] {
  const base = {
    timestamp,
    context: {
      externalIds: identifiers.map(({ type, value, verified }) => ({
        type,
        id: value,
        ...(verified === undefined ? {} : { verified }),
      })),
    },
  };
  const keepsGoods = keepsText(channel);
  const stated = mentions
    .filter(({ kind }) => kind === "contact" || (kind === "product" && keepsGoods))
    .map(
      ({ kind, object, polarity, strength, hard }): ProfileEvent => ({
        ...base,
        type: "track",
        event: "Preference Stated",
        messageId: `${turnId}:${kind}:${object}${strength === STRENGTHS.withdrawn ? `:${polarity}:withdrawn` : ""}`,
        properties: { kind, object, polarity, strength, hard, turn_id: turnId },
      }),
    );
  const liked = (kind: string) =>
    mentions
      .filter((mention) => mention.kind === kind && mention.polarity === "likes" && !isWithdrawal(mention))
      .at(-1)?.object;
  const [language, contactChannel] = [liked("language"), liked("contact")];
  if (language === undefined && contactChannel === undefined) return stated;
  const traits = {
    ...(language === undefined ? {} : { language }),
    ...(contactChannel === undefined ? {} : { contact_channel: contactChannel }),
  };
  return [...stated, { ...base, type: "identify", messageId: `${turnId}:preferences`, traits }];
}
