import type { Channel } from "./channel.js";
import type { Clock } from "./clock.js";
import type { ConsentDecision } from "./consent/decide-consent.js";
import type { Purpose } from "./consent/purpose.js";
import type { ConversationStore } from "./conversations/conversation-store.js";
import type { Sender } from "./conversations/inbound-message.js";
import type { HandoffDesk } from "./conversations/open-handoffs.js";
import type { PrivacyDesk } from "./conversations/privacy-turn.js";
import type { FlowStop } from "./conversations/turn-dialogue.js";
import { assignArm } from "./evaluation/assign-arm.js";
import type { Pipeline } from "./events/pipeline.js";
import type { ProfileEvent } from "./events/profile-event.js";
import { OWN_SOURCE, shiftEvent } from "./events/segment-shifts.js";
import { openLibrarySnapshot } from "./imports/library-snapshot.js";
import { embedText } from "./language/embed-text.js";
import type { EntityPattern } from "./language/entities/entity-pattern.js";
import type { TextEncoder } from "./language/text-encoder.js";
import type { Logger } from "./logger.js";
import type { TurnStop } from "./metrics.js";
import type { Stores } from "./open-stores.js";
import type { ConsentText } from "./privacy/consent-text.js";
import type { Privacy } from "./privacy/privacy.js";
import { identifierHash, ticketHashes } from "./privacy/ticket-customer.js";
import { normalizeIdentifiers } from "./profiles/identity/normalize-identifier.js";
import type { ProfileReader, ReaderSetup, ReadPerson } from "./profiles/profile-reader.js";
import { IMPERSONAL, PERSONAL, type RankingSetting } from "./replies/decide.js";
import type { KnownCustomer } from "./replies/decision.js";
import { openReplyOutcomes } from "./replies/reply-outcomes.js";
import type { ReplySettings } from "./replies/reply-settings.js";
import type { Rewriting } from "./replies/rewrite/rewrite-answer.js";
import type { Tone } from "./replies/tone.js";
import { movePerson } from "./segments/move-person.js";
import { placePerson } from "./segments/place-person.js";
import type { Segmentation } from "./segments/segmentation.js";
import type { Shift } from "./segments/standing-store.js";
import { withinDeadline } from "./storage/within-deadline.js";
import type { TurnStops } from "./turn.js";

export interface TurnParts {
  readonly stores: Stores;
  readonly inTransaction: <T>(work: (stores: Stores) => Promise<T>) => Promise<T>;
  /** Where conversations' contexts are, if not in the database; as far as they can be reached. */
  readonly contexts: Pick<ConversationStore, "load" | "save"> | undefined;
  readonly setup: ReaderSetup;
  readonly reader: ProfileReader;
  readonly pipeline: Pick<Pipeline, "settle" | "drained" | "ingest">;
  readonly privacy: Privacy;
  readonly desk: HandoffDesk;
  readonly consentText: ConsentText;
  readonly tenantName: () => string;
  readonly tone: Tone | undefined;
  readonly rewriting: Rewriting | undefined;
  readonly publicUrl: () => string | undefined;
  readonly flows: () => TenantFlows | undefined;
  readonly handoffBelow: number;
  readonly encoder: TextEncoder | undefined;
  readonly log: Logger;
  readonly clock: Clock;
  readonly segmentation: (stores: Stores, revision: number) => Promise<Segmentation>;
  /** Told who was moved to another segment by a message. */
  readonly onShift: (from: string, to: string) => void;
  /** Told how long each stop of a turn took. */
  readonly onStop: (stop: TurnStop, seconds: number) => void;
}

/** What the tenant's flows are, and what they are read and done with. */
export interface TenantFlows extends FlowStop {
  readonly patterns: readonly EntityPattern[];
}

/** So many of the replies that helped somebody before say what may help them now. */
const RESOLVED = 2;
/** A customer waits no longer for what is about them … */
const MAX_OWN_MS = 2_000;
/** … and no longer for events that nothing shows to be about them. */
const MAX_OTHERS_MS = 500;

