import { z } from "zod";
import { parseTriggerBody } from "./parse-zendesk-trigger.js";
import { customerEvent, type ZendeskCustomer } from "./zendesk-customer-event.js";
import type { ParsedZendeskEvent, ZendeskDelivery } from "./zendesk-delivery.js";

/** Ids are strings in ticket events; `"0"` and `""` stand for nobody. */
const zendeskId = z.union([z.string().regex(/^\d{0,20}$/), z.int().nonnegative().transform(String)]);

const envelope = z.looseObject({
  type: z.string().max(200),
  id: z.string().min(1).max(128),
  time: z.iso.datetime({ offset: true }),
  detail: z.looseObject({}),
  event: z.looseObject({}).optional(),
});

const ticketDetail = z.object({
  id: zendeskId,
  requester_id: zendeskId.nullish(),
  status: z.string().max(40).nullish(),
});

const userDetail = z.object({
  id: zendeskId,
  email: z.string().max(256).nullish(),
  role: z.string().max(40).nullish(),
});

const change = z.object({
  current: z.string().max(256).nullish(),
  previous: z.string().max(256).nullish(),
});

const TICKET_EVENTS: Readonly<Record<string, string>> = {
  "zen:event-type:ticket.created": "Ticket Created",
  "zen:event-type:ticket.comment_added": "Ticket Comment Added",
  "zen:event-type:ticket.status_changed": "Ticket Status Changed",
};

/** `active_changed` is the soft deletion ("Active Status Changed"): nothing to learn of somebody who is leaving. */
const USER_EVENT = /^zen:event-type:user\.(created|identity_created|(?!active_)[a-z_]+_changed)$/;

/** After these an address of theirs may be verified that was not before. */
const IDENTITY_EVENT = /^zen:event-type:user\.identity_(created|changed)$/;

const USER_DELETED = "zen:event-type:user.deleted";

/**
 * Reads a webhook's body: Zendesk's own event envelope (developer.zendesk.com, "Webhook event types", "Ticket
 * events", "User events") or the body that our trigger makes. Of a comment nothing but its having been made is
 * kept. A status change to solved is a `Ticket Solved`, one from solved or closed to open a `Ticket Reopened`. The one event for a user's deletion is a `User Deleted`,
 * which has the core forget them, whatever role they had last: Zendesk takes no deletion back, and the first step of
 * one ends in the second after 30 days (support.zendesk.com, "Deleting end users").
 */
export function parseZendeskEvent(delivery: ZendeskDelivery): ParsedZendeskEvent {
  const json = parseJson(delivery.body);
  if (typeof json !== "object" || json === null) return { kind: "malformed", rule: "body is a JSON object" };
  if ("rapport" in json) return parseTriggerBody(json, delivery);

  const parsed = envelope.safeParse(json);
  if (!parsed.success) return { kind: "malformed", rule: firstRule(parsed.error) };
  const { type, id, time, detail, event } = parsed.data;
  // The envelope's id is under the signature, the invocation id's header is not.
  const about = { subdomain: delivery.subdomain, deliveryId: id, timestamp: new Date(time).toISOString() };
  const eventName = TICKET_EVENTS[type];

  if (eventName) {
    const ticket = ticketDetail.safeParse(detail);
    if (!ticket.success) return { kind: "malformed", rule: firstRule(ticket.error) };
    const customer = { id: ticket.data.requester_id ?? "" };
    if (isNobody(customer.id)) return { kind: "ignored", type };
    const { current, previous } = change.safeParse(event).data ?? {};
    const isChange = eventName === "Ticket Status Changed";
    const status = (isChange && current ? current : ticket.data.status)?.toLowerCase();
    const name = isChange ? nameOfChange(status, previous?.toLowerCase()) : eventName;
    const properties = { ticket_id: ticket.data.id, ...(status ? { status } : {}) };
    return {
      kind: "events",
      customer,
      events: [customerEvent(about, customer, { event: name, properties })],
    };
  }

  if (type === USER_DELETED) {
    const user = z.object({ id: zendeskId }).safeParse(detail);
    if (!user.success) return { kind: "malformed", rule: firstRule(user.error) };
    if (isNobody(user.data.id)) return { kind: "ignored", type };
    // By their id alone: an address that they only claimed is not theirs to have forgotten.
    const deleted = { event: "User Deleted", properties: {} };
    return { kind: "erasure", events: [customerEvent(about, { id: user.data.id }, deleted)] };
  }

  if (!USER_EVENT.test(type)) return { kind: "ignored", type };
  const user = userDetail.safeParse(detail);
  if (!user.success) return { kind: "malformed", rule: firstRule(user.error) };
  const role = user.data.role?.toLowerCase().replace("_", "-");
  if (isNobody(user.data.id) || (role && role !== "end-user")) return { kind: "ignored", type };
  const name = type.endsWith("user.name_changed") ? change.safeParse(event).data?.current : undefined;
  const customer: ZendeskCustomer = {
    id: user.data.id,
    ...(user.data.email ? { email: { address: user.data.email, isVerified: false } } : {}),
    ...(name ? { name } : {}),
  };
  return {
    kind: "events",
    customer,
    events: [customerEvent(about, customer)],
    ...(IDENTITY_EVENT.test(type) ? { identityChanged: true } : {}),
  };
}

function nameOfChange(status: string | undefined, previous: string | undefined): string {
  if (status === "solved") return "Ticket Solved";
  const isReopened = status === "open" && (previous === "solved" || previous === "closed");
  return isReopened ? "Ticket Reopened" : "Ticket Status Changed";
}

/** Zendesk writes "0" where there is no user. */
function isNobody(id: string): boolean {
  return /^0*$/.test(id);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Where and which rule; zod's own message can hold the value, so it is left out. */
function firstRule(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join(".") || "body"}: ${issue.code}` : "body";
}
