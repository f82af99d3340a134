import { NEW_CONVERSATION } from "./conversations/conversation-context.js";
import { abortableWait } from "./conversations/flows/abortable-wait.js";
import type { PostAction } from "./conversations/flows/call-port.js";
import { compileFlows } from "./conversations/flows/compile-flow.js";
import { openHandoffs } from "./conversations/open-handoffs.js";
import { RapportError } from "./error.js";
import { applyBatch } from "./events/apply-batch.js";
import { buryEvent } from "./events/bury-event.js";
import { openDeadLetters } from "./events/dead-letters.js";
import { parseEvents, splitEvents } from "./events/parse-events.js";
import { openPipeline } from "./events/pipeline.js";
import { recordEvents } from "./events/record-events.js";
import { openLibrary } from "./imports/library.js";
import { readPurchases } from "./imports/read-purchases.js";
import { vaultOf } from "./keys.js";
import { createMetrics } from "./metrics.js";
import { openShared } from "./open-shared.js";
import { openStores, type Stores } from "./open-stores.js";
import { openTurnStops, type TenantFlows } from "./open-turn-stops.js";
import { DEFAULT_CONSENT_TEXT } from "./privacy/consent-text.js";
import { createInventory } from "./privacy/data-inventory.js";
import { eraseProfile } from "./privacy/erase-profile.js";
import { openAdminTokens } from "./privacy/open-admin-tokens.js";
import { openPrivacy } from "./privacy/open-privacy.js";
import { customersThen } from "./profiles/customers-then.js";
import { openProfileReader, type ReaderSetup } from "./profiles/profile-reader.js";
import { customerCard } from "./replies/customer-card.js";
import { openDecisions } from "./replies/open-decisions.js";
import { openProposals } from "./replies/proposals.js";
import type { OpenCoreOptions, RunningCore } from "./running-core.js";
import { openSegments } from "./segments/open-segments.js";
import { openSegmentation } from "./segments/segmentation.js";
import { openStorage } from "./storage/open-storage.js";
import { openTenant, renameTenant } from "./storage/tenant-store.js";
import type { TenantId } from "./tenant-id.js";
import { answerTurn, decideTurn } from "./turn.js";
import { unguessable } from "./unguessable.js";
import { sweepRetention } from "./upkeep.js";

/** Where nothing carries out actions. */
const noAction: PostAction = async () => {
  throw new RapportError("config_invalid", "nothing carries out the actions of flows here");
};

const MAX_BACKLOG = 100_000;
const RETENTION_EVERY_MS = 3_600_000;
/** No answer takes longer: whoever claimed a delivery before is gone. */
const ANSWERING_MS = 30_000;

