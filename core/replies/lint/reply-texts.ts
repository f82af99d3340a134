import type { ReplyRecord } from "../reply-record.js";

/** One of a reply's texts. */
export interface ReplyText {
  /** As receipts name it: `vip/de`, `default/en`. */
  readonly variant: string;
  readonly body: string;
  readonly locale: string;
  /** `undefined`: for everybody. */
  readonly segment: string | undefined;
}

/** All texts of a reply, its own body first. */
export function replyTexts({ body, locale, variants }: ReplyRecord): readonly ReplyText[] {
  const all = [{ body, locale, segment: undefined }, ...variants];
  return all.map((text) => {
    const written = text.locale ?? locale;
    return {
      variant: `${text.segment ?? "default"}/${written}`,
      body: text.body,
      locale: written,
      segment: text.segment,
    };
  });
}

/** The language of a locale: `de` of `de-AT`. */
export function languageOf(locale: string): string {
  return (locale.split(/[-_]/)[0] ?? locale).toLowerCase();
}