/** What the road's stops reach, over one tenant's stores. */
export function openTurnStops(parts: TurnParts): (channel: Channel) => TurnStops {
  const { stores, inTransaction, contexts, setup, reader, pipeline, privacy, consentText, clock } = parts;
  const { tenantId, index, blocked } = setup;
  const library = openLibrarySnapshot(stores, {
    ...parts,
    allowing: (hashes) => reader.allowing("model_training", hashes, clock.nowMs()),
  });
  const outcomes = openReplyOutcomes(stores.replyCounts);

  const conversationHash = (channel: Channel, conversationId: string) =>
    index.hash(`${tenantId}|${channel}|conversation`, conversationId);
  const hashesOf = ({ identifiers }: Sender) =>
    normalizeIdentifiers(identifiers, blocked).map((identifier) => stores.people.hash(identifier));

  async function identify({ identifiers }: Sender): Promise<KnownCustomer> {
    const purposes: readonly Purpose[] = ["personalization", "service", ...consentText.purposes];
    const first = await reader.read(identifiers, purposes, clock.nowMs());
    const { person } = first.settled ? first : await link(identifiers, purposes);
    const stored = person && (await stores.standings.of(person.profileId));
    const viewFor = (purpose: Purpose) => person?.views[purpose] ?? reader.stranger(purpose, clock.nowMs());
    const resolved =
      person?.views.personalization.consent.allowed === true
        ? await stores.tickets.resolvedFor(ticketHashesOf(person), RESOLVED)
        : [];
    const asked: Partial<Record<Purpose, ConsentDecision>> = {};
    for (const purpose of consentText.purposes) asked[purpose] = viewFor(purpose).consent;
    return {
      profileId: person?.profileId,
      partId: person?.partId,
      view: viewFor("personalization"),
      features: () => person?.features() ?? { status: "withheld", reason: "we don't know this customer yet" },
      stored,
      resolved,
      serviceView: viewFor("service"),
      asked,
    };
  }

  function armsOf({ experiment }: ReplySettings): RankingSetting["armOf"] {
    if (experiment === undefined) return () => undefined;
    const { name, impersonalShare } = experiment;
    const assignment = {
      experiment: name,
      arms: [
        { name: IMPERSONAL, share: impersonalShare },
        { name: PERSONAL, share: 1 - impersonalShare },
      ],
      key: Buffer.from(index.hash(`${tenantId}|experiment`, name)),
    };
    return (unitId) => assignArm(unitId, assignment);
  }

  /** Under which tickets may stand that were theirs. */
  function ticketHashesOf({ named }: Pick<ReadPerson<Purpose>, "named">): readonly string[] {
    const identifiers = (["user_id", "email"] as const).flatMap((type) =>
      named(type).map((value) => ({ type, value })),
    );
    return ticketHashes(identifiers, identifierHash(index, tenantId));
  }

  /** Several profiles, or a new identifier of a known one: the platform vouches that they are one person. */
  async function link(identifiers: Sender["identifiers"], purposes: readonly Purpose[]) {
    const named = normalizeIdentifiers(identifiers, blocked);
    await inTransaction(async ({ people, audit }) => {
      const nowMs = clock.nowMs();
      const settlement = await people.settle({ identifiers: named, retired: [] }, false, nowMs);
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
        const base = parts.publicUrl();
        if (base === undefined) return undefined;
        const ticket = await privacy.createDownload(subject, actor);
        return ticket && `${base.replace(/\/$/, "")}/privacy/download?ticket=${ticket}`;
      },
    };
  }

  /**
   * What waits about the sender is applied now, whatever stands in line before it. An event may name them by what
   * nobody linked to them yet, so the rest is waited for too, not for long.
   */
  async function settleEvents(sender: Sender): Promise<void> {
    const anythingWaited = await waitFor(pipeline.settle(hashesOf(sender)), MAX_OWN_MS);
    if (anythingWaited !== false) await waitFor(pipeline.drained(), MAX_OTHERS_MS);
  }

  /** Times one turn. */
  function laps(): TurnStops["passed"] {
    let lastMs = performance.now();
    return (stop) => {
      const nowMs = performance.now();
      parts.onStop(stop, (nowMs - lastMs) / 1_000);
      lastMs = nowMs;
    };
  }

  return (channel) => ({
    passed: laps(),
    nowMs: () => clock.nowMs(),
    embed: (model, text) => embedText(model, parts.encoder, text),
    flows: parts.flows(),
    patterns: parts.flows()?.patterns ?? [],
    handoffBelow: parts.handoffBelow,
    async learn(events) {
      if (events.length > 0) await pipeline.ingest(events, "self");
    },
    tenantName: parts.tenantName(),
    tone: parts.tone,
    publicUrl: parts.publicUrl(),
    rewriting: parts.rewriting,
    consentText,
    identify,
    settleEvents,
    desk: (sender) => desk(channel, sender),
    handoff: parts.desk.isOpen()
      ? {
          forward: (message) =>
            parts.desk.forward(message, conversationHash(channel, message.conversationId)),
          ask: (request) =>
            parts.desk.handOff(request, conversationHash(channel, request.message.conversationId)),
          end: (conversationId) => parts.desk.end(channel, conversationHash(channel, conversationId)),
        }
      : undefined,
    isErased: async (sender) => (await stores.tombstones.any(hashesOf(sender))).length > 0,
    recall: (conversationId) =>
      (contexts ?? stores.conversations).load(conversationHash(channel, conversationId), clock.nowMs()),
    library,
    async ranking(settings) {
      await outcomes.refresh(clock.nowMs());
      return { tenantName: parts.tenantName(), armOf: armsOf(settings), outcomes };
    },
    segment: async (customer, revision, session) =>
      placePerson(await parts.segmentation(stores, revision), customer, session, clock.nowMs()),
    async conclude(decided, { customer, inputs }, conversationId, context, moved) {
      const { profileId, partId } = customer;
      const hash = conversationHash(channel, conversationId);
      let shift: Shift | undefined;
      await inTransaction(async ({ decisions, audit, conversations, standings, replyCounts }) => {
        const nowMs = clock.nowMs();
        const records = decided.map(({ decisionId, replyKey, receipt }) => ({
          decisionId,
          partId,
          channel,
          conversationHash: hash,
          replyKey,
          receipt,
        }));
        await decisions.add(records, inputs, nowMs);
        // What a bot says is taken unasked: only what agents are offered can be passed over.
        if (context === undefined) {
          const shown = records.flatMap(({ replyKey, receipt: { segment, place } }) =>
            place === undefined ? [] : [{ replyKey, segment: segment.key, outcome: "shown" as const, place }],
          );
          await replyCounts.bump(shown, nowMs);
        }
        // One transaction and one write to disk, where both are in one database.
        if (context !== undefined && contexts === undefined)
          await conversations.save(hash, context, partId, nowMs);
        if (profileId === undefined) return;
        if (moved !== undefined) {
          const { segmentBefore, segment, cause } = moved;
          shift = await movePerson(standings, profileId, segmentBefore, segment, cause, nowMs);
        }
        const detail = {
          purposes: ["personalization", "service"],
          decisions: decided.map(({ decisionId }) => decisionId),
        };
        const actor = `turn:${channel}`;
        await audit.append([{ action: "read", actor, subject: profileId, detail }], nowMs);
      });
      if (context !== undefined) await contexts?.save(hash, context, partId, clock.nowMs());
      if (shift !== undefined && moved !== undefined) {
        parts.onShift(shift.from, shift.to);
        await pipeline.ingest([turnShift(shift, moved.sender)], OWN_SOURCE);
      }
    },
  });
}

/** The event that a shift by a message is. */
function turnShift({ shiftId, from, to, atMs }: Shift, { identifiers }: Sender): ProfileEvent {
  const vouched = identifiers.filter(({ verified }) => verified !== false);
  return shiftEvent({ from, to, cause: "Message Received" }, shiftId, vouched.slice(0, 1), atMs);
}

/** What comes of the work; `undefined` if it fails, or is not done in time. */
function waitFor<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  return withinDeadline(ms, work, () => new Error("late")).catch(() => undefined);
}
