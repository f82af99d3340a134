import type { Channel } from "./channel.js";
import type { Clock } from "./clock.js";
import { readProfile } from "./consent/read-profile.js";
import { openConversationStore } from "./conversations/conversation-store.js";
import { openDeliveryStore } from "./conversations/delivery-store.js";
import type { Sender } from "./conversations/inbound-message.js";
import type { Core } from "./core.js";
import { RapportError } from "./error.js";
import { openInboxStore } from "./events/inbox-store.js";
import { parseEvents } from "./events/parse-events.js";
import { createProjector } from "./events/projector.js";
import { type Library, openLibrary } from "./imports/library.js";
import { openModelStore } from "./language/model-store.js";
import { openTicketStore } from "./language/ticket-store.js";
import type { Logger } from "./logger.js";
import { createVault } from "./privacy/vault.js";
import { normalizeIdentifiers } from "./profiles/event-identifiers.js";
import { openProfileStore } from "./profiles/profile-store.js";
import { openItemStore } from "./recommend/item-store.js";
import { customerCard } from "./replies/customer-card.js";
import type { KnownCustomer } from "./replies/decision.js";
import { openDecisionStore } from "./replies/decision-store.js";
import { openReplyStore } from "./replies/reply-store.js";
import { type Database, openDatabase } from "./storage/database.js";
import { openTenant, renameTenant, type TenantRecord } from "./storage/tenant-store.js";
import type { TenantId } from "./tenant-id.js";
import { answerTurn, decideTurn, type TurnStops } from "./turn.js";

