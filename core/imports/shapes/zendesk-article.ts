import { z } from "zod";
import { htmlToText } from "./html-to-text.js";
import { invalidShape, type ShapedRecord } from "./shaped-record.js";

const article = z.object({
  id: z.union([z.int(), z.string().regex(/^\d{1,20}$/)]).transform(String),
  title: z.string().trim().min(1),
  body: z.string().nullish(),
  locale: z.string().nullish(),
  source_locale: z.string().nullish(),
  label_names: z.array(z.string()).nullish(),
  html_url: z.string().nullish(),
  draft: z.boolean().nullish(),
});

/** As ours allow. */
const LONGEST_TITLE = 300;
const MOST_LABELS = 50;

/**
 * An article as Zendesk's Help Center API has it ("Articles"). Left out are drafts and articles without a text. The
 * same article in another language is another one.
 */
export function readZendeskArticle(value: unknown): ShapedRecord {
  const parsed = article.safeParse(value);
  if (!parsed.success) return invalidShape("Zendesk article", parsed.error);
  const { id, title, body, locale, source_locale, label_names, html_url, draft } = parsed.data;
  if (draft === true) return { leftOut: "are drafts" };
  const text = htmlToText(body ?? "");
  if (text === "") return { leftOut: "have no text" };
  const written = canonical(locale ?? source_locale ?? "en");
  const labels = [...new Set(label_names ?? [])].filter((label) => label.trim() !== "");
  return {
    record: {
      key: `zendesk-${id}-${written}`,
      title: title.slice(0, LONGEST_TITLE),
      body: text,
      locale: written,
      labels: labels.slice(0, MOST_LABELS),
      ...(html_url ? { url: html_url } : {}),
    },
    notes: labels.length > MOST_LABELS ? [`have more than ${MOST_LABELS} labels; the first are kept`] : [],
  };
}

/** `en-us` → `en-US`. */
function canonical(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? locale;
  } catch {
    return locale;
  }
}
