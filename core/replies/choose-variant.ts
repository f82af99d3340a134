import type { ProfileFields } from "../profiles/profile-fields.js";
import type { ReplyRecord } from "./reply-record.js";
import { renderTemplate } from "./template.js";

/** A reply's text for one customer. */
export interface ChosenVariant {
  readonly text: string;
  readonly locale: string;
  /** `segment/locale` as in the library, `default` for what has none: `vip/de`, `default/en`. */
  readonly variant: string;
  readonly fields: readonly string[];
}

/**
 * The most fitting text that can be rendered without a hole. The customer's language counts more than their
 * segment; the reply's own body is the last resort, in whatever language it is.
 * @param segments keys, the narrowest first
 * @returns `undefined` if none can be rendered
 */
export function chooseVariant(
  reply: ReplyRecord,
  segments: readonly string[],
  language: string,
  fields: ProfileFields,
  tenantName: string,
): ChosenVariant | undefined {
  const bodies = [
    ...reply.variants.map((variant) => ({ ...variant, locale: variant.locale ?? reply.locale })),
    { body: reply.body, locale: reply.locale, segment: undefined },
  ];
  const ranked = bodies
    .filter((candidate) => candidate.segment === undefined || segments.includes(candidate.segment))
    .map((candidate) => ({
      ...candidate,
      fit:
        (sameLanguage(candidate.locale, language) ? 5 : 0) +
        (candidate.segment === undefined ? 0 : 3 - segments.indexOf(candidate.segment) / segments.length) +
        (sameLanguage(candidate.locale, reply.locale) ? 1 : 0),
    }))
    .sort((a, b) => b.fit - a.fit);
  for (const { body, locale, segment: forSegment } of ranked) {
    const rendered = renderTemplate(body, fields, tenantName, locale);
    if (rendered !== undefined) {
      return {
        text: rendered.text,
        locale,
        variant: `${forSegment ?? "default"}/${locale}`,
        fields: rendered.fields,
      };
    }
  }
  return undefined;
}

function sameLanguage(a: string, b: string): boolean {
  return a.split("-")[0]?.toLowerCase() === b.split("-")[0]?.toLowerCase();
}
