import type { Clock } from "../clock.js";
import { consentChanges } from "../consent/consent-changes.js";
import { decideConsent } from "../consent/decide-consent.js";
import { PURPOSES } from "../consent/purpose.js";
import { readProfile, regimeOf } from "../consent/read-profile.js";
import { RapportError } from "../error.js";
import type { ProfileEvent } from "../events/profile-event.js";
import { type Identifier, identifierKey } from "../profiles/identity/identifier.js";
import { normalizeIdentifiers } from "../profiles/identity/normalize-identifier.js";
import type { OpenPart } from "../profiles/people.js";
import type { PartId, ProfileId } from "../profiles/profile.js";
import { joinParts, type ReaderSetup } from "../profiles/profile-reader.js";
import { partsConnected } from "../profiles/unmerge.js";
import { channelEraser } from "./erase-channel.js";
import { eraseProfile } from "./erase-profile.js";
import { exportProfile } from "./export-profile.js";
import { toMergeRecord } from "./merge-record.js";
import type { ErasureReport, PersonView, Privacy, Subject } from "./privacy.js";
import type { PrivacyStores } from "./privacy-stores.js";
import { rotateKeys } from "./rotate-keys.js";
import { sweepStores } from "./sweep-stores.js";

export interface PrivacyParts {
  /** Runs `work` in one transaction. */
  readonly inTransaction: <T>(work: (stores: PrivacyStores) => Promise<T>) => Promise<T>;
  readonly setup: ReaderSetup;
  readonly clock: Clock;
  /** Applies what waits, so that it is not left out. */
  readonly settleEvents: () => Promise<void>;
  /** Overwrites what was deleted on disk. */
  readonly scrub: () => Promise<void>;
}

const DOWNLOAD_MS = 15 * 60_000;
const AUDIT_PAGE = 100;

