import { escapeRegExp } from "../escape-reg-exp.js";
import type { ProfileFields } from "../profiles/profile-fields.js";
import { renderTemplate } from "./template.js";
import { FIELD_OF_VARIABLE } from "./template-variables.js";

/** What a text was made from. */
export interface TextOrigin {
  /** The template as the library has it now; `undefined` if it is gone. */
  readonly body: string | undefined;
  /** What the decision read of the customer, and may still be read. */
  readonly fields: ProfileFields;
  readonly tenantName: string;
  /** The language that the text is in. */
  readonly locale: string;
}

/** A tag of Liquid: what it prints, or what it does. */
export const LIQUID_TAG = /\{\{[^{}]*\}\}|\{%[^{}]*%\}/g;

/** They say who the customer is, so they are looked for even if the template did not print them. */
const TELLING_VARIABLES = ["customer.name", "customer.first_name", "order.id"] as const;

/**
 * Turns a text that somebody edited back into a template: where a value of the customer stands, the tag that printed
 * it. Of the template that the text was made from all output tags are tried, with their filters, and the variables
 * that say who somebody is; the longest values first, and whole words only. Other values (a plan called *trail*) are
 * ordinary words, and stay. Tags that are in the text already are left as they are.
 */
export function textToTemplate(text: string, { body = "", fields, tenantName, locale }: TextOrigin): string {
  const printed = body.match(LIQUID_TAG)?.filter((tag) => tag.startsWith("{{")) ?? [];
  const telling = TELLING_VARIABLES.filter(
    (variable) => fields[FIELD_OF_VARIABLE[variable] ?? ""] !== undefined,
  );
  const tags = new Map<string, string>();
  for (const tag of [...printed, ...telling.map((variable) => `{{ ${variable} }}`)]) {
    const value = renderTemplate(tag, { fields, tenantName, placeholders: {}, slots: {} }, locale)?.text;
    if (value !== undefined && !tags.has(value)) tags.set(value, tag);
  }
  if (tags.size === 0) return text;
  const values = [...tags.keys()].sort((a, b) => b.length - a.length).map(escapeRegExp);
  const anyValue = new RegExp(`(?<![\\p{L}\\p{N}])(?:${values.join("|")})(?![\\p{L}\\p{N}])`, "gu");
  return outsideTags(text, (words) => words.replace(anyValue, (value) => tags.get(value) ?? value));
}

/** What stands between tags, changed; the tags as they are. */
export function outsideTags(template: string, change: (words: string) => string): string {
  let changed = "";
  let end = 0;
  for (const { 0: tag, index } of template.matchAll(LIQUID_TAG)) {
    changed += change(template.slice(end, index)) + tag;
    end = index + tag.length;
  }
  return changed + change(template.slice(end));
}
