import { type Clock, type Core, type Logger, RapportError, type TenantId } from "../../core/index.js";
import type { ZendeskClient } from "./zendesk-client.js";
import { customerEvent } from "./zendesk-customer-event.js";

/** Most users whose failed look-up is remembered for another try. */
const MAX_REMEMBERED = 10_000;

/** Fills in, in the background, what a webhook does not say about a customer. */
export interface RequesterLookups {
  /** Starts a look-up; returns at once. One at a time per user. */
  start(userId: string): void;
  /** True if the last look-up of this user failed: the next event about them tries again. */
  failed(userId: string): boolean;
  /** Resolves when none is under way. */
  idle(): Promise<void>;
}

/**
 * Asks the Support API who a user is and tells the core. An address goes along only if Zendesk has verified it,
 * and only end users are customers. A failure is logged and costs nothing but the extra knowledge: the events
 * themselves are stored already.
 */
export function createRequesterLookups(options: {
  readonly core: Core;
  readonly tenantId: TenantId;
  readonly clock: Clock;
  readonly log: Logger;
  readonly subdomain: string;
  readonly client: ZendeskClient;
}): RequesterLookups {
  const { core, tenantId, clock, log, subdomain, client } = options;
  const running = new Map<string, Promise<void>>();
  const failures = new Set<string>();

  async function lookUp(userId: string): Promise<void> {
    const user = await client.user(userId);
    if (user?.role !== "end-user") return;
    const now = clock.nowMs();
    const source = {
      subdomain,
      deliveryId: `user-${userId}-${now}`,
      timestamp: new Date(now).toISOString(),
    };
    const customer = {
      id: userId,
      ...(user.verifiedEmail ? { email: { address: user.verifiedEmail, isVerified: true } } : {}),
      ...(user.name ? { name: user.name } : {}),
      ...(user.locale ? { language: user.locale } : {}),
    };
    await core.ingest(tenantId, [customerEvent(source, customer)], "zendesk");
  }

  return {
    start(userId) {
      if (running.has(userId)) return;
      const run = lookUp(userId)
        .then(() => {
          failures.delete(userId);
        })
        .catch((error: unknown) => {
          if (failures.size < MAX_REMEMBERED) failures.add(userId);
          const code = error instanceof RapportError ? error.code : "bug";
          log.warn({ channel: "zendesk", code }, "zendesk user look-up failed");
        })
        .finally(() => running.delete(userId));
      running.set(userId, run);
    },
    failed: (userId) => failures.has(userId),
    async idle() {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}
