import type { Channel } from "../channel.js";
import { isSameLanguage } from "../language/primary-tag.js";
import type { ProfileFields } from "../profiles/profile-fields.js";
import type { ReplyRecord } from "./reply-record.js";
import { renderTemplate } from "./template.js";
import type { Tone } from "./tone.js";

/** A reply's text for one customer. */
export interface ChosenVariant {
  readonly text: string;
  readonly locale: string;
  /**
   * `segment/locale` as in the library, `default` for what has no segment: `vip/de`, `default/en`. The channel and the
   * tone follow where the variant is for one: `vip/de/slack/formal`.
   */
  readonly variant: string;
  readonly fields: readonly string[];
  /** What was printed into the text, in order. */
  readonly values: readonly string[];
}

/** Where a text is read, and what else it may be made from. */
export interface WritingSetting {
  /** Without it texts for one channel are left out. */
  readonly channel?: Channel | undefined;
  /** Without it texts in one tone are left out. */
  readonly tone?: Tone | undefined;
  /** Zendesk's placeholders of the ticket and the agent; see `template-variables.ts`. */
  readonly placeholders?: Readonly<Record<string, string>> | undefined;
  /** Where its readers reach this server. */
  readonly publicUrl?: string | undefined;
}

/**
 * The most fitting text that can be rendered without a hole. A text for another segment, another channel or another
 * tone is never taken. Of the others these count, in this order: the customer's language; their segment, the narrower
 * the better, and with it the language of the library; the channel; the tone; and what stands first in the library.
 * The reply's own body is the last resort, in whatever language it is.
 * @param segments keys, the narrowest first
 * @returns `undefined` if none can be rendered
 */
export function chooseVariant(
  reply: ReplyRecord,
  segments: readonly string[],
  language: string,
  fields: ProfileFields,
  tenantName: string,
  { channel, tone, placeholders = {} }: WritingSetting = {},
): ChosenVariant | undefined {
  const own: ReplyRecord["variants"][number] = { body: reply.body };
  const ranked = [...reply.variants, own]
    .filter(
      (candidate) =>
        (candidate.segment === undefined || segments.includes(candidate.segment)) &&
        (candidate.channel === undefined || candidate.channel === channel) &&
        (candidate.tone === undefined || candidate.tone === tone),
    )
    .map((candidate) => {
      const locale = candidate.locale ?? reply.locale;
      const narrowness =
        candidate.segment === undefined ? 0 : 3 - segments.indexOf(candidate.segment) / segments.length;
      const fit = [
        Number(isSameLanguage(locale, language)),
        narrowness + Number(isSameLanguage(locale, reply.locale)),
        Number(candidate.channel !== undefined),
        Number(candidate.tone !== undefined),
      ];
      return { variant: nameOf(candidate, locale), body: candidate.body, locale, fit };
    })
    .sort((a, b) => firstDifference(b.fit, a.fit));
  const values = { fields, tenantName, placeholders, slots: {} };
  for (const { body, locale, variant } of ranked) {
    const rendered = renderTemplate(body, values, locale);
    if (rendered !== undefined) return { locale, variant, ...rendered };
  }
  return undefined;
}

function nameOf(
  { segment = "default", channel, tone }: ReplyRecord["variants"][number],
  locale: string,
): string {
  return [segment, locale, channel, tone].filter((part) => part !== undefined).join("/");
}

/** As numbers are compared by a sort, by the first place where two lists of one length differ. */
function firstDifference(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < a.length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
