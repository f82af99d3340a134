import { z } from "zod";
import { htmlToText } from "./html-to-text.js";
import { invalidShape, type ShapedRecord } from "./shaped-record.js";
import { slugOfTitle } from "./slug-of-title.js";
import { templateOf } from "./template-of.js";

const response = z.object({
  id: z.union([z.int(), z.string().regex(/^\d{1,20}$/)]).transform(String),
  title: z.string().trim().min(1),
  content: z.string().nullish(),
  content_html: z.string().nullish(),
  attachments: z.array(z.unknown()).nullish(),
});

/** As ours allow. */
const LONGEST_TITLE = 200;

/** A canned response as Freshdesk's API has it ("Canned Responses"). Left out are those without a text. */
export function readFreshdeskResponse(value: unknown): ShapedRecord {
  const parsed = response.safeParse(value);
  if (!parsed.success) return invalidShape("Freshdesk canned response", parsed.error);
  const { id, title, content, content_html, attachments } = parsed.data;
  // The plain text has lost its paragraphs.
  const text = content_html ? htmlToText(content_html) : (content ?? "");
  if (text.trim() === "") return { leftOut: "have no text" };
  const { body, locale, notes } = templateOf(text);
  return {
    record: {
      key: slugOfTitle(title) || `response_${id}`,
      title: title.slice(0, LONGEST_TITLE),
      locale,
      body,
      origin: `freshdesk/canned_responses/${id}`,
      isForeign: true,
    },
    notes: [
      ...notes,
      ...((attachments ?? []).length === 0 ? [] : ["have attachments, which are not taken over"]),
    ],
  };
}
