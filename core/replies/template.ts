import { Liquid, type Template } from "liquidjs";
import type { ProfileFields } from "../profiles/profile-fields.js";

/** Which profile field fills which variable of a template. */
export const FIELD_OF_VARIABLE: Readonly<Record<string, string>> = {
  "customer.first_name": "demographics.first_name",
  "customer.name": "demographics.name",
  "customer.plan": "purchases.plan",
  "customer.city": "demographics.city",
  "customer.country": "demographics.country",
  "customer.favourite_category": "behaviour.favourite_category",
  "order.id": "purchases.last_order_id",
  "order.status": "purchases.last_order_status",
  "order.item": "purchases.last_order_item",
  "order.total": "purchases.last_order_total",
  "ticket.requester.first_name": "demographics.first_name",
  "ticket.requester.name": "demographics.name",
};

/** An order's status in the languages that texts are written in; other words are printed as they came. */
const STATUS_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  de: {
    confirmed: "bestätigt",
    shipped: "versandt",
    delivered: "zugestellt",
    refunded: "erstattet",
    cancelled: "storniert",
  },
};

/** A rendered text and what went into it. */
export interface RenderedTemplate {
  readonly text: string;
  /** Profile fields that the text holds, as `module.attribute`. */
  readonly fields: readonly string[];
}

const MAX_RENDERED_CHARS = 20_000;

const engine = new Liquid({
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  // Templates come from the tenant: no file is ever included, and none may take the process's time or memory.
  templates: {},
  parseLimit: 100_000,
  renderLimit: 200,
  memoryLimit: 10_000_000,
});

/** Parsed templates by their text; imports replace texts, so old ones leave first. */
const parsed = new Map<string, Template[]>();
const MAX_PARSED = 5_000;

/** @throws Error if the text is no valid Liquid template (unknown tag or filter, unclosed braces). */
export function parseTemplate(source: string): Template[] {
  const known = parsed.get(source);
  if (known !== undefined) return known;
  const templates = engine.parse(source);
  if (parsed.size >= MAX_PARSED) {
    const oldest = parsed.keys().next().value;
    if (oldest !== undefined) parsed.delete(oldest);
  }
  parsed.set(source, templates);
  return templates;
}

/**
 * The variables that a template needs, such as `customer.first_name`: without a value for each it does not render.
 * @throws Error as `parseTemplate`
 */
export function templateVariables(source: string): readonly string[] {
  return engine.fullVariablesSync(parseTemplate(source));
}

/** Whether a variable can ever have a value, slots aside. */
export function isTemplateVariable(variable: string): boolean {
  return variable === "tenant.name" || Object.hasOwn(FIELD_OF_VARIABLE, variable);
}

/**
 * Renders a template over the fields that may be read. Never prints a hole.
 * @param locale the language that the template is written in
 * @param slots a conversation's slots in words, printed as `{{ slots.NAME }}`
 * @returns `undefined` if a variable has no value or the template does not render
 */
export function renderTemplate(
  source: string,
  fields: ProfileFields,
  tenantName: string,
  locale: string,
  slots: Readonly<Record<string, string>> = {},
): RenderedTemplate | undefined {
  try {
    const templates = parseTemplate(source);
    const needed = templateVariables(source).flatMap((variable) => FIELD_OF_VARIABLE[variable] ?? []);
    const scope = { ...templateScope(inLanguage(fields, locale), tenantName), slots };
    const text = engine.renderSync(templates, scope).trim();
    if (text.length === 0 || text.length > MAX_RENDERED_CHARS) return undefined;
    return { text, fields: [...new Set(needed)] };
  } catch {
    return undefined;
  }
}

function inLanguage(fields: ProfileFields, locale: string): ProfileFields {
  const status = fields["purchases.last_order_status"];
  const word = STATUS_WORDS[locale.slice(0, 2).toLowerCase()]?.[String(status)];
  return word === undefined ? fields : { ...fields, "purchases.last_order_status": word };
}

/** Nested objects that hold only what has a value: a missing one is an error in strict mode, never a hole. */
function templateScope(fields: ProfileFields, tenantName: string): Record<string, unknown> {
  const scope: Record<string, unknown> = { tenant: { name: tenantName } };
  for (const [variable, field] of Object.entries(FIELD_OF_VARIABLE)) {
    const value = fields[field];
    if (value === undefined || value === "") continue;
    const path = variable.split(".");
    const leaf = path.pop() ?? "";
    let node = scope;
    for (const name of path) {
      node[name] ??= {};
      node = node[name] as Record<string, unknown>;
    }
    node[leaf] = value;
  }
  return scope;
}
