import { z } from "zod";
import { htmlToText } from "./html-to-text.js";
import { invalidShape, type ShapedRecord } from "./shaped-record.js";
import { slugOfTitle } from "./slug-of-title.js";
import { templateOf } from "./template-of.js";

const macro = z.object({
  id: z.union([z.int(), z.string().regex(/^\d{1,20}$/)]).transform(String),
  title: z.string().trim().min(1),
  active: z.boolean().nullish(),
  restriction: z.object({ type: z.string().nullish() }).nullish(),
  actions: z.array(z.object({ field: z.string(), value: z.unknown() })),
});

/** As ours allow. */
const LONGEST_TITLE = 200;

/**
 * A macro as Zendesk's API has it ("Macros", "Actions reference"): its comment becomes a reply. Left out are macros
 * that are not active, that write no comment, or that write one for agents only.
 */
export function readZendeskMacro(value: unknown): ShapedRecord {
  const parsed = macro.safeParse(value);
  if (!parsed.success) return invalidShape("Zendesk macro", parsed.error);
  const { id, title, active, restriction, actions } = parsed.data;
  if (active === false) return { leftOut: "are not active" };
  const settingOf = (field: string) => textOf(actions.find((action) => action.field === field)?.value);
  if (settingOf("comment_mode_is_public") === "false") return { leftOut: "write notes for agents" };
  const html = settingOf("comment_value_html");
  const text = html === undefined ? settingOf("comment_value") : htmlToText(html);
  if (text === undefined || text.trim() === "") return { leftOut: "write no comment" };
  const { body, locale, notes } = templateOf(text);
  const sets = actions.filter(({ field }) => !field.startsWith("comment_"));
  return {
    record: {
      key: slugOfTitle(title) || `macro_${id}`,
      title: title.slice(0, LONGEST_TITLE),
      locale,
      body,
      origin: `zendesk/macros/${id}`,
      isForeign: true,
    },
    notes: [
      ...notes,
      ...(sets.length === 0 ? [] : ["also set tags or fields, which is not taken over"]),
      ...(restriction?.type == null ? [] : ["are restricted to some agents, which is not taken over"]),
    ],
  };
}

/** `comment_value` may name a channel before the text: `["channel:all", "Hello"]`. */
function textOf(value: unknown): string | undefined {
  const last = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === "string" || typeof last === "boolean" ? String(last) : undefined;
}