/** Opens the storage and composes the core of one tenant. Events that an earlier process left are applied. */
export async function openCore(options: OpenCoreOptions): Promise<RunningCore> {
  const { clock, log, tenantId, redisUrl, consentText = DEFAULT_CONSENT_TEXT } = options;
  const works = options.works ?? redisUrl === undefined;
  const vault = vaultOf(options, options.reloadMasterKeys);
  const storage = await openStorage({ ...options, vault });
  const closing = async (error: unknown) => {
    await storage.close();
    throw error;
  };
  const tenant = await openTenant(storage.db, vault, tenantId, {
    name: options.tenantName,
    regime: options.regime,
  }).catch(closing);
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
  const metrics = createMetrics({
    readings: {
      async backlog() {
        const { events, oldestAtMs } = await stores.inbox.backlog(Number.MAX_SAFE_INTEGER);
        const dead = await stores.deadLetters.count();
        return { waiting: events, dead, oldestSeconds: secondsSince(oldestAtMs) };
      },
      queue: () => shared.queue.counts(),
      async conversationContext() {
        if (shared.standing() !== "ok") throw new Error("degraded");
      },
    },
    processMetrics: options.processMetrics === true,
  });
  const shared = await openShared({
    redisUrl,
    tenantId,
    tenantKey: tenant.key,
    vault,
    clock,
    log,
    onContextFailure: () => metrics.contextFailed(),
  }).catch(closing);
  const segmentation = openSegmentation(setup.inventory);
  const stores = openStores(storage.db, setup, tenant, shared.conversations);
  const secondsSince = (atMs: number | undefined) =>
    atMs === undefined ? 0 : Math.max(0, (clock.nowMs() - atMs) / 1_000);
  const inTransaction = <T>(work: (stores: Stores) => Promise<T>): Promise<T> =>
    storage.inTransaction((transaction) =>
      work(openStores(transaction, setup, tenant, shared.conversations)),
    );
  const pipeline = openPipeline({
    inbox: stores.inbox,
    hash: (identifier) => stores.people.hash(identifier),
    blocked: setup.blocked,
    inventory: setup.inventory,
    queue: shared.queue,
    lanes: shared.lanes,
    maxBacklog: options.maxBacklog ?? MAX_BACKLOG,
    write: (events, nowMs) => inTransaction((tx) => recordEvents(tx, events, nowMs)),
    apply(filter, nowMs) {
      // A customer waits for what is about them: that does not stand in line behind wide batches.
      const run = filter.about === undefined ? storage.inTurn : storage.inTransaction;
      return run((transaction) => {
        const tx = openStores(transaction, setup, tenant, shared.conversations);
        const ports = { ...tx, erase: eraser(tx), segmentation: () => segmentation(tx) };
        return applyBatch(ports, setup, filter, nowMs);
      });
    },
    bury: (letter) =>
      inTransaction(({ deadLetters, tombstones }) => buryEvent(deadLetters, tombstones, letter)),
    metrics,
    clock,
    log,
  });
  const reader = openProfileReader(stores.parts, setup);
  const privacy = openPrivacy({
    inTransaction,
    setup,
    segmentation,
    clock,
    settleEvents: () => pipeline.drained(),
    scrub: () => storage.scrub(),
  });

  function eraser(tx: Stores): Parameters<typeof applyBatch>[0]["erase"] {
    return async (profileId, hashes, request) =>
      (await eraseProfile(tx, setup, profileId, hashes, request)).hashes;
  }

  const own = (asked: TenantId) => {
    if (asked !== tenantId) throw new RapportError("not_found", "no such tenant");
  };
  const { handoffs, desk, ...handedOff } = openHandoffs({
    stores,
    inTransaction,
    setup,
    reader,
    own,
    // Beside this process others may be passing things on right now.
    abandonedBeforeMs: redisUrl === undefined ? openedAtMs : 0,
    clock,
    log,
  });
  let tenantName = tenant.name;
  let flows: TenantFlows | undefined;
  const stops = openTurnStops({
    flows: () => flows,
    encoder: options.encoder,
    segmentation,
    onShift: metrics.shifted,
    log,
    handoffBelow: options.handoffBelow ?? 0,
    onStop(stop, seconds) {
      metrics.turnStop(stop, seconds);
      options.onTurnStop?.(stop, seconds);
    },
    stores,
    inTransaction,
    contexts: shared.contexts,
    setup,
    reader,
    pipeline,
    privacy,
    desk,
    consentText,
    tenantName: () => tenantName,
    tone: options.tone,
    rewriting: options.rewriting,
    publicUrl: () => options.publicUrl?.(),
    clock,
  });
  const library = openLibrary({
    stores,
    inTransaction,
    clock,
    pipeline,
    people: reader,
    customersThen: async (tickets, onProgress) =>
      customersThen(tickets, {
        ...{ parts: stores.parts, history: stores.history, setup, onProgress },
        segmentation: await segmentation(stores),
        nowMs: clock.nowMs(),
      }),
    purchases: async () =>
      readPurchases(reader, await stores.items.products(), await segmentation(stores), clock.nowMs()),
    intents: () => flows?.compiled.set.intents ?? {},
    flows: () => flows?.compiled.set,
    segmentation: () => segmentation(stores),
    encoder: options.encoder,
    random: unguessable,
  });
  const decisions = openDecisions({ stores, inTransaction, setup, clock });
  const segments = openSegments({
    stores,
    inTransaction,
    segmentation,
    reader,
    setup,
    onShift: metrics.shifted,
    clock,
  });
  const replies = openProposals({
    stores,
    inTransaction,
    reader,
    setup,
    tenantName: () => tenantName,
    patterns: () => flows?.patterns ?? [],
    clock,
  });
  if (works) await pipeline.work();

  /** A turn with its time and its count. */
  async function timed<T>(work: () => Promise<T>, count: (result: T) => void): Promise<T> {
    const started = performance.now();
    const result = await work();
    metrics.stage("turn", (performance.now() - started) / 1_000);
    count(result);
    return result;
  }

  return {
    library,
    privacy,
    segments,
    replies,
    handoffs,
    tokens: openAdminTokens({ stores, inTransaction, clock }),
    inventory: setup.inventory,
    storage,
    metrics,
    deadLetters: openDeadLetters({ stores, inTransaction, requeue: (rows) => pipeline.requeue(rows), clock }),

    async ingest(asked, events, source) {
      own(asked);
      return pipeline.ingest(parseEvents(events), source);
    },

    async ingestEach(asked, events, source) {
      own(asked);
      const { valid, refused } = splitEvents(events);
      metrics.refused(source, refused.length);
      const recorded = await pipeline.ingest(valid, source);
      return { ...recorded, refused };
    },

    async respond(message) {
      own(message.tenantId);
      const { channel } = message;
      return timed(
        () => answerTurn(stops(channel), message),
        ({ kind }) => metrics.turn(channel, kind),
      );
    },

    async suggest({ tenantId: asked, channel, conversationId, customer, text, limit = 3, placeholders }) {
      own(asked);
      const decision = await timed(
        () =>
          decideTurn(stops(channel), {
            sender: customer,
            text,
            context: NEW_CONVERSATION,
            limit,
            channel,
            placeholders,
          }),
        () => metrics.turn(channel, "suggest"),
      );
      await stops(channel).conclude(decision.suggestions, decision, conversationId);
      return {
        customer: { ...customerCard(decision), ...(await segments.moved(decision)) },
        suggestions: decision.suggestions,
        ...(decision.suggestions.length === 0
          ? { note: "No reply is known yet: import replies and tickets, then train." }
          : {}),
      };
    },

    async feedback(feedback) {
      own(feedback.tenantId);
      return decisions.feedback(feedback);
    },

    async outcome(outcome) {
      own(outcome.tenantId);
      return decisions.outcome(outcome);
    },

    explain: decisions.explain,
    replySettings: decisions.settings,

    async sent(message, decisionId) {
      own(message.tenantId);
      await decisions.noteMessage(message, decisionId);
    },

    async decisionOf(message) {
      own(message.tenantId);
      return decisions.ofMessage(message);
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
      const sinceMs = openedAtMs - 3_600_000;
      if (redisUrl === undefined)
        return stores.deliveries.interrupted(channel, { sinceMs, beforeMs: openedAtMs });
      // Beside this process others may be answering right now.
      const claimAtMs = clock.nowMs();
      const beforeMs = claimAtMs - ANSWERING_MS;
      return stores.deliveries.interrupted(channel, { sinceMs, beforeMs, claimAtMs });
    },

    async knows(asked, sender) {
      own(asked);
      return reader.knows(sender.identifiers);
    },

    async renameTenant(name) {
      await renameTenant(storage.db, tenantId, name);
      tenantName = name;
    },

    followFlows(set) {
      flows = {
        compiled: compileFlows(set),
        post: options.postAction ?? noAction,
        wait: abortableWait,
        patterns: set.patterns,
      };
    },

    answerWatchers: () => segments.stopWatching(),

    async startUpkeep() {
      const sweep = () => sweepRetention(privacy, metrics, log);
      await shared.queue.repeat("retention", RETENTION_EVERY_MS, sweep);
    },

    drained: () => pipeline.drained(),

    async health() {
      const answers = (check: Promise<unknown>) =>
        check.then(
          () => true,
          () => false,
        );
      const [database, queue] = await Promise.all([
        answers(stores.inbox.newest()),
        answers(shared.queue.check()),
      ]);
      return { storage: database, queue, conversationContext: shared.standing() };
    },

    async status() {
      const { oldestAtMs } = await stores.inbox.backlog(1);
      return {
        ...(await library.counts()),
        mode: redisUrl === undefined ? "embedded" : "scaled out",
        storage: storage.dialect,
        queue: await shared.queue.counts().catch(() => "away" as const),
        conversationContext: shared.standing(),
        oldestPendingSeconds: secondsSince(oldestAtMs),
        sources: await stores.inbox.countsBySource(),
      };
    },

    async close() {
      await handedOff.stop();
      if (works) await pipeline.stop();
      await shared.close();
      await storage.close();
    },
  };
}
