import { decideConsent } from "../consent/decide-consent.js";
import { regimeOf } from "../consent/read-profile.js";
import type { ConversationStore } from "../conversations/conversation-store.js";
import type { DeliveryStore } from "../conversations/delivery-store.js";
import type { HandoffStore } from "../conversations/handoff-store.js";
import type { RelayStore } from "../conversations/relay-store.js";
import type { DeadLetterStore } from "../events/dead-letter-store.js";
import type { HistoryStore } from "../events/history-store.js";
import type { PartStore } from "../profiles/part-store.js";
import type { People } from "../profiles/people.js";
import type { PartId, Profile, ProfileId } from "../profiles/profile.js";
import { joinParts, type ReaderSetup } from "../profiles/profile-reader.js";
import type { DecisionStore } from "../replies/decision-store.js";
import type { ReplyStore } from "../replies/reply-store.js";
import type { StandingStore } from "../segments/standing-store.js";
import { MODULES } from "./attribute-declaration.js";
import type { AuditStore } from "./audit-store.js";
import type { DownloadStore } from "./download-store.js";
import type { ErasedPlace } from "./privacy.js";
import { sweepProfile } from "./sweep-profile.js";

/** The places that forget by themselves. */
export interface SweepStores {
  readonly people: People;
  readonly parts: PartStore;
  readonly history: HistoryStore;
  readonly deadLetters: DeadLetterStore;
  readonly conversations: ConversationStore;
  readonly deliveries: DeliveryStore;
  readonly handoffs: HandoffStore;
  readonly relays: RelayStore;
  readonly decisions: DecisionStore;
  readonly replies: Pick<ReplyStore, "forgetOlder">;
  readonly standings: Pick<StandingStore, "forget" | "forgetOlder">;
  readonly downloads: DownloadStore;
  readonly audit: Pick<AuditStore, "append">;
}

interface Sweep {
  readonly inTransaction: <T>(work: (stores: SweepStores) => Promise<T>) => Promise<T>;
  readonly setup: ReaderSetup;
  readonly nowMs: number;
}

const PAGE = 200;
const DAY_MS = 86_400_000;

/** What nobody allowed is kept no longer than a conversation's context. */
const UNALLOWED_MS = DAY_MS;

/** The restriction may have ended by then. */
const RESTRICTED_MS = DAY_MS;

/** Whoever set it right would have replayed it by then. */
const DEAD_MS = 30 * DAY_MS;

/**
 * Removes what the inventory's retention, or the lack of any allowed purpose, leaves no reason to keep. In
 * transactions of a page each: cut short, the next run goes on.
 */
export async function sweepStores({ inTransaction, setup, nowMs }: Sweep): Promise<readonly ErasedPlace[]> {
  let [values, people, events] = [0, 0, 0];
  for (;;) {
    const swept = await inTransaction(async (stores) => {
      const due = await stores.parts.due(nowMs, PAGE);
      for (const partId of due) {
        const result = await sweepPart(stores, setup, partId, nowMs);
        values += result.values;
        events += result.events;
        if (result.gone) people++;
      }
      await stores.people.flush(nowMs);
      return due.length;
    });
    if (swept === 0) break;
  }
  return inTransaction(async (stores) => {
    for (const module of MODULES) {
      const beforeMs = nowMs - setup.inventory.historyDays(module) * DAY_MS;
      events += await stores.history.forgetOlder(module, beforeMs);
    }
    const places: readonly ErasedPlace[] = [
      { place: "values of profiles", entries: values },
      { place: "people of whom nothing was left", entries: people },
      { place: "event history", entries: events },
      { place: "events set aside", entries: await stores.deadLetters.forgetOlder(nowMs - DEAD_MS) },
      { place: "conversation contexts", entries: await stores.conversations.forgetExpired(nowMs) },
      { place: "decisions and feedback", entries: await stores.decisions.forgetOlder(nowMs) },
      { place: "earlier texts of replies", entries: await stores.replies.forgetOlder(nowMs) },
      { place: "changes of segment", entries: await stores.standings.forgetOlder(nowMs) },
      { place: "hand-offs", entries: await stores.handoffs.forgetOlder(nowMs) },
      { place: "what was to be passed on", entries: await stores.relays.forgetOld(nowMs) },
      { place: "addresses of deliveries", entries: await stores.deliveries.forgetOld(nowMs) },
      { place: "downloads", entries: await stores.downloads.forgetExpired(nowMs) },
    ];
    if (places.some(({ entries }) => entries > 0)) {
      const detail = { places: places.map(({ place, entries }) => `${place}: ${entries}`) };
      await stores.audit.append([{ action: "retention", actor: "retention", detail }], nowMs);
    }
    return places;
  });
}

async function sweepPart(
  stores: SweepStores,
  setup: ReaderSetup,
  partId: PartId,
  nowMs: number,
): Promise<{ readonly values: number; readonly events: number; readonly gone: boolean }> {
  const [row] = await stores.parts.parts([partId]);
  if (row === undefined) return { values: 0, events: 0, gone: false };
  const parts = await stores.people.partsOf(row.profile_id as ProfileId);
  const own = stores.people.part(partId);
  if (parts.some(({ restricted }) => restricted)) {
    // Restricted data is kept (GDPR, article 18), whatever its age and whoever allows what.
    stores.people.change(partId, own.profile, nowMs + RESTRICTED_MS);
    return { values: 0, events: 0, gone: false };
  }
  // The person's consent decides, not what this part alone heard of it.
  const { consent } = joinParts(parts, setup.inventory);
  const { profile, removed, nextSweepAtMs, unallowedModules } = sweepProfile(
    { ...own.profile, consent },
    {
      regime: setup.regime,
      inventory: setup.inventory,
      nowMs,
      textVersion: setup.consentTextVersion,
    },
  );
  const rules = {
    regime: regimeOf({ ...own.profile, consent }, setup.regime),
    textVersion: setup.consentTextVersion,
  };
  if (!decideConsent("personalization", consent, rules, nowMs).allowed) {
    await stores.standings.forget([own.profileId as string as PartId]);
  }
  let events = 0;
  for (const module of unallowedModules) {
    events += await stores.history.forget([partId], { module, beforeMs: nowMs - UNALLOWED_MS });
  }
  const left = { ...profile, consent: own.profile.consent };
  if (parts.length === 1 && isEmpty(left)) {
    await stores.history.forget([partId]);
    await stores.conversations.forget([partId]);
    await stores.handoffs.forget({ partIds: [partId], hashes: [] });
    await stores.decisions.forget([partId]);
    await stores.standings.forget([partId]);
    await stores.downloads.forget([partId]);
    await stores.parts.deleteParts([partId]);
    stores.people.forget(own.profileId);
    return { values: removed, events, gone: true };
  }
  stores.people.change(partId, left, nextSweepAtMs);
  return { values: removed, events, gone: false };
}

/** Nothing but what names them: there is nothing to name. */
function isEmpty({ consent, traits, orders, tickets, messages, views, counts }: Profile): boolean {
  return (
    consent.length === 0 &&
    [traits, orders, tickets, messages, views, counts].every((entries) => Object.keys(entries).length === 0)
  );
}
