import type { Channel } from "./channel.js";
import type { Clock } from "./clock.js";
import type { ConsentDecision } from "./consent/decide-consent.js";
import type { Purpose, Regime } from "./consent/purpose.js";
import type { Sender } from "./conversations/inbound-message.js";
import type { PrivacyDesk } from "./conversations/privacy-turn.js";
import type { Core } from "./core.js";
import { RapportError } from "./error.js";
import { applyBatch } from "./events/apply-batch.js";
import { parseEvents } from "./events/parse-events.js";
import { createProjector } from "./events/projector.js";
import { type Library, openLibrary } from "./imports/library.js";
import { type MasterKeyPair, vaultOf } from "./keys.js";
import type { Logger } from "./logger.js";
import { openStores, type Stores } from "./open-stores.js";
import type { AdminScope, AdminTokenStore } from "./privacy/admin-token-store.js";
import type { AuditRecord } from "./privacy/audit-store.js";
import { type ConsentText, DEFAULT_CONSENT_TEXT } from "./privacy/consent-text.js";
import { createInventory } from "./privacy/data-inventory.js";
import { eraseProfile } from "./privacy/erase-profile.js";
import { openPrivacy } from "./privacy/open-privacy.js";
import type { TenantInventory } from "./privacy/tenant-attributes.js";
import { normalizeIdentifiers } from "./profiles/identity/normalize-identifier.js";
import { openProfileReader, type ReaderSetup } from "./profiles/profile-reader.js";
import { customerCard } from "./replies/customer-card.js";
import type { KnownCustomer } from "./replies/decision.js";
import { openStorage, type Storage } from "./storage/open-storage.js";
import { openTenant, renameTenant } from "./storage/tenant-store.js";
import type { TenantId } from "./tenant-id.js";
import { answerTurn, decideTurn, type TurnStops } from "./turn.js";

