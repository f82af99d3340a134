import type { ConsentMethod, ConsentStatement } from "../consent/consent-statement.js";
import type { ConsentDecision } from "../consent/decide-consent.js";
import type { Purpose, Regime } from "../consent/purpose.js";
import type { Identifier, KnownIdentifier } from "../profiles/identity/identifier.js";
import type { Trait } from "../profiles/profile.js";
import type { ProfileFields } from "../profiles/profile-fields.js";
import type { Withheld } from "../replies/receipt.js";
import type { AuditEntry, AuditVerdict, NotedHead } from "./audit-store.js";

/** Who asks: `cli`, `admin:<token name>`, `person:slack`, `platform:zendesk`, `retention`. Holds no personal data. */
export type Actor = string;

/**
 * Whom it is about: what names them, or the profile's own id (old ids of merged profiles too). An identifier
 * that its profile only claims may be somebody else's: it names nobody. The profile's id does.
 */
export type Subject =
  | { readonly identifier: Identifier }
  | { readonly identifiers: readonly Identifier[] }
  | { readonly profileId: string };

/** A profile as one purpose may see it. */
export interface PersonView {
  readonly profileId: string;
  readonly purpose: Purpose;
  readonly fields: ProfileFields;
  readonly withheld: readonly Withheld[];
  /** For every purpose, what may be done and why. */
  readonly consent: Readonly<Record<Purpose, ConsentDecision>>;
  readonly regime: Regime;
  readonly restricted: boolean;
}

/** All that is held of one person. */
export interface PersonExport {
  readonly format: "rapport-export/1";
  readonly exportedAt: string;
  /** Empty for somebody of whom there are only imported tickets or hand-offs. */
  readonly profileId: string;
  /** Ids of profiles that were merged into this one. */
  readonly formerProfileIds: readonly string[];
  readonly regime: Regime;
  readonly restricted: boolean;
  readonly identifiers: readonly KnownIdentifier[];
  /** By module (`demographics`, `purchases`, …), each attribute with value, source, time and confidence. */
  readonly modules: Readonly<Record<string, Readonly<Record<string, Trait | unknown>>>>;
  /** All fields as they are read today, by `module.attribute`. */
  readonly fields: ProfileFields;
  readonly consent: {
    readonly decisions: Readonly<Record<Purpose, ConsentDecision>>;
    readonly history: readonly ConsentStatement[];
  };
  /** What happened, oldest first, reduced to what the inventory declares. */
  readonly events: readonly unknown[];
  readonly conversations: readonly unknown[];
  /** Conversations of theirs that people of the company were asked to take over. */
  readonly handoffs: readonly unknown[];
  /** Replies that were decided for them, with the receipts. */
  readonly decisions: readonly unknown[];
  /** What they wrote, in solved tickets that the company imported. */
  readonly tickets: readonly {
    readonly text: string;
    readonly reply: string;
    readonly createdAt?: string;
    readonly satisfaction?: string;
  }[];
  readonly memberships: readonly unknown[];
  /** What was concluded rather than told, and by which model. */
  readonly inferred: readonly { readonly what: string; readonly value: unknown; readonly model: string }[];
  readonly merges: readonly MergeRecord[];
}

export interface MergeRecord {
  readonly mergeId: string;
  readonly keptProfileId: string;
  readonly mergedProfileId: string;
  readonly mergedAt: string;
  /** The kinds of identifiers that named both: `email`, `alias`. */
  readonly cause: string;
  /** Set once it was undone: the two then never merge by themselves again. */
  readonly undoneAt?: string;
}

/** One place that was cleared, and of how many entries. */
export interface ErasedPlace {
  readonly place: string;
  readonly entries: number;
}

export interface ErasureReport {
  /** The audit finds the erasure by it. Of somebody who had no profile a number of its own. */
  readonly profileId: string;
  readonly erasedAt: string;
  readonly places: readonly ErasedPlace[];
}