export interface OpenCoreOptions {
  readonly dataDir: string;
  /** 64 hex digits. */
  readonly masterKey: string;
  readonly tenantId: TenantId;
  /** What templates print as `tenant.name`; remembered, so that it need not be given again. */
  readonly tenantName?: string | undefined;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A core with its storage open: what the service owns, and adapters get as `Core`. */
export interface RunningCore extends Core {
  /** Imports, training and counts. */
  readonly library: Library;
  /** Sets what templates print as `tenant.name`. */
  renameTenant(name: string): Promise<void>;
  /** Resolves when all that was acknowledged is applied. */
  drained(): Promise<void>;
  /** Throws if the storage does not answer. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** A customer waits no longer for a backlog of events: the answer then rests on what is applied. */
const MAX_SETTLE_MS = 1_500;

function giveUpAfter(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

/** Opens the storage and composes the core of one tenant. Events that an earlier process left are applied. */
export async function openCore(options: OpenCoreOptions): Promise<RunningCore> {
  const { clock, log, tenantId } = options;
  const db = await openDatabase(options.dataDir);
  const vault = createVault(Buffer.from(options.masterKey, "hex"));
  const tenant = await openTenant(db, vault, tenantId, options.tenantName).catch(async (error: unknown) => {
    await db.destroy();
    throw error;
  });
  const openedAtMs = clock.nowMs();
  const stores = openStores(db, vault, tenant);
  const inTransaction = <T>(work: (stores: Stores) => Promise<T>): Promise<T> =>
    db.transaction().execute((transaction) => work(openStores(transaction, vault, tenant)));
  const projector = createProjector(inTransaction, log);
  projector.wake();

  const own = (asked: TenantId) => {
    if (asked !== tenantId) throw new RapportError("not_found", "no such tenant");
  };
  const conversationHash = (channel: string, conversationId: string) =>
    vault.blindIndex(`${tenantId}|${channel}|conversation`, conversationId);

  async function identify(sender: Sender): Promise<KnownCustomer> {
    const identifiers = normalizeIdentifiers(sender.identifiers);
    const found = await stores.profiles.find(identifiers);
    // Several profiles, or a new identifier of a known one: the platform vouches that they are one person.
    const profileId =
      found.length === 0
        ? undefined
        : await inTransaction(({ profiles }) => profiles.resolve(identifiers, false, clock.nowMs()));
    const profile = profileId === undefined ? undefined : await stores.profiles.load(profileId);
    const nowMs = clock.nowMs();
    return {
      profileId: profile === undefined ? undefined : profileId,
      view: readProfile(profile, "personalization", tenant.regime, nowMs),
      serviceView: readProfile(profile, "service", tenant.regime, nowMs),
    };
  }

  let tenantName = tenant.name;
  const stops = (channel: Channel): TurnStops => ({
    tenantName,
    identify,
    settleEvents: () => Promise.race([projector.drained().catch(() => {}), giveUpAfter(MAX_SETTLE_MS)]),
    recall: (conversationId) =>
      stores.conversations.load(conversationHash(channel, conversationId), clock.nowMs()),
    remember: (conversationId, context) =>
      stores.conversations.save(conversationHash(channel, conversationId), context, clock.nowMs()),
    textModel: () => stores.models.loadText(),
    replies: () => stores.replies.all(),
    recordDecisions: (decisions, { profileId }, conversationId) =>
      stores.decisions.add(
        decisions.map(({ decisionId, replyKey, receipt }) => ({
          decisionId,
          profileId,
          channel,
          conversationHash: conversationHash(channel, conversationId),
          replyKey,
          receipt,
        })),
        clock.nowMs(),
      ),
  });

  return {
    library: openLibrary({ stores, inTransaction, clock, projector }),

    async ingest(asked, events, source) {
      own(asked);
      const valid = parseEvents(events);
      const accepted = await inTransaction(({ inbox }) => inbox.add(valid, source, clock.nowMs()));
      projector.wake();
      return { accepted, duplicates: valid.length - accepted };
    },

    async respond(message) {
      own(message.tenantId);
      return answerTurn(stops(message.channel), message);
    },

    async suggest({ tenantId: asked, channel, conversationId, customer, text, limit = 3 }) {
      own(asked);
      const decision = await decideTurn(stops(channel), customer, text, { limit });
      await stops(channel).recordDecisions(decision.suggestions, decision.customer, conversationId);
      return {
        customer: customerCard(decision),
        suggestions: decision.suggestions,
        ...(decision.suggestions.length === 0
          ? { note: "No reply is known yet: import replies and tickets, then train." }
          : {}),
      };
    },

    async feedback(feedback) {
      own(feedback.tenantId);
      return { status: await stores.decisions.addFeedback(feedback, clock.nowMs()) };
    },

    async claim(delivery) {
      own(delivery.tenantId);
      return stores.deliveries.claim(delivery, clock.nowMs());
    },

    async settle({ tenantId: asked, channel, deliveryId }) {
      own(asked);
      await stores.deliveries.settle(channel, deliveryId, clock.nowMs());
    },

    async interrupted(asked, channel) {
      own(asked);
      return stores.deliveries.interrupted(channel, openedAtMs - 3_600_000, openedAtMs);
    },

    async knows(asked, sender) {
      own(asked);
      return (await stores.profiles.find(normalizeIdentifiers(sender.identifiers))).length > 0;
    },

    async renameTenant(name) {
      await renameTenant(db, tenantId, name);
      tenantName = name;
    },

    drained: () => projector.drained(),

    async check() {
      await stores.inbox.counts();
    },

    async close() {
      await projector.stop();
      await db.destroy();
    },
  };
}

/** The stores of one tenant on a connection or in a transaction: none can be opened without a tenant. */
function openStores(db: Database, vault: ReturnType<typeof createVault>, { tenantId, key }: TenantRecord) {
  return {
    profiles: openProfileStore(db, vault, tenantId),
    inbox: openInboxStore(db, vault, tenantId, key),
    conversations: openConversationStore(db, vault, tenantId, key),
    deliveries: openDeliveryStore(db, vault, tenantId, key),
    replies: openReplyStore(db, tenantId),
    tickets: openTicketStore(db, vault, tenantId, key),
    items: openItemStore(db, tenantId),
    models: openModelStore(db, tenantId),
    decisions: openDecisionStore(db, tenantId),
  };
}

type Stores = ReturnType<typeof openStores>;