/** What persons and admins may ask about people; each answer is written to the audit in the same transaction. */
export function openPrivacy({ inTransaction, setup, clock, settleEvents, scrub }: PrivacyParts): Privacy {
  const { inventory, consentTextVersion: textVersion } = setup;

  /** The parts of whom a subject names; to a person nothing that is only claimed. */
  async function partsOf(
    { people, parts }: PrivacyStores,
    subject: Subject,
    actor: string,
  ): Promise<readonly OpenPart[]> {
    if ("profileId" in subject) {
      const [row] = await parts.parts([subject.profileId as PartId]);
      return row === undefined ? [] : people.partsOf(row.profile_id as ProfileId);
    }
    const named = namesOf(subject).filter(({ verified }) => verified !== false);
    const owners = await parts.identifiers(named.map((identifier) => people.hash(identifier)));
    const proven = owners.filter(({ standing }) => standing !== "claimed");
    const found = proven.length > 0 || actor.startsWith("person:") ? proven : owners;
    const rows = await parts.partsWith(found.map(({ part_id }) => part_id));
    const profileIds = new Set(rows.map((row) => row.profile_id as ProfileId));
    const [only] = profileIds;
    return only === undefined || profileIds.size > 1 ? [] : people.partsOf(only);
  }

  const namesOf = (subject: Exclude<Subject, { readonly profileId: string }>): readonly Identifier[] =>
    normalizeIdentifiers("identifier" in subject ? [subject.identifier] : subject.identifiers, setup.blocked);

  function viewOf(parts: readonly OpenPart[], purpose: PersonView["purpose"], nowMs: number): PersonView {
    const profile = joinParts(parts, inventory);
    const restricted = parts.some((part) => part.restricted);
    const regime = regimeOf(profile, setup.regime);
    const { fields, withheld } = readProfile(profile, purpose, {
      regime: setup.regime,
      inventory,
      nowMs,
      restricted,
      textVersion,
    });
    const consent = Object.fromEntries(
      PURPOSES.map((each) => [each, decideConsent(each, profile.consent, { regime, textVersion }, nowMs)]),
    ) as PersonView["consent"];
    return { profileId: parts[0]?.profileId ?? "", purpose, fields, withheld, consent, regime, restricted };
  }

  /** Runs `work` on the parts of a subject in one transaction; `undefined` for nobody. */
  const about = <T>(
    subject: Subject,
    actor: string,
    work: (stores: PrivacyStores, parts: readonly OpenPart[], nowMs: number) => Promise<T>,
  ): Promise<T | undefined> =>
    inTransaction(async (stores) => {
      const parts = await partsOf(stores, subject, actor);
      return parts.length === 0 ? undefined : work(stores, parts, clock.nowMs());
    });

  /** Applies an event of our own making to a person, in the transaction; not to be confused with ingestion. */
  async function say(
    stores: PrivacyStores,
    identifiers: readonly Identifier[],
    event: Pick<ProfileEvent & { type: "identify" }, "context" | "traits">,
    source: string,
    nowMs: number,
  ): Promise<readonly OpenPart[]> {
    const { people } = stores;
    const named = { identifiers, retired: [], ifKnown: [] };
    const settlement = await people.settle(named, true, nowMs);
    if (settlement === undefined) return [];
    const timestamp = new Date(nowMs).toISOString();
    await people.apply(settlement, { type: "identify", messageId: "own", timestamp, ...event }, source);
    await people.flush(nowMs);
    return people.partsOf(settlement.profileId);
  }

  async function erase(subject: Subject, actor: string, cause: string): Promise<ErasureReport | undefined> {
    await settleEvents();
    const report = await about(subject, actor, async (stores, parts, nowMs) => {
      const profileId = parts[0]?.profileId;
      const hashes = "profileId" in subject ? [] : namesOf(subject).map((name) => stores.people.hash(name));
      const { places } = await eraseProfile(stores, setup, profileId, hashes, { actor, cause, nowMs });
      return { profileId: profileId ?? "", erasedAt: new Date(nowMs).toISOString(), places };
    });
    await scrub();
    // What came meanwhile finds the tombstones.
    await settleEvents();
    return report;
  }

  return {
    read: (subject, purpose, actor) =>
      about(subject, actor, async ({ audit }, parts, nowMs) => {
        const view = viewOf(parts, purpose, nowMs);
        await audit.append(
          [{ action: "read", actor, subject: view.profileId, detail: { purposes: [purpose] } }],
          nowMs,
        );
        return view;
      }),

    async exportData(subject, actor) {
      await settleEvents();
      return about(subject, actor, async (stores, parts, nowMs) => {
        const all = await exportProfile(stores, setup, parts, nowMs);
        await stores.audit.append([{ action: "export", actor, subject: all.profileId }], nowMs);
        return all;
      });
    },

    erase,

    async eraseChannel(channel, actor, cause) {
      await settleEvents();
      const report = await channelEraser({ inTransaction, setup, clock })(channel, actor, cause);
      await scrub();
      return report;
    },

    async restrict(subject, restricted, actor) {
      const done = await about(subject, actor, async (stores, parts, nowMs) => {
        await stores.parts.setRestricted(
          parts.map(({ partId }) => partId),
          restricted,
        );
        const [first] = parts;
        await stores.audit.append(
          [{ action: "restrict", actor, subject: first?.profileId, detail: { restricted } }],
          nowMs,
        );
        return true;
      });
      return done ?? false;
    },

    recordConsent: (subject, { answers, method, channel, textVersion: shown, locale, untilMs }, actor) =>
      inTransaction(async (stores) => {
        const nowMs = clock.nowMs();
        const known = await partsOf(stores, subject, actor);
        const given = "profileId" in subject ? [] : namesOf(subject);
        const agrees = Object.values(answers).includes(true);
        const own = known.length > 0 ? joinParts(known, inventory).identifiers : [];
        const proven = own.filter(({ standing }) => standing !== "claimed");
        // The subject's own words lift the tombstones that keep others from bringing them back.
        if (agrees) await stores.tombstones.lift(given.map((identifier) => stores.people.hash(identifier)));
        const identifiers: readonly Identifier[] =
          known.length > 0
            ? normalizeIdentifiers([...given, ...proven.map(({ type, value }) => ({ type, value }))])
            : agrees
              ? given
              : firstOf(subject, given);
        if (identifiers.length === 0) return undefined;
        const before = known.length > 0 ? joinParts(known, inventory).consent : [];
        const consent = {
          categoryPreferences: { ...answers } as Record<string, boolean>,
          covers: identifiers.map(identifierKey),
          method,
          ...(shown === undefined ? {} : { textVersion: shown }),
          ...(locale === undefined ? {} : { locale }),
          ...(untilMs === undefined ? {} : { until: new Date(untilMs).toISOString() }),
        };
        const after = await say(stores, identifiers, { context: { consent } }, channel, nowMs);
        const [first] = after;
        if (first === undefined) return undefined;
        const now = joinParts(after, inventory).consent;
        const changes = consentChanges(before, now, setup, nowMs, first.profileId, actor);
        await stores.audit.append(changes, nowMs);
        return viewOf(after, "personalization", nowMs);
      }),

    async setRegime(subject, regime, actor) {
      const done = await about(subject, actor, async (stores, parts, nowMs) => {
        const after = await say(
          stores,
          provenOf(parts),
          { traits: { privacy_regime: regime } },
          "admin",
          nowMs,
        );
        await stores.audit.append(
          [{ action: "regime", actor, subject: after[0]?.profileId, detail: { regime } }],
          nowMs,
        );
        return true;
      });
      return done ?? false;
    },

    correct(subject, attribute, value, actor) {
      const declared = inventory.attribute(attribute);
      const [name] = Array.isArray(declared?.from) ? declared.from : [];
      if (declared === undefined || !declared.correctable || name === undefined) {
        throw new RapportError("request_malformed", "attribute: is none that a person may correct");
      }
      if (value.trim() === "" || value.length > 200) {
        throw new RapportError("request_malformed", "value: must have 1 to 200 characters");
      }
      return about(subject, actor, async (stores, parts, nowMs) => {
        const after = await say(
          stores,
          provenOf(parts),
          { traits: nested(name, value.trim()) },
          "self",
          nowMs,
        );
        const view = viewOf(after, "service", nowMs);
        await stores.audit.append(
          [{ action: "correct", actor, subject: view.profileId, detail: { attribute } }],
          nowMs,
        );
        return view;
      });
    },

    async merges(subject) {
      return inTransaction(async (stores) => {
        if (subject === undefined) return (await stores.parts.merges()).map(toMergeRecord);
        const parts = await partsOf(stores, subject, "cli");
        return (await stores.parts.merges(parts.map(({ partId }) => partId))).map(toMergeRecord);
      });
    },

    unmerge: (mergeId, actor) =>
      inTransaction(async ({ parts, audit }) => {
        const nowMs = clock.nowMs();
        const merge = await parts.merge(mergeId);
        if (merge === undefined || merge.undone_at !== null) {
          throw new RapportError("not_found", "no such merge, or it was undone before");
        }
        await parts.undoMerge(mergeId, nowMs);
        const [row] = await parts.parts([merge.merged_part_id]);
        const all = row === undefined ? [] : await parts.partsOf([row.profile_id as ProfileId]);
        const standing = await parts.merges(all.map((each) => each.part_id as PartId));
        const restored = merge.merged_part_id as string as ProfileId;
        await parts.setProfile([...partsConnected(merge.merged_part_id, standing)], restored);
        await audit.append(
          [
            {
              action: "unmerge",
              actor,
              subject: row?.profile_id,
              detail: { restored, cause: merge.cause },
            },
          ],
          nowMs,
        );
        return toMergeRecord({ ...merge, undone_at: nowMs });
      }),

    sweep: async () => {
      const places = await sweepStores({ inTransaction, setup, nowMs: clock.nowMs() });
      await scrub();
      return places;
    },

    drops: () => inTransaction(({ drops }) => drops.list()),

    rotateKeys: (actor, onProgress) => rotateKeys({ inTransaction, nowMs: clock.nowMs(), actor, onProgress }),

    async eraseTombstoned(actor) {
      let erased = 0;
      for (;;) {
        const partId = await inTransaction(({ parts }) => parts.tombstoned());
        if (partId === undefined) return erased;
        await erase({ profileId: partId }, actor, "erased_before_restore");
        erased++;
      }
    },

    verifyAudit: (onProgress) => inTransaction(({ audit }) => audit.verify(onProgress)),

    audit: ({ subject, afterSequence, limit }) =>
      inTransaction(async (stores) => {
        const subjects =
          subject === undefined
            ? undefined
            : await subjectIds(await partsOf(stores, subject, "cli"), subject);
        return stores.audit.list({
          limit: limit ?? AUDIT_PAGE,
          ...(subjects === undefined ? {} : { subjects }),
          ...(afterSequence === undefined ? {} : { afterSequence }),
        });
      }),

    createDownload: (subject, actor) =>
      about(subject, actor, async ({ downloads }, parts, nowMs) => {
        const [first] = parts;
        if (first === undefined) return undefined;
        return downloads.create(first.partId, nowMs + DOWNLOAD_MS);
      }),

    async takeDownload(ticket) {
      await settleEvents();
      return inTransaction(async (stores) => {
        const nowMs = clock.nowMs();
        const partId = await stores.downloads.take(ticket, nowMs);
        if (partId === undefined) return undefined;
        const parts = await partsOf(stores, { profileId: partId }, "cli");
        if (parts.length === 0) return undefined;
        const all = await exportProfile(stores, setup, parts, nowMs);
        const actor = "person:download";
        await stores.audit.append([{ action: "export", actor, subject: all.profileId }], nowMs);
        return all;
      });
    },
  };
}

function provenOf(parts: readonly OpenPart[]): readonly Identifier[] {
  return normalizeIdentifiers(
    parts
      .flatMap(({ profile }) => profile.identifiers)
      .filter(({ standing }) => standing !== "claimed")
      .map(({ type, value }) => ({ type, value })),
  );
}

/** The first identifier that a subject was given by, if it counts at all. */
function firstOf(subject: Subject, given: readonly Identifier[]): readonly Identifier[] {
  if (!("identifiers" in subject)) return given.slice(0, 1);
  const [first] = subject.identifiers;
  return given.filter(({ type }) => type === first?.type).slice(0, 1);
}

/** `address.city` → `{ address: { city } }`. */
function nested(path: string, value: string): Record<string, unknown> {
  const [outer = path, inner] = path.split(".");
  return inner === undefined ? { [outer]: value } : { [outer]: { [inner]: value } };
}

function subjectIds(parts: readonly OpenPart[], subject: Subject): readonly string[] {
  // An erased or separated profile's own id still finds what was done to it.
  const own = "profileId" in subject ? [subject.profileId] : [];
  return [...new Set([...own, ...parts.flatMap(({ partId, profileId }) => [partId, profileId])])];
}
