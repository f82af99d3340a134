import type { ReplyRecord, ReplyVariantRecord } from "../records.js";

/** One text in both of the demo company's languages, equal in meaning. */
export interface Bilingual {
  readonly en: string;
  readonly de: string;
}

/**
 * A reply as its writer sees it: one text per audience. A bot may send any of them by itself, so
 * none says that something was done already, and none speaks as a named person.
 */
export interface ReplyDraft {
  readonly key: string;
  readonly title: string;
  readonly intents: readonly string[];
  readonly en: string;
  readonly de: string;
  readonly vip: Bilingual;
  readonly fresh?: Bilingual;
  readonly atRisk?: Bilingual;
  readonly lapsed?: Bilingual;
  readonly regular?: Bilingual;
  /** Restricts the reply to these segments. */
  readonly only?: readonly string[];
  /** Products that fit stand below the text. */
  readonly recommends?: true;
}

/** Turns a draft into the row that `import replies` takes. */
export function defineReply(draft: ReplyDraft): ReplyRecord {
  const variants: ReplyVariantRecord[] = [{ locale: "de", body: draft.de }];
  const audiences: readonly (readonly [string, Bilingual | undefined])[] = [
    ["vip", draft.vip],
    ["new", draft.fresh],
    ["at_risk", draft.atRisk],
    ["lapsed", draft.lapsed],
    ["regular", draft.regular],
  ];
  for (const [segment, text] of audiences) {
    if (text === undefined) continue;
    variants.push({ segment, body: text.en }, { segment, locale: "de", body: text.de });
  }
  return {
    key: draft.key,
    title: draft.title,
    intents: draft.intents,
    locale: "en",
    body: draft.en,
    variants,
    ...(draft.only === undefined ? {} : { segments: draft.only }),
    ...(draft.recommends === undefined ? {} : { recommends: draft.recommends }),
  };
}
