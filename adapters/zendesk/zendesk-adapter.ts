import { type Clock, type Core, type Logger, RapportError, type TenantId } from "../../core/index.js";
import type { ChannelAdapter, Route } from "../channel-adapter.js";
import type { ZendeskApiSettings } from "./connect-zendesk.js";
import { createZendeskRelays } from "./relay-to-zendesk.js";
import { createRequesterLookups } from "./requester-lookups.js";
import { createSegmentTagger } from "./tag-segments.js";
import { createAppTokenVerifier } from "./verify-zendesk-app-token.js";
import { PUBLIC_TEST_SECRET } from "./verify-zendesk-webhook.js";
import { appRoutes } from "./zendesk-app-routes.js";
import { createZendeskClient } from "./zendesk-client.js";
import { createZendeskTickets } from "./zendesk-tickets.js";
import { createZendeskUserTags } from "./zendesk-user-tags.js";
import { webhookRoute } from "./zendesk-webhook-route.js";

export { createZendeskLibrary } from "./zendesk-library.js";

export interface ZendeskAdapterOptions {
  readonly core: Core;
  readonly tenantId: TenantId;
  readonly clock: Clock;
  readonly log: Logger;
  /** `acme` of `acme.zendesk.com`. */
  readonly subdomain: string;
  /** Signing secret of the webhook. Without it there is no webhook route. */
  readonly webhookSecret?: string;
  /** The app's `shared_secret` setting, at least 32 characters. Without it the sidebar has no backend. */
  readonly appSharedSecret?: string;
  /**
   * With it, customers that a webhook names for the first time are looked up, and conversations can be handed off:
   * together with `webhookSecret`, for nobody would hear of an agent's reply otherwise.
   */
  readonly api?: ZendeskApiSettings;
}

/** HS256 wants a key of at least the hash's size (RFC 7518, section 3.2). */
const MIN_SHARED_SECRET_LENGTH = 32;

/**
 * Opens the Zendesk channel: webhooks in, the sidebar app's backend, and the tickets of conversations that are handed
 * off. An acknowledged webhook is on disk in the core already, and the sidebar asks again by itself, so what is
 * resumed after a crash is what was to be passed on to tickets.
 * @throws RapportError `config_invalid` if the webhook secret is Zendesk's published one or the shared secret is short.
 */
export function createZendeskAdapter(options: ZendeskAdapterOptions): ChannelAdapter {
  const { core, tenantId, clock, log, subdomain, webhookSecret, appSharedSecret, api } = options;
  if (webhookSecret === PUBLIC_TEST_SECRET) {
    throw new RapportError("config_invalid", "ZENDESK_WEBHOOK_SECRET: is the public test secret of Zendesk");
  }
  if (appSharedSecret !== undefined && appSharedSecret.length < MIN_SHARED_SECRET_LENGTH) {
    throw new RapportError(
      "config_invalid",
      `ZENDESK_APP_SHARED_SECRET: has ${appSharedSecret.length} characters, needs at least ${MIN_SHARED_SECRET_LENGTH}`,
    );
  }

  const lookups = api
    ? createRequesterLookups({ core, tenantId, clock, log, subdomain, client: createZendeskClient(api) })
    : undefined;
  const routes: Route[] = [];
  if (webhookSecret) {
    routes.push(webhookRoute({ core, tenantId, clock, log, subdomain, secret: webhookSecret, lookups }));
  }
  if (appSharedSecret) {
    const claim = async (jti: string) => {
      const delivery = { tenantId, channel: "zendesk", deliveryId: `app-token/${jti}` } as const;
      const isFirst = await core.claim({ ...delivery, address: {} });
      if (isFirst) await core.settle(delivery);
      return isFirst;
    };
    const verify = createAppTokenVerifier({ sharedSecret: appSharedSecret, clock, claim });
    routes.push(...appRoutes({ core, tenantId, subdomain, verify }));
  }

  const relays =
    api && webhookSecret
      ? core.handoffs.serve(
          tenantId,
          "zendesk",
          createZendeskRelays({ core, tenantId, subdomain, tickets: createZendeskTickets(api) }),
        )
      : undefined;

  const tagger = api
    ? createSegmentTagger({ core, subdomain, tags: createZendeskUserTags(api), log })
    : undefined;

  return {
    channel: "zendesk",
    routes,
    resume: async () => relays?.resume(),
    stop: () => tagger?.stop(),
    async idle() {
      await Promise.all([lookups?.idle(), relays?.idle()]);
    },
  };
}