/** Answers to the question of consent, as they reach us. */
export interface ConsentAnswers {
  readonly answers: Readonly<Partial<Record<Purpose, boolean>>>;
  readonly method: ConsentMethod;
  readonly channel: string;
  readonly textVersion?: string;
  readonly locale?: string;
  readonly untilMs?: number;
  readonly evidence?: string;
}

/**
 * What persons, admins and laws may ask about a person. Everything here is written to the audit.
 * A subject of whom nothing is recorded gives `undefined`.
 */
export interface Privacy {
  read(subject: Subject, purpose: Purpose, actor: Actor): Promise<PersonView | undefined>;
  exportData(subject: Subject, actor: Actor): Promise<PersonExport | undefined>;
  /**
   * Destroys key, rows and caches, and leaves keyed hashes so that late events don't bring the person back.
   * @param cause why, in a word: `request`, `zendesk_user_deleted`, `User Deleted`
   */
  erase(subject: Subject, actor: Actor, cause: string): Promise<ErasureReport | undefined>;
  /** All people whom a channel brought and nothing else knows; of the others, what came from that channel. */
  eraseChannel(
    channel: "slack" | "teams" | "zendesk",
    actor: Actor,
    cause: string,
  ): Promise<{ readonly people: number; readonly places: readonly ErasedPlace[] }>;
  /** Restricted data is kept and used for nothing (GDPR, article 18). */
  restrict(subject: Subject, restricted: boolean, actor: Actor): Promise<boolean>;
  /**
   * Makes somebody unknown known: whoever agrees by all that names them, whoever refuses by the first identifier
   * alone, so that the refusal is remembered.
   */
  recordConsent(subject: Subject, answers: ConsentAnswers, actor: Actor): Promise<PersonView | undefined>;
  setRegime(subject: Subject, regime: Regime, actor: Actor): Promise<boolean>;
  /**
   * @param attribute one that the inventory lets the person correct
   * @param value as written; a number or a boolean is read from it
   * @returns `changed`: false if it was so already
   * @throws RapportError `request_malformed` if it does not, if the value is not of its kind, or if the inventory
   * gives another source the last word
   */
  correct(
    subject: Subject,
    attribute: string,
    value: string,
    actor: Actor,
  ): Promise<(PersonView & { readonly changed: boolean }) | undefined>;
  merges(subject?: Subject): Promise<readonly MergeRecord[]>;
  /**
   * What was restricted as one stays so in both.
   * @throws RapportError `not_found` for an id that is unknown or undone already
   */
  unmerge(mergeId: string, actor: Actor): Promise<MergeRecord & { readonly restricted?: boolean }>;
  /** Removes what the inventory's retention, or the lack of any allowed purpose, leaves no reason to keep. */
  sweep(): Promise<readonly ErasedPlace[]>;
  /** What came in and was not declared in the inventory, so was dropped. */
  drops(): Promise<
    readonly { readonly attribute: string; readonly source: string; readonly count: number }[]
  >;
  /**
   * Wraps all keys of the tenant by the current master key. Cut short, the next run goes on.
   * @returns how many keys were wrapped anew
   */
  rotateKeys(actor: Actor, onProgress: (done: number, total: number) => void): Promise<number>;
  /** Erases what a backup brought back of people who were erased after it was made. */
  eraseTombstoned(actor: Actor): Promise<number>;
  /** @param noted a head that was noted elsewhere: shows whether the end was cut off */
  verifyAudit(
    onProgress?: (checked: number, total: number) => void,
    noted?: NotedHead,
  ): Promise<AuditVerdict>;
  audit(filter: {
    readonly subject?: Subject;
    readonly afterSequence?: number;
    readonly limit?: number;
  }): Promise<readonly AuditEntry[]>;
  /** A one-time ticket for the person's own download, good for 15 minutes. */
  createDownload(subject: Subject, actor: Actor): Promise<string | undefined>;
  /** The export of a ticket, once. */
  takeDownload(ticket: string): Promise<PersonExport | undefined>;
}
