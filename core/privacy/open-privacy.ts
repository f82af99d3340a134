import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.js";
import { consentChanges } from "../consent/consent-changes.js";
import { decideConsent } from "../consent/decide-consent.js";
import { PURPOSES } from "../consent/purpose.js";
import { readProfile, regimeOf } from "../consent/read-profile.js";
import { RapportError } from "../error.js";
import { type Identifier, identifierKey } from "../profiles/identity/identifier.js";
import { normalizeIdentifiers } from "../profiles/identity/normalize-identifier.js";
import type { OpenPart } from "../profiles/open-part.js";
import type { PartId, ProfileId, TraitValue } from "../profiles/profile.js";
import { joinParts, type ReaderSetup } from "../profiles/profile-reader.js";
import { partsConnected } from "../profiles/unmerge.js";
import type { Segmentation, SegmentationStores } from "../segments/segmentation.js";
import { correctedValue } from "./corrected-value.js";
import { channelEraser } from "./erase-channel.js";
import { eraseProfile, unheld } from "./erase-profile.js";
import { eraseOneTombstoned } from "./erase-tombstoned.js";
import { exportProfile, type HeldOfPerson } from "./export-profile.js";
import { toMergeRecord } from "./merge-record.js";
import type { ErasureReport, PersonExport, PersonView, Privacy, Subject } from "./privacy.js";
import type { PrivacyStores } from "./privacy-stores.js";
import { rotateKeys } from "./rotate-keys.js";
import { sweepStores } from "./sweep-stores.js";
import { provenOf, tellNamed, tellPerson } from "./tell-person.js";
import { identifierHash, ticketHashes } from "./ticket-customer.js";

export interface PrivacyParts {
  /** Runs `work` in one transaction. */
  readonly inTransaction: <T>(work: (stores: PrivacyStores) => Promise<T>) => Promise<T>;
  readonly setup: ReaderSetup;
  /** How people are put into segments now. */
  readonly segmentation: (stores: SegmentationStores) => Promise<Segmentation>;
  readonly clock: Clock;
  /** Applies what waits, so that it is not left out. */
  readonly settleEvents: () => Promise<void>;
  /** Overwrites what was deleted on disk. */
  readonly scrub: () => Promise<void>;
}

const DOWNLOAD_MS = 15 * 60_000;
const AUDIT_PAGE = 100;