export interface OpenCoreOptions extends MasterKeyPair {
  readonly dataDir: string;
  /** `postgres://…`; without it the embedded database in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  /** Asked when a key is met that neither master key wrapped: another process may have rotated them. */
  readonly reloadMasterKeys?: (() => MasterKeyPair) | undefined;
  readonly tenantId: TenantId;
  /** What templates print as `tenant.name`; remembered, so that it need not be given again. */
  readonly tenantName?: string | undefined;
  /** What law the tenant's customers are under unless it is said of one; remembered. A new tenant has `gdpr`. */
  readonly regime?: Regime | undefined;
  /** The tenant's own attributes and blocked identifiers. */
  readonly inventory?: TenantInventory | undefined;
  /** How customers are asked for consent. */
  readonly consentText?: ConsentText | undefined;
  /** Where customers reach this server: with it they can download what is held of them. */
  readonly publicUrl?: (() => string | undefined) | undefined;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A core with its storage open: what the service owns, and adapters get as `Core`. */
export interface RunningCore extends Core {
  /** Imports, training and counts. */
  readonly library: Library;
  /** Bearer tokens of the admin API; making and revoking them is written to the audit. */
  readonly tokens: AdminTokens;
  /** What may be kept, what for, and how long. */
  readonly inventory: ReaderSetup["inventory"];
  readonly storage: Storage;
  /** Sets what templates print as `tenant.name`. */
  renameTenant(name: string): Promise<void>;
  /** Resolves when all that was acknowledged is applied. */
  drained(): Promise<void>;
  /** Throws if the storage does not answer. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** The admin API's tokens of one tenant. */
export interface AdminTokens extends Pick<AdminTokenStore, "find" | "list"> {
  /** Returns the token, shown once; `undefined` if one of this name is in use. */
  create(name: string, scopes: readonly AdminScope[]): Promise<string | undefined>;
  revoke(name: string): Promise<boolean>;
}

function tokenRecord(token: string, change: string, scopes: readonly string[] = []): AuditRecord {
  return { action: "admin", actor: "cli", detail: { token, change, scopes } };
}

/** A customer waits no longer for a backlog of events: the answer then rests on what is applied. */
const MAX_SETTLE_MS = 1_500;

function giveUpAfter(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

/** Opens the storage and composes the core of one tenant. Events that an earlier process left are applied. */
export async function openCore(options: OpenCoreOptions): Promise<RunningCore> {
  const { clock, log, tenantId, consentText = DEFAULT_CONSENT_TEXT } = options;
  const vault = vaultOf(options, options.reloadMasterKeys);
  const storage = await openStorage({ ...options, vault });
  const tenant = await openTenant(storage.db, vault, tenantId, {
    name: options.tenantName,
    regime: options.regime,
  }).catch(async (error: unknown) => {
    await storage.close();
    throw error;
  });
  const openedAtMs = clock.nowMs();
  const setup: ReaderSetup = {
    tenantId,
    vault,
    index: vault.openIndex(tenant.indexKey, tenantId),
    inventory: createInventory(options.inventory?.attributes),
    regime: tenant.regime,
    consentTextVersion: consentText.version,
    blocked: new Set(options.inventory?.blockedIdentifiers),
  };
  const stores = openStores(storage.db, setup, tenant);
  const inTransaction = <T>(work: (stores: Stores) => Promise<T>): Promise<T> =>
    storage.inTransaction((transaction) => work(openStores(transaction, setup, tenant)));
  const projector = createProjector(
    {
      apply: (limit) =>
        inTransaction((tx) => applyBatch({ ...tx, erase: eraser(tx) }, setup, limit, clock.nowMs())),
      pending: (limit) => stores.inbox.pending(limit),
      markDead: (sequence, reason) => stores.inbox.markDead(sequence, reason),
    },
    log,
  );
  projector.wake();
  const reader = openProfileReader(stores.parts, setup);
  const privacy = openPrivacy({
    inTransaction,
    setup,
    clock,
    settleEvents: () => projector.drained(),
    scrub: () => storage.scrub(),
  });

  function eraser(tx: Stores): Parameters<typeof applyBatch>[0]["erase"] {
    return async (profileId, hashes, request) =>
      (await eraseProfile(tx, setup, profileId, hashes, request)).hashes;
  }

  const own = (asked: TenantId) => {
    if (asked !== tenantId) throw new RapportError("not_found", "no such tenant");
  };
  const conversationHash = (channel: string, conversationId: string) =>
    setup.index.hash(`${tenantId}|${channel}|conversation`, conversationId);
  const settleEvents = () => Promise.race([projector.drained().catch(() => {}), giveUpAfter(MAX_SETTLE_MS)]);

  async function identify({ identifiers }: Sender): Promise<KnownCustomer> {
    const purposes: readonly Purpose[] = ["personalization", "service", ...consentText.purposes];
    const first = await reader.read(identifiers, purposes, clock.nowMs());
    const { person } = first.settled ? first : await link(identifiers, purposes);
    const viewFor = (purpose: Purpose) => person?.views[purpose] ?? reader.stranger(purpose, clock.nowMs());
    const asked: Partial<Record<Purpose, ConsentDecision>> = {};
    for (const purpose of consentText.purposes) asked[purpose] = viewFor(purpose).consent;
    return {
      profileId: person?.profileId,
      partId: person?.partId,
      view: viewFor("personalization"),
      serviceView: viewFor("service"),
      asked,
    };
  }

  /** Several profiles, or a new identifier of a known one: the platform vouches that they are one person. */
  async function link(identifiers: Sender["identifiers"], purposes: readonly Purpose[]) {
    const named = normalizeIdentifiers(identifiers, setup.blocked);
    await inTransaction(async ({ people, audit }) => {
      const nowMs = clock.nowMs();
      const settlement = await people.settle({ identifiers: named, retired: [], ifKnown: [] }, false, nowMs);
      await people.flush(nowMs);
      const merges = settlement?.merges ?? [];
      await audit.append(
        merges.map(({ kept, merged, cause }) => ({
          action: "merge" as const,
          actor: "turn",
          subject: kept,
          detail: { merged, cause },
        })),
        nowMs,
      );
    });
    return reader.read(identifiers, purposes, clock.nowMs());
  }

  function desk(channel: Channel, { identifiers }: Sender): PrivacyDesk {
    const subject = { identifiers };
    const actor = `person:${channel}`;
    return {
      async view() {
        const all = await privacy.exportData(subject, actor);
        return all && { fields: all.fields, consent: all.consent.decisions, restricted: all.restricted };
      },
      label: (attribute, language) => setup.inventory.attribute(attribute)?.label[language],
      recordConsent: (answers) => privacy.recordConsent(subject, { ...answers, channel }, actor),
      correct: (attribute, value) => privacy.correct(subject, attribute, value, actor),
      erase: async () => (await privacy.erase(subject, actor, "request")) !== undefined,
      async createDownloadLink() {
        const base = options.publicUrl?.();
        if (base === undefined) return undefined;
        const ticket = await privacy.createDownload(subject, actor);
        return ticket && `${base.replace(/\/$/, "")}/privacy/download?ticket=${ticket}`;
      },
    };
  }

  let tenantName = tenant.name;
  const stops = (channel: Channel): TurnStops => ({
    tenantName,
    consentText,
    identify,
    settleEvents,
    desk: (sender) => desk(channel, sender),
    isErased: async ({ identifiers }) =>
      (
        await stores.tombstones.any(
          normalizeIdentifiers(identifiers, setup.blocked).map((identifier) =>
            stores.people.hash(identifier),
          ),
        )
      ).length > 0,
    recall: (conversationId) =>
      stores.conversations.load(conversationHash(channel, conversationId), clock.nowMs()),
    remember: (conversationId, context, { partId }) =>
      stores.conversations.save(conversationHash(channel, conversationId), context, partId, clock.nowMs()),
    textModel: () => stores.models.loadText(),
    replies: () => stores.replies.all(),
    recordDecisions: (decided, { profileId, partId }, conversationId) =>
      inTransaction(async ({ decisions, audit }) => {
        const records = decided.map(({ decisionId, replyKey, receipt }) => ({
          decisionId,
          partId,
          channel,
          conversationHash: conversationHash(channel, conversationId),
          replyKey,
          receipt,
        }));
        await decisions.add(records, clock.nowMs());
        if (profileId === undefined) return;
        const detail = {
          purposes: ["personalization", "service"],
          decisions: decided.map(({ decisionId }) => decisionId),
        };
        const actor = `turn:${channel}`;
        await audit.append([{ action: "read", actor, subject: profileId, detail }], clock.nowMs());
      }),
  });

  return {
    library: openLibrary({ stores, inTransaction, clock, projector, people: reader }),
    privacy,
    tokens: {
      find: (token) => stores.tokens.find(token),
      list: () => stores.tokens.list(),
      create: (name, scopes) =>
        inTransaction(async ({ tokens, audit }) => {
          const token = await tokens.create(name, scopes, clock.nowMs());
          if (token !== undefined) await audit.append([tokenRecord(name, "created", scopes)], clock.nowMs());
          return token;
        }),
      revoke: (name) =>
        inTransaction(async ({ tokens, audit }) => {
          const revoked = await tokens.revoke(name, clock.nowMs());
          if (revoked) await audit.append([tokenRecord(name, "revoked")], clock.nowMs());
          return revoked;
        }),
    },
    inventory: setup.inventory,
    storage,

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
      return reader.knows(sender.identifiers);
    },

    async renameTenant(name) {
      await renameTenant(storage.db, tenantId, name);
      tenantName = name;
    },

    drained: () => projector.drained(),

    async check() {
      await stores.inbox.counts();
    },

    async close() {
      await projector.stop();
      await storage.close();
    },
  };
}
