import { createHash } from "node:crypto";
import { type Clock, type Core, type Logger, RapportError, type TenantId } from "../../core/index.js";
import { type HttpRequest, jsonResponse, type Route } from "../channel-adapter.js";
import { outcomesOf } from "./outcomes-of.js";
import { parseDeskEvent } from "./parse-desk-event.js";
import { parseZendeskEvent } from "./parse-zendesk-event.js";
import type { RequesterLookups } from "./requester-lookups.js";
import { verifyZendeskWebhook } from "./verify-zendesk-webhook.js";
import { zendeskUserId } from "./zendesk-customer-event.js";
import type { ParsedZendeskEvent } from "./zendesk-delivery.js";

type ParsedEvents = Extract<ParsedZendeskEvent, { readonly kind: "events" }>;

/**
 * `POST /zendesk/webhooks`. Events are on disk before Zendesk gets its 200; a replay is acknowledged and changes
 * nothing. 401 for a signature, 400 for a signed body that can't be read.
 */
export function webhookRoute(options: {
  readonly core: Core;
  readonly tenantId: TenantId;
  readonly clock: Clock;
  readonly log: Logger;
  readonly subdomain: string;
  readonly secret: string;
  readonly lookups: RequesterLookups | undefined;
}): Route {
  const { core, tenantId, clock, log, subdomain, secret, lookups } = options;

  /** Whether Zendesk can tell more of a customer than we were told so far. */
  async function isUnsure({ customer: { id }, identityChanged }: ParsedEvents): Promise<boolean> {
    if (lookups === undefined) return false;
    if (identityChanged === true || lookups.failed(id)) return true;
    const identifiers = [{ type: "zendesk_user_id" as const, value: zendeskUserId(subdomain, id) }];
    return !(await core.knows(tenantId, { identifiers }));
  }

  return {
    method: "POST",
    path: "/zendesk/webhooks",
    summary: "Zendesk's webhooks: tickets and users, signed",
    maxBodyBytes: 1024 * 1024,
    async handle(request) {
      const verdict = verifyZendeskWebhook({
        secret,
        signature: request.headers["x-zendesk-webhook-signature"],
        timestamp: request.headers["x-zendesk-webhook-signature-timestamp"],
        body: request.body,
        nowMs: clock.nowMs(),
      });
      if (!verdict.ok) {
        log.info({ channel: "zendesk", rule: verdict.rule }, "webhook refused");
        return jsonResponse(401, { error: "request_unauthorized" });
      }

      const invocationId = invocationIdOf(request);
      const delivery = { body: request.body, subdomain, invocationId, signedAtMs: verdict.signedAtMs };
      const parsed = parseZendeskEvent(delivery);
      if (parsed.kind === "malformed") {
        log.info({ channel: "zendesk", rule: parsed.rule, invocationId }, "webhook not understood");
        return jsonResponse(400, { error: "request_malformed" });
      }
      const atDesk = parseDeskEvent(delivery);
      if (atDesk !== undefined) await core.handoffs.fromDesk({ ...atDesk, tenantId });
      if (parsed.kind === "ignored") return jsonResponse(200, { status: "ignored" });

      const unsure = parsed.kind === "events" && (await isUnsure(parsed)) ? parsed.customer.id : undefined;
      try {
        await core.ingest(tenantId, parsed.events, "zendesk");
      } catch (error) {
        if (!(error instanceof RapportError) || error.code !== "event_invalid") throw error;
        log.info({ channel: "zendesk", code: error.code, invocationId }, "webhook not understood");
        return jsonResponse(400, { error: "request_malformed" });
      }
      // Before the acknowledgement: cut short, Zendesk delivers again, and what is counted already counts once.
      for (const outcome of parsed.kind === "events" ? outcomesOf(parsed.events) : []) {
        await core.outcome({ ...outcome, tenantId, channel: "zendesk" });
      }
      if (unsure !== undefined) lookups?.start(unsure);
      return jsonResponse(200, { status: "stored" });
    },
  };
}

/** The platform's id of this delivery; without a usable one, a digest that equal requests share. */
function invocationIdOf(request: HttpRequest): string {
  const header = request.headers["x-zendesk-webhook-invocation-id"];
  if (header && /^[\w-]{1,128}$/.test(header)) return header;
  const signature = request.headers["x-zendesk-webhook-signature"] ?? "";
  return createHash("sha256").update(signature).digest("hex");
}
