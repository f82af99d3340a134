import type { Clock } from "../clock.js";
import type { ConversationOutcome, Feedback, SentMessage } from "../core.js";
import { RapportError } from "../error.js";
import type { AuditStore } from "../privacy/audit-store.js";
import type { ReaderSetup } from "../profiles/profile-reader.js";
import type { DecisionStore } from "./decision-store.js";
import { type ReplyTrials, readTrials } from "./experiment-trials.js";
import type { ExperimentTurnStore } from "./experiment-turn-store.js";
import { type ExplainedDecision, explainDecision } from "./explain-decision.js";
import type { ReplySettings, ReplySettingsStore } from "./reply-settings.js";
import { changedReplySettings, type ReplySettingsChange } from "./reply-settings-change.js";
import type { ReplyStore } from "./reply-store.js";

interface DecisionStores {
  readonly decisions: DecisionStore;
  readonly replies: ReplyStore;
  readonly replySettings: ReplySettingsStore;
  readonly experimentTurns: ExperimentTurnStore;
  readonly revisions: { advance(): Promise<void> };
  readonly audit: Pick<AuditStore, "append">;
}

export interface DecisionParts {
  readonly stores: DecisionStores;
  readonly inTransaction: <T>(work: (stores: DecisionStores) => Promise<T>) => Promise<T>;
  readonly setup: Pick<ReaderSetup, "tenantId" | "index">;
  readonly clock: Clock;
}

type FeedbackStatus = "stored" | "duplicate" | "unknown_decision";

/** What was decided: what came of it, why it was so, and what the admin settled for it. Over one tenant's stores. */
export interface Decisions {
  feedback(feedback: Feedback): Promise<{ readonly status: FeedbackStatus }>;
  /** Feedback on the decision that an agent used last in the conversation. */
  outcome(outcome: ConversationOutcome): Promise<{ readonly status: FeedbackStatus }>;
  /** Notes which message brought a decision to the customer. */
  noteMessage(message: SentMessage, decisionId: string): Promise<void>;
  ofMessage(message: SentMessage): Promise<string | undefined>;
  explain(decisionId: string): Promise<ExplainedDecision | undefined>;
  readonly settings: {
    load(): Promise<ReplySettings>;
    change(change: ReplySettingsChange, actor: string): Promise<ReplySettings>;
    trials(experiment?: string): Promise<ReplyTrials>;
  };
}

export function openDecisions({ stores, inTransaction, setup, clock }: DecisionParts): Decisions {
  const { tenantId, index } = setup;
  const messageHash = ({ channel, conversationId, messageId }: SentMessage) =>
    index.hash(`${tenantId}|${channel}|sent`, `${conversationId}\n${messageId}`);
  return {
    async feedback(feedback) {
      const nowMs = clock.nowMs();
      return { status: await inTransaction(({ decisions }) => decisions.addFeedback(feedback, nowMs)) };
    },

    async outcome({ tenantId: asked, channel, conversationId, kind, atMs }) {
      const hash = index.hash(`${tenantId}|${channel}|conversation`, conversationId);
      const nowMs = clock.nowMs();
      return inTransaction(async ({ decisions }) => {
        const decisionId = await decisions.latestUsed(hash, atMs);
        if (decisionId === undefined) return { status: "unknown_decision" };
        return {
          status: await decisions.addFeedback({ tenantId: asked, decisionId, kind, channel }, nowMs),
        };
      });
    },

    noteMessage: (message, decisionId) => stores.decisions.noteMessage(decisionId, messageHash(message)),
    ofMessage: (message) => stores.decisions.byMessage(messageHash(message)),

    async explain(decisionId) {
      const explained = await explainDecision(decisionId, stores);
      if (explained !== undefined) {
        const detail = { decision: decisionId, change: "explained" };
        await stores.audit.append([{ action: "admin", actor: "cli", detail }], clock.nowMs());
      }
      return explained;
    },

    settings: {
      load: () => stores.replySettings.load(),
      trials: (experiment) => readTrials(stores, experiment, clock.nowMs()),
      change: (change, actor) =>
        inTransaction(async ({ replySettings, experimentTurns, revisions, audit }) => {
          const settings = changedReplySettings(await replySettings.load(), change);
          if (change.experiment && (await experimentTurns.hasRun(change.experiment.name))) {
            throw new RapportError(
              "request_malformed",
              "an experiment of this name has run in the last 90 days, and the customers of both would be counted together: choose another name",
            );
          }
          await replySettings.save(settings, clock.nowMs());
          await revisions.advance();
          const { exploration, experiment } = settings;
          const detail = {
            change: "reply settings",
            exploration: String(exploration),
            experiment: experiment?.name ?? "none",
            ...(experiment === undefined ? {} : { impersonalShare: String(experiment.impersonalShare) }),
          };
          await audit.append([{ action: "admin", actor, detail }], clock.nowMs());
          return settings;
        }),
    },
  };
}