/** What persons and admins may ask about people; each answer is written to the audit in the same transaction. */
export function openPrivacy({
  inTransaction,
  setup,
  segmentation,
  clock,
  settleEvents,
  scrub,
}: PrivacyParts): Privacy {
  const { inventory, consentTextVersion: textVersion } = setup;

  const hashOf = identifierHash(setup.index, setup.tenantId);

  /** The parts of whom a subject names. What a profile only claims may be somebody else's, so it names nobody. */
  async function partsOf({ people, parts }: PrivacyStores, subject: Subject): Promise<readonly OpenPart[]> {
    if ("profileId" in subject) {
      const [row] = await parts.parts([subject.profileId as PartId]);
      return row === undefined ? [] : people.partsOf(row.profile_id as ProfileId);
    }
    const named = namesOf(subject).filter(({ verified }) => verified !== false);
    const owners = await parts.identifiers(named.map(hashOf));
    const proven = owners.filter(({ standing }) => standing !== "claimed");
    const rows = await parts.partsWith(proven.map(({ part_id }) => part_id));
    const profileIds = new Set(rows.map((row) => row.profile_id as ProfileId));
    const [only] = profileIds;
    return only === undefined || profileIds.size > 1 ? [] : people.partsOf(only);
  }

  const givenIn = (subject: Subject): readonly Identifier[] =>
    "profileId" in subject ? [] : "identifier" in subject ? [subject.identifier] : subject.identifiers;

  const namesOf = (subject: Subject): readonly Identifier[] =>
    normalizeIdentifiers(givenIn(subject), setup.blocked);

  /** Also exactly as they were given: tickets of earlier versions stand under what their file had. */
  const formsOf = (subject: Subject): readonly Identifier[] => [...namesOf(subject), ...givenIn(subject)];

  /** All that is held of a subject, with and without a profile. */
  async function heldOf(
    stores: PrivacyStores,
    subject: Subject,
    parts: readonly OpenPart[],
  ): Promise<HeldOfPerson> {
    const partIds = parts.map(({ partId }) => partId);
    const free = await unheld(stores.parts, hashOf, formsOf(subject), partIds);
    const meant = [...provenOf(parts), ...free];
    return {
      parts,
      tickets: await stores.tickets.of(ticketHashes(meant, hashOf)),
      handoffs: await stores.handoffs.of({ partIds, hashes: meant.map(hashOf) }),
    };
  }

  const isNobody = ({ parts, tickets, handoffs }: HeldOfPerson) =>
    parts.length + tickets.length + handoffs.length === 0;

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
    work: (stores: PrivacyStores, parts: readonly OpenPart[], nowMs: number) => Promise<T>,
  ): Promise<T | undefined> =>
    inTransaction(async (stores) => {
      const parts = await partsOf(stores, subject);
      return parts.length === 0 ? undefined : work(stores, parts, clock.nowMs());
    });

  async function erase(subject: Subject, actor: string, cause: string): Promise<ErasureReport | undefined> {
    await settleEvents();
    const report = await inTransaction(async (stores) => {
      const nowMs = clock.nowMs();
      const parts = await partsOf(stores, subject);
      if (parts.length === 0 && isNobody(await heldOf(stores, subject, parts))) return undefined;
      const profileId = parts[0]?.profileId;
      const number = profileId ?? randomUUID();
      const request = { actor, cause, nowMs, number };
      const { places } = await eraseProfile(stores, setup, profileId, formsOf(subject), request);
      return { profileId: number, erasedAt: new Date(nowMs).toISOString(), places };
    });
    await scrub();
    // What came meanwhile finds the tombstones.
    await settleEvents();
    return report;
  }

  async function exportFor(stores: PrivacyStores, held: HeldOfPerson, actor: string): Promise<PersonExport> {
    const nowMs = clock.nowMs();
    const all = await exportProfile(
      stores,
      { ...setup, segmentation: () => segmentation(stores) },
      held,
      nowMs,
    );
    await stores.audit.append([{ action: "export", actor, subject: held.parts[0]?.profileId }], nowMs);
    return all;
  }

  return {
    read: (subject, purpose, actor) =>
      about(subject, async ({ audit }, parts, nowMs) => {
        const view = viewOf(parts, purpose, nowMs);
        await audit.append(
          [{ action: "read", actor, subject: view.profileId, detail: { purposes: [purpose] } }],
          nowMs,
        );
        return view;
      }),

    async exportData(subject, actor) {
      await settleEvents();
      return inTransaction(async (stores) => {
        const parts = await partsOf(stores, subject);
        const held = await heldOf(stores, subject, parts);
        return isNobody(held) ? undefined : exportFor(stores, held, actor);
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
      const done = await about(subject, async (stores, parts, nowMs) => {
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
        const known = await partsOf(stores, subject);
        const given = namesOf(subject);
        const agrees = Object.values(answers).includes(true);
        // The subject's own words lift the tombstones that keep others from bringing them back.
        if (agrees) {
          const vouched = given.filter(({ verified }) => verified !== false);
          const lifted = [...vouched.map(hashOf), ...ticketHashes(vouched, hashOf)];
          await stores.tombstones.lift(lifted, nowMs);
        }
        const identifiers =
          known.length > 0
            ? normalizeIdentifiers([...given, ...provenOf(known)])
            : agrees
              ? given
              : firstOf(subject, given);
        // Somebody who only claims what names them is spoken of as such.
        const covered =
          identifiers.length > 0 ? identifiers : known.flatMap(({ profile }) => profile.identifiers);
        if (covered.length === 0) return undefined;
        const before = known.length > 0 ? joinParts(known, inventory).consent : [];
        const consent = {
          categoryPreferences: { ...answers } as Record<string, boolean>,
          covers: covered.map(identifierKey),
          method,
          ...(shown === undefined ? {} : { textVersion: shown }),
          ...(locale === undefined ? {} : { locale }),
          ...(untilMs === undefined ? {} : { until: new Date(untilMs).toISOString() }),
        };
        const statement = { context: { consent } };
        const after =
          identifiers.length > 0
            ? await tellNamed(stores.people, identifiers, statement, channel, nowMs)
            : await tellPerson(stores.people, known, statement, channel, nowMs);
        const [first] = after;
        if (first === undefined) return undefined;
        const now = joinParts(after, inventory).consent;
        const changes = consentChanges(before, now, setup, nowMs, first.profileId, actor);
        await stores.audit.append(changes, nowMs);
        return viewOf(after, "personalization", nowMs);
      }),

    async setRegime(subject, regime, actor) {
      const done = await about(subject, async (stores, parts, nowMs) => {
        const statement = { traits: { privacy_regime: regime } };
        const after = await tellPerson(stores.people, parts, statement, "admin", nowMs);
        await stores.audit.append(
          [{ action: "regime", actor, subject: after[0]?.profileId, detail: { regime } }],
          nowMs,
        );
        return true;
      });
      return done ?? false;
    },

    async correct(subject, attribute, value, actor) {
      const declared = inventory.attribute(attribute);
      const [name] = Array.isArray(declared?.from) ? declared.from : [];
      if (declared === undefined || !declared.correctable || name === undefined) {
        throw new RapportError("request_malformed", "attribute: is none that a person may correct");
      }
      const corrected = correctedValue(declared, value);
      return about(subject, async (stores, parts, nowMs) => {
        const before = joinParts(parts, inventory).traits[attribute]?.value;
        const statement = { traits: nested(name, corrected) };
        const after = await tellPerson(stores.people, parts, statement, "self", nowMs);
        if (joinParts(after, inventory).traits[attribute]?.value !== corrected) {
          throw new RapportError(
            "request_malformed",
            "attribute: the inventory gives another source the last word, so it was not changed",
          );
        }
        const view = viewOf(after, "service", nowMs);
        await stores.audit.append(
          [{ action: "correct", actor, subject: view.profileId, detail: { attribute } }],
          nowMs,
        );
        return { ...view, changed: before !== corrected };
      });
    },

    async merges(subject) {
      return inTransaction(async (stores) => {
        if (subject === undefined) return (await stores.parts.merges()).map(toMergeRecord);
        const parts = await partsOf(stores, subject);
        return (await stores.parts.merges(parts.map(({ partId }) => partId))).map(toMergeRecord);
      });
    },

    unmerge: (mergeId, actor) =>
      inTransaction(async ({ parts, audit, standings }) => {
        const nowMs = clock.nowMs();
        const merge = await parts.merge(mergeId);
        if (merge === undefined || merge.undone_at !== null) {
          throw new RapportError("not_found", "no such merge, or it was undone before");
        }
        await parts.undoMerge(mergeId, nowMs);
        const [row] = await parts.parts([merge.merged_part_id]);
        const all = row === undefined ? [] : await parts.partsOf([row.profile_id as ProfileId]);
        const ids = all.map((each) => each.part_id as PartId);
        const standing = await parts.merges(ids);
        const restored = merge.merged_part_id as string as ProfileId;
        await parts.setProfile([...partsConnected(merge.merged_part_id, standing)], restored);
        const bothIds = [restored, ...(row === undefined ? [] : [row.profile_id as ProfileId])];
        await standings.forgetSince(bothIds, merge.merged_at);
        // Whose data it was that is restricted is not known any more: both are, until somebody ends it.
        const restricted = all.some((each) => each.restricted === 1);
        if (restricted) await parts.setRestricted(ids, true);
        await audit.append(
          [
            {
              action: "unmerge",
              actor,
              subject: row?.profile_id,
              detail: { restored, cause: merge.cause, ...(restricted ? { restricted } : {}) },
            },
          ],
          nowMs,
        );
        return { ...toMergeRecord({ ...merge, undone_at: nowMs }), ...(restricted ? { restricted } : {}) };
      }),

    sweep: async () => {
      const places = await sweepStores({ inTransaction, setup, nowMs: clock.nowMs() });
      await scrub();
      return places;
    },

    drops: () => inTransaction(({ drops }) => drops.list()),

    rotateKeys: (actor, onProgress) => rotateKeys({ inTransaction, nowMs: clock.nowMs(), actor, onProgress }),

    async eraseTombstoned(actor) {
      await settleEvents();
      let erased = 0;
      for (;;) {
        const one = await inTransaction((stores) =>
          eraseOneTombstoned(stores, setup, { actor, cause: "erased_before_restore", nowMs: clock.nowMs() }),
        );
        if (one === undefined) break;
        if (one) erased++;
      }
      await scrub();
      return erased;
    },

    verifyAudit: (onProgress, noted) => inTransaction(({ audit }) => audit.verify(onProgress, noted)),

    audit: ({ subject, afterSequence, limit }) =>
      inTransaction(async (stores) => {
        const subjects =
          subject === undefined
            ? undefined
            : [
                ...subjectIds(await partsOf(stores, subject), subject),
                ...(await stores.tombstones.profilesOf(formsOf(subject).map(hashOf))),
              ];
        return stores.audit.list({
          limit: limit ?? AUDIT_PAGE,
          ...(subjects === undefined ? {} : { subjects }),
          ...(afterSequence === undefined ? {} : { afterSequence }),
        });
      }),

    createDownload: (subject) =>
      about(subject, async ({ downloads }, parts, nowMs) => {
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
        const subject = { profileId: partId };
        const parts = await partsOf(stores, subject);
        if (parts.length === 0) return undefined;
        return exportFor(stores, await heldOf(stores, subject, parts), "person:download");
      });
    },
  };
}

/** The first identifier that a subject was given by, if it counts at all. */
function firstOf(subject: Subject, given: readonly Identifier[]): readonly Identifier[] {
  if (!("identifiers" in subject)) return given.slice(0, 1);
  const [first] = subject.identifiers;
  return given.filter(({ type }) => type === first?.type).slice(0, 1);
}

/** `address.city` → `{ address: { city } }`. */
function nested(path: string, value: TraitValue): Record<string, unknown> {
  const [outer = path, inner] = path.split(".");
  return inner === undefined ? { [outer]: value } : { [outer]: { [inner]: value } };
}

function subjectIds(parts: readonly OpenPart[], subject: Subject): readonly string[] {
  // An erased or separated profile's own id still finds what was done to it.
  const own = "profileId" in subject ? [subject.profileId] : [];
  return [...new Set([...own, ...parts.flatMap(({ partId, profileId }) => [partId, profileId])])];
}
