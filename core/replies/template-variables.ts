import type { ProfileFields } from "../profiles/profile-fields.js";

/** Which profile field fills which variable of a template. */
export const FIELD_OF_VARIABLE: Readonly<Record<string, string>> = {
  "customer.first_name": "demographics.first_name",
  "customer.last_name": "demographics.last_name",
  "customer.name": "demographics.name",
  "customer.company": "demographics.company",
  "customer.plan": "purchases.plan",
  "customer.city": "demographics.city",
  "customer.country": "demographics.country",
  "customer.favourite_category": "behaviour.favourite_category",
  "order.id": "purchases.last_order_id",
  "order.status": "purchases.last_order_status",
  "order.item": "purchases.last_order_item",
  "order.total": "purchases.last_order_total",
  "ticket.requester.first_name": "demographics.first_name",
  "ticket.requester.last_name": "demographics.last_name",
  "ticket.requester.name": "demographics.name",
};

const VARIABLES = Object.entries(FIELD_OF_VARIABLE).map(([name, field]) => ({
  path: name.split("."),
  field,
}));

/**
 * Zendesk's placeholders that a request for suggestions may fill, as macros have them: of the ticket and of those who
 * work on it, nothing of the requester and none of their words. Source: "Zendesk placeholders reference"
 * (support.zendesk.com).
 */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
  ...["ticket.id", "ticket.external_id", "ticket.url", "ticket.link", "ticket.account"],
  ...["ticket.status", "ticket.priority", "ticket.ticket_type", "ticket.via"],
  ...["ticket.brand.name", "ticket.group.name", "ticket.organization.name"],
  ...["ticket.assignee.name", "ticket.assignee.first_name", "ticket.assignee.last_name"],
  ...["current_user.name", "current_user.first_name", "current_user.last_name"],
]);

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

/** Longer ones are no name, place or number. */
const MAX_VALUE_CHARS = 300;
/** What programs write where they have nothing. */
const NOTHING = /\bundefined\b|\[object [A-Z]\w*\]|^(?:null|nan)$/i;
/** Zendesk would fill in a customer's braces as a placeholder of its own. */
const BRACES = /\{\{|\}\}|\{%|%\}/;

/** Whether a variable can ever have a value in any conversation, slots aside. */
export function isTemplateVariable(variable: string): boolean {
  return variable === "tenant.name" || Object.hasOwn(FIELD_OF_VARIABLE, variable);
}

/** What a template is rendered over. */
export interface TemplateValues {
  readonly fields: ProfileFields;
  readonly tenantName: string;
  /** Zendesk's placeholders by name; names that none has are left out. */
  readonly placeholders: Readonly<Record<string, string>>;
  /** A conversation's slots in words, printed as `{{ slots.NAME }}`. */
  readonly slots: Readonly<Record<string, string>>;
}

/**
 * Nested objects that hold only what has a value: a missing one is an error in strict mode, never a hole. A field's
 * value is a function, which liquidjs calls where a template reads it; a getter would cost a hidden class for each.
 * @param onRead told each field, as `module.attribute`, when the template reads it
 */
export function templateScope(
  { fields, tenantName, placeholders, slots }: TemplateValues,
  locale: string,
  onRead: (field: string) => void,
): object {
  const scope: Scope = { tenant: { name: tenantName }, slots: { ...slots } };
  for (const [name, given] of Object.entries(placeholders)) {
    const value = PLACEHOLDERS.has(name) ? printable(given) : undefined;
    if (value !== undefined) place(scope, name.split("."), value);
  }
  for (const { path, field } of VARIABLES) {
    const value = printable(inLanguage(field, fields[field], locale));
    if (value === undefined) continue;
    place(scope, path, () => {
      onRead(field);
      return value;
    });
  }
  return scope;
}

type Value = string | number;

interface Scope {
  [name: string]: Scope | Value | (() => Value);
}

function place(scope: Scope, path: readonly string[], value: Value | (() => Value)): void {
  let node = scope;
  for (let at = 0; at < path.length - 1; at++) {
    const name = path[at] ?? "";
    node[name] ??= {};
    node = node[name] as Scope;
  }
  node[path.at(-1) ?? ""] = value;
}

function inLanguage(field: string, value: unknown, locale: string): unknown {
  if (field !== "purchases.last_order_status") return value;
  return typeof value === "string" ? orderStatusInWords(value, locale) : value;
}

/** An order's status in a locale's language; a word that is not known there is given back as it is. */
export function orderStatusInWords(status: string, locale: string): string {
  const words = STATUS_WORDS[locale.slice(0, 2).toLowerCase()] ?? {};
  return Object.hasOwn(words, status) ? (words[status] ?? status) : status;
}

/** A value as words on one line; `undefined` for what is none. */
function printable(value: unknown): Value | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string") return undefined;
  const text = value.replaceAll(/\s+/g, " ").trim();
  if (text === "" || text.length > MAX_VALUE_CHARS || NOTHING.test(text) || BRACES.test(text))
    return undefined;
  return text;
}
