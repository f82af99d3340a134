import type { Clock } from "./clock.js";
import type { Regime } from "./consent/purpose.js";
import type { PostAction } from "./conversations/flows/call-port.js";
import type { FlowSet } from "./conversations/flows/flow.js";
import type { Core } from "./core.js";
import type { DeadLetters } from "./events/dead-letters.js";
import type { EventCounts } from "./events/inbox-store.js";
import type { Library, LibraryCounts } from "./imports/library.js";
import type { MasterKeyPair } from "./keys.js";
import type { TextEncoder } from "./language/text-encoder.js";
import type { Logger } from "./logger.js";
import type { Metrics, TurnStop } from "./metrics.js";
import type { AdminScope, AdminTokenStore } from "./privacy/admin-token-store.js";
import type { ConsentText } from "./privacy/consent-text.js";
import type { TenantInventory } from "./privacy/tenant-attributes.js";
import type { ReaderSetup } from "./profiles/profile-reader.js";
import type { JobCounts } from "./queue/job-queue.js";
import type { ReplyTrials } from "./replies/experiment-trials.js";
import type { ExplainedDecision } from "./replies/explain-decision.js";
import type { ReplySettings } from "./replies/reply-settings.js";
import type { ReplySettingsChange } from "./replies/reply-settings-change.js";
import type { Rewriting } from "./replies/rewrite/rewrite-answer.js";
import type { Tone } from "./replies/tone.js";
import type { Storage } from "./storage/open-storage.js";
import type { TenantId } from "./tenant-id.js";

export interface OpenCoreOptions extends MasterKeyPair {
  readonly dataDir: string;
  /** `postgres://…`; without it the embedded database in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  /** `redis://…`: the queue and conversations' context are there, for several processes. Without it, in this process. */
  readonly redisUrl?: string | undefined;
  /** Whether this process works the queue of events. By default it does if there is no Redis. */
  readonly works?: boolean | undefined;
  /** So many events may wait before sources are asked to come again. Default 100,000. */
  readonly maxBacklog?: number | undefined;
  /** Asked when a key is met that neither master key wrapped: another process may have rotated them. */
  readonly reloadMasterKeys?: (() => MasterKeyPair) | undefined;
  readonly tenantId: TenantId;
  /** What templates print as `tenant.name`; remembered, so that it need not be given again. */
  readonly tenantName?: string | undefined;
  /** The tone that texts are taken in unless a customer asked for another. */
  readonly tone?: Tone | undefined;
  /** A language model that rewords the bots' answers. */
  readonly rewriting?: Rewriting | undefined;
  /** What law the tenant's customers are under unless it is said of one; remembered. A new tenant has `gdpr`. */
  readonly regime?: Regime | undefined;
  /** The tenant's own attributes and blocked identifiers. */
  readonly inventory?: TenantInventory | undefined;
  /** How customers are asked for consent. */
  readonly consentText?: ConsentText | undefined;
  /** Where customers reach this server: with it they can download what is held of them. */
  readonly publicUrl?: (() => string | undefined) | undefined;
  /** Its embeddings join the text model's input, from the next training on. */
  readonly encoder?: TextEncoder | undefined;
  /** Below this probability of the best reply people are brought in at once; in [0,1]. Default 0: after asking back. */
  readonly handoffBelow?: number | undefined;
  /** Carries out the actions of flows that have an address. Without it they fail. */
  readonly postAction?: PostAction;
  /** Told how long each stop of a turn took. */
  readonly onTurnStop?: (stop: TurnStop, seconds: number) => void;
  /** Also count memory, CPU and event loop. Once a process. */
  readonly processMetrics?: boolean;
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
  readonly metrics: Metrics;
  /** Why a reply of the last 90 days was given, and whether it would be again; the reading goes to the audit. */
  explain(decisionId: string): Promise<ExplainedDecision | undefined>;
  /** What the admin settled for replies. */
  readonly replySettings: {
    load(): Promise<ReplySettings>;
    /**
     * In force from the next turn on, in all processes; goes to the audit.
     * @throws RapportError `request_malformed`, with a sentence that says what is wrong
     */
    change(change: ReplySettingsChange, actor: string): Promise<ReplySettings>;
    /**
     * How what is tried out does.
     * @param experiment its name; by default the one that runs, or ran last
     * @throws RapportError `not_found` if none of that name has run
     */
    trials(experiment?: string): Promise<ReplyTrials>;
  };
  /** Events that could not be applied. */
  readonly deadLetters: DeadLetters;
  /** From now on conversations follow these flows, and the text model learns from their examples. */
  followFlows(flows: FlowSet): void;
  /** Begins what happens by the clock: retention. Once, whatever the number of processes. */
  startUpkeep(): Promise<void>;
  /** What answers and what does not. */
  health(): Promise<Health>;
  /** What an admin sees at a glance. */
  status(): Promise<CoreStatus>;
  /** Answers at once whoever waits for a change of segment: the process is about to end. */
  answerWatchers(): void;
  /** Sets what templates print as `tenant.name`. */
  renameTenant(name: string): Promise<void>;
  /** Resolves when all that was acknowledged is applied. */
  drained(): Promise<void>;
  close(): Promise<void>;
}

/** What answers. */
export interface Health {
  readonly storage: boolean;
  readonly queue: boolean;
  /** `degraded`: customers are answered without context. */
  readonly conversationContext: "ok" | "degraded";
}

/** What is there, and how it stands. */
export interface CoreStatus extends LibraryCounts {
  readonly mode: "embedded" | "scaled out";
  readonly storage: "sqlite" | "postgres";
  readonly queue: JobCounts | "away";
  readonly conversationContext: "ok" | "degraded";
  /** How long the oldest waiting event has waited; 0 if none waits. */
  readonly oldestPendingSeconds: number;
  /** Events by where they came from. */
  readonly sources: Readonly<Record<string, EventCounts>>;
}

/** The admin API's tokens of one tenant. */
export interface AdminTokens extends Pick<AdminTokenStore, "find" | "list"> {
  /** Returns the token, shown once; `undefined` if one of this name is in use. */
  create(name: string, scopes: readonly AdminScope[]): Promise<string | undefined>;
  revoke(name: string): Promise<boolean>;
}
