import type { ProfileEvent } from "../../core/index.js";

/** An address that stands on a Zendesk user, and whether Zendesk has seen that it is theirs. */
export interface ZendeskEmail {
  readonly address: string;
  readonly isVerified: boolean;
}

/** A Zendesk end user, as far as a delivery or a look-up tells. */
export interface ZendeskCustomer {
  /** Zendesk's user id, digits. */
  readonly id: string;
  readonly email?: ZendeskEmail;
  readonly name?: string;
  /** BCP 47. */
  readonly language?: string;
}

/** The delivery that an event comes from. */
export interface EventSource {
  readonly subdomain: string;
  /** Equal for all attempts of one delivery: it makes the event's `messageId`, so a replay is a duplicate. */
  readonly deliveryId: string;
  /** ISO 8601. */
  readonly timestamp: string;
}

/** The core's identifier value of a Zendesk user: unique over accounts. */
export function zendeskUserId(subdomain: string, id: string): string {
  return `${subdomain}/${id}`;
}

/**
 * Makes a Segment Spec call about a customer: a `track` if `tracked` is given, an `identify` otherwise. What is
 * known of the customer travels along either way, as identifiers, and as traits in an `identify`; an address that
 * is only claimed is an identifier that opens nothing, and no trait.
 */
export function customerEvent(
  source: EventSource,
  customer: ZendeskCustomer,
  tracked?: { readonly event: string; readonly properties: Readonly<Record<string, string>> },
): ProfileEvent {
  const { email, name, language } = customer;
  const externalIds = [
    { type: "zendesk_user_id", id: zendeskUserId(source.subdomain, customer.id) },
    ...(email === undefined ? [] : [emailIdentifier(email)]),
  ];
  const kind = tracked ? "track" : "identify";
  const base = {
    messageId: `zendesk/${source.subdomain}/${source.deliveryId}/${kind}`,
    timestamp: source.timestamp,
    context: { externalIds },
  };
  if (tracked) return { ...base, type: "track", event: tracked.event, properties: { ...tracked.properties } };
  const traits = {
    ...(email?.isVerified ? { email: email.address } : {}),
    ...(name === undefined ? {} : { name }),
    ...(language === undefined ? {} : { language }),
  };
  return { ...base, type: "identify", traits };
}

function emailIdentifier({ address, isVerified }: ZendeskEmail) {
  return { type: "email", id: address, ...(isVerified ? {} : { verified: false }) };
}
