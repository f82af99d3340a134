import type { ReplyRecord, ReplyVariantRecord } from "../records.js";

/** One text in both of the demo company's languages; German may be left out. */
export interface Bilingual {
  readonly en: string;
  readonly de?: string;
}

/** A reply as its writer sees it: one text per audience. */
export interface ReplyDraft {
  readonly key: string;
  readonly title: string;
  readonly intents: readonly string[];
  readonly en: string;
  readonly de: string;
  readonly vip: Required<Bilingual>;
  readonly fresh?: Bilingual;
  readonly atRisk?: Bilingual;
  readonly lapsed?: Bilingual;
  readonly regular?: Bilingual;
  /** Restricts the reply to these segments. */
  readonly only?: readonly string[];
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
    variants.push({ segment, body: text.en });
    if (text.de !== undefined) variants.push({ segment, locale: "de", body: text.de });
  }
  return {
    key: draft.key,
    title: draft.title,
    intents: draft.intents,
    locale: "en",
    body: draft.en,
    variants,
    ...(draft.only === undefined ? {} : { segments: draft.only }),
  };
}
