import { z } from "zod";
import { customerEvent, type ZendeskCustomer } from "./zendesk-customer-event.js";
import type { ParsedZendeskEvent, ZendeskDelivery } from "./zendesk-delivery.js";

const EVENT_NAMES = {
  ticket_created: "Ticket Created",
  comment_added: "Ticket Comment Added",
  status_changed: "Ticket Status Changed",
  ticket_solved: "Ticket Solved",
  ticket_reopened: "Ticket Reopened",
} as const;

/** A placeholder that Zendesk found nothing for leaves an empty string. */
const filled = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .nullish()
    .transform((value) => value?.trim() || undefined);

const id = z.union([z.string().regex(/^\d{1,20}$/), z.int().nonnegative().transform(String)]);

/**
 * The body of our own trigger. Strict on purpose: Zendesk pastes placeholders into the text without escaping, so
 * a customer's name with quotes in it could add keys. An unknown key refuses the body, and in the template the
 * fields that customers write come before the ones that Zendesk writes, of which JSON keeps the last.
 */
const triggerBody = z.strictObject({
  rapport: z.literal(1),
  event: z.enum(["ticket_created", "comment_added", "status_changed", "ticket_solved", "ticket_reopened"]),
  ticket: z.strictObject({ id, status: filled(40), satisfaction: filled(200) }),
  requester: z.strictObject({ name: filled(256), email: filled(256), locale: filled(35), id }),
});

/** Reads a body made by the trigger of `manifests/zendesk/webhook-trigger.json`. */
export function parseTriggerBody(json: object, delivery: ZendeskDelivery): ParsedZendeskEvent {
  const parsed = triggerBody.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return {
      kind: "malformed",
      rule: `trigger ${issue?.path.join(".") || "body"}: ${issue?.code ?? "invalid"}`,
    };
  }
  const { event, ticket, requester } = parsed.data;
  if (/^0+$/.test(requester.id)) return { kind: "ignored", type: event };

  const language = asLanguageTag(requester.locale);
  const customer: ZendeskCustomer = {
    id: requester.id,
    ...(requester.email ? { email: { address: requester.email, isVerified: false } } : {}),
    ...(requester.name ? { name: requester.name } : {}),
    ...(language ? { language } : {}),
  };
  const satisfaction = asSatisfaction(ticket.satisfaction);
  const source = {
    subdomain: delivery.subdomain,
    deliveryId: delivery.invocationId,
    timestamp: new Date(delivery.signedAtMs).toISOString(),
  };
  const properties = {
    ticket_id: ticket.id,
    ...(ticket.status ? { status: ticket.status.toLowerCase() } : {}),
    ...(satisfaction ? { satisfaction } : {}),
  };
  return {
    kind: "events",
    customer,
    events: [
      customerEvent(source, customer),
      customerEvent(source, customer, { event: EVENT_NAMES[event], properties }),
    ],
  };
}

/** Some accounts render a language's name (`English`) where others render its tag: only a tag is of use. */
function asLanguageTag(locale: string | undefined): string | undefined {
  return locale && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(locale) ? locale : undefined;
}

/** The rating's placeholder renders a sentence (`Good, I'm satisfied`), maybe with more after it: one word is kept. */
function asSatisfaction(rating: string | undefined): "good" | "bad" | undefined {
  const word = rating?.toLowerCase().match(/^(good|bad)\b/)?.[1];
  return word === "good" || word === "bad" ? word : undefined;
}
