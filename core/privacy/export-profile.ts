import { decideConsent } from "../consent/decide-consent.js";
import { PURPOSES } from "../consent/purpose.js";
import { readFeatures } from "../consent/read-features.js";
import { readProfile, regimeOf } from "../consent/read-profile.js";
import type { ConversationStore } from "../conversations/conversation-store.js";
import type { Handoff } from "../conversations/handoff.js";
import type { RelayStore } from "../conversations/relay-store.js";
import type { HistoryStore } from "../events/history-store.js";
import type { OwnTicket } from "../language/ticket-store.js";
import type { OpenPart } from "../profiles/open-part.js";
import type { PartStore } from "../profiles/part-store.js";
import { emptyProfile, type Profile, type ProfileId } from "../profiles/profile.js";
import { profileFields } from "../profiles/profile-fields.js";
import { joinParts, type ReaderSetup } from "../profiles/profile-reader.js";
import { readHistory } from "../profiles/read-history.js";
import type { DecisionStore } from "../replies/decision-store.js";
import { assignSegment } from "../segments/assign-segment.js";
import type { Segmentation } from "../segments/segmentation.js";
import type { StandingStore } from "../segments/standing-store.js";
import { MODULES } from "./attribute-declaration.js";
import { toMergeRecord } from "./merge-record.js";
import type { PersonExport } from "./privacy.js";

export interface ExportStores {
  readonly parts: PartStore;
  readonly history: HistoryStore;
  readonly conversations: ConversationStore;
  readonly relays: RelayStore;
  readonly decisions: DecisionStore;
  readonly standings: Pick<StandingStore, "of" | "shifts">;
}

/** What an export is made with. */
export interface ExportSetup extends ReaderSetup {
  /** How people are put into segments now. */
  segmentation(): Promise<Segmentation>;
}

const MAX_SHIFTS = 10_000;

/** Where something is held of one person. */
export interface HeldOfPerson {
  readonly parts: readonly OpenPart[];
  readonly tickets: readonly OwnTicket[];
  readonly handoffs: readonly Handoff[];
}

/**
 * All that is held of a person, in one document: what a person may ask for (GDPR, articles 15 and 20). Of somebody
 * without `parts` only tickets and hand-offs are held.
 */
export async function exportProfile(
  stores: ExportStores,
  setup: ExportSetup,
  { parts, tickets, handoffs }: HeldOfPerson,
  nowMs: number,
): Promise<PersonExport> {
  const [first] = parts;
  const profile = first === undefined ? emptyProfile(nowMs) : joinParts(parts, setup.inventory);
  const partIds = parts.map(({ partId }) => partId);
  const fields = profileFields(profile, nowMs, setup.inventory);
  const regime = regimeOf(profile, setup.regime);
  const rules = { regime, textVersion: setup.consentTextVersion };
  const restricted = parts.some((part) => part.restricted);
  const decisions = Object.fromEntries(
    PURPOSES.map((purpose) => [purpose, decideConsent(purpose, profile.consent, rules, nowMs)]),
  ) as PersonExport["consent"]["decisions"];
  const inferred =
    first === undefined
      ? []
      : await inferences(stores, setup, { profile, profileId: first.profileId, restricted, nowMs });
  const merges = (await stores.parts.merges(partIds)).map(toMergeRecord);
  return {
    format: "rapport-export/1",
    exportedAt: new Date(nowMs).toISOString(),
    profileId: first?.profileId ?? "",
    formerProfileIds: merges
      .filter(({ undoneAt }) => undoneAt === undefined)
      .map(({ mergedProfileId }) => mergedProfileId),
    regime,
    restricted,
    identifiers: profile.identifiers,
    modules: modulesOf(profile),
    fields,
    consent: { decisions, history: profile.consent },
    events: await historyOf(stores.history, setup, parts),
    conversations: await stores.conversations.of(partIds, nowMs),
    handoffs: await Promise.all(handoffs.map((handoff) => handoffOf(stores.relays, handoff))),
    decisions: (await stores.decisions.of(partIds)).map(({ decidedAtMs, feedback, ...decision }) => ({
      ...decision,
      decidedAt: new Date(decidedAtMs).toISOString(),
      feedback: feedback.map(({ givenAtMs, ...given }) => ({
        ...given,
        givenAt: new Date(givenAtMs).toISOString(),
      })),
    })),
    tickets: tickets.map(({ createdAtMs, ...ticket }) => ({
      ...ticket,
      ...(createdAtMs === undefined ? {} : { createdAt: new Date(createdAtMs).toISOString() }),
    })),
    memberships: inferred.filter(({ what }) => what === "segment").map(({ value }) => value),
    inferred,
    merges,
  };
}

/** Who they are and where they wrote stands in `identifiers` already; the address is the platform's own. */
async function handoffOf(
  relays: RelayStore,
  { handoffId, channel, state, ticketId, createdAtMs, document }: Handoff,
): Promise<unknown> {
  return {
    channel,
    state,
    ...(ticketId === undefined ? {} : { ticketId }),
    askedAt: new Date(createdAtMs).toISOString(),
    summary: document.summary,
    identifiers: document.identifiers,
    notPassedOn: await relays.held([handoffId]),
  };
}

function modulesOf(profile: Profile): PersonExport["modules"] {
  const modules: Record<string, Record<string, unknown>> = Object.fromEntries(
    MODULES.map((module) => [module, {}]),
  );
  for (const [attribute, trait] of Object.entries(profile.traits)) {
    const module = attribute.slice(0, attribute.indexOf("."));
    modules[module] = { ...modules[module], [attribute]: trait };
  }
  const { orders, tickets, messages, views, counts, preferences } = profile;
  const extra: Readonly<Record<string, object>> = {
    purchases: { orders },
    interactions: { tickets, messages },
    behaviour: { views, counts },
    preferences: { stated: preferences },
  };
  for (const [module, members] of Object.entries(extra)) modules[module] = { ...modules[module], ...members };
  return modules;
}

/** What was concluded, not told; of a segment only where personalization may conclude anything. */
async function inferences(
  { standings }: ExportStores,
  { segmentation, ...setup }: ExportSetup,
  person: {
    readonly profile: Profile;
    readonly profileId: ProfileId;
    readonly restricted: boolean;
    readonly nowMs: number;
  },
): Promise<PersonExport["inferred"]> {
  const { profile, profileId, restricted, nowMs } = person;
  const rules = {
    regime: setup.regime,
    inventory: setup.inventory,
    nowMs,
    restricted,
    textVersion: setup.consentTextVersion,
  };
  const view = readProfile(profile, "personalization", rules);
  if (!view.consent.allowed || restricted) return [];
  const features = () => readFeatures(profile, rules);
  const stored = await standings.of(profileId);
  const standing = assignSegment(await segmentation(), { view, features, stored, nowMs });
  const shifts = (await standings.shifts(profileId, MAX_SHIFTS)).map(
    ({ profileId: _, atMs, undoneAtMs, ...shift }) => ({
      ...shift,
      at: new Date(atMs).toISOString(),
      ...(undoneAtMs === undefined ? {} : { undoneAt: new Date(undoneAtMs).toISOString() }),
    }),
  );
  return [
    { what: "segment", value: standing, model: standing.tier },
    ...(shifts.length === 0 ? [] : [{ what: "changes of segment", value: shifts, model: standing.tier }]),
  ];
}

async function historyOf(
  history: HistoryStore,
  setup: ReaderSetup,
  parts: readonly OpenPart[],
): Promise<readonly unknown[]> {
  return (await readHistory(history, setup, parts)).map(({ event, source }) => ({ ...event, source }));
}
