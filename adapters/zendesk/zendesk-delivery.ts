import type { ProfileEvent } from "../../core/index.js";
import type { ZendeskCustomer } from "./zendesk-customer-event.js";

/** One verified delivery. */
export interface ZendeskDelivery {
  readonly body: Buffer;
  readonly subdomain: string;
  /** Header `X-Zendesk-Webhook-Invocation-Id`: equal for all attempts of one delivery. */
  readonly invocationId: string;
  /** When Zendesk signed it, milliseconds since 1970. */
  readonly signedAtMs: number;
}

/**
 * `events`: what to store, with the customer they are about. `erasure`: the same of somebody who is to be forgotten,
 * so nobody may ask about them any more. `ignored`: understood and of no use here (an event
 * type that we do not read, an agent, a ticket without a requester). `malformed`: not what Zendesk sends.
 */
export type ParsedZendeskEvent =
  | {
      readonly kind: "events";
      readonly customer: ZendeskCustomer;
      readonly events: readonly ProfileEvent[];
      /** What was asked about them before may have changed: an address may be verified by now. */
      readonly identityChanged?: boolean;
    }
  | { readonly kind: "erasure"; readonly events: readonly ProfileEvent[] }
  | { readonly kind: "ignored"; readonly type: string }
  | { readonly kind: "malformed"; readonly rule: string };
