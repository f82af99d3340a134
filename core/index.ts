/** The door: what adapters and the service may import from the core. */
export { CHANNELS, type Channel, TEXT_RETENTION, type TextRetention } from "./channel.js";
export { type Clock, systemClock } from "./clock.js";
export { type Config, type ConfigKey, configKeys, readConfig } from "./config.js";
export { PURPOSES, type Purpose, REGIMES } from "./consent/purpose.js";
export type { PostAction } from "./conversations/flows/call-port.js";
export { compileFlows } from "./conversations/flows/compile-flow.js";
export { drawFlow } from "./conversations/flows/draw-flow.js";
export type { FlowSet } from "./conversations/flows/flow.js";
export { checkFlows, DEFAULT_NAMES, parseFlows } from "./conversations/flows/read-flows.js";
export {
  type HandoffSummary,
  handoffExternalId,
  type Relay,
} from "./conversations/handoff.js";
export type { ConversationState, DeskEvent, Handoffs } from "./conversations/handoffs.js";
export type { InboundMessage, Sender } from "./conversations/inbound-message.js";
export { privacyTopic } from "./conversations/privacy-turn.js";
export {
  type ConversationOutcome,
  type Core,
  type Delivery,
  FEEDBACK_KINDS,
  type Feedback,
  type FeedbackKind,
  type IngestSource,
  REJECTION_REASONS,
  type RejectionReason,
  type SuggestRequest,
  type SuggestResult,
} from "./core.js";
export { type ErrorCode, RapportError } from "./error.js";
export { wilsonInterval } from "./evaluation/wilson-interval.js";
export type { DeadLetter, DeadLetters } from "./events/dead-letters.js";
export type { RefusedEvent } from "./events/parse-events.js";
export type { ProfileEvent } from "./events/profile-event.js";
export type { ImportCounts, ImportLine, ImportObserver } from "./imports/import-records.js";
export {
  IMPORT_KINDS,
  type ImportKind,
  type Library,
  type LibraryCounts,
  type TrainingResult,
  type TrainOptions,
} from "./imports/library.js";
export type { LintedReplies } from "./imports/lint-library.js";
export type { ExportedPriors, ImportedPriors } from "./imports/open-priors.js";
export { recordOfCsv } from "./imports/shapes/csv-record.js";
export { recordsIn } from "./imports/shapes/records-in.js";
export {
  IMPORT_SOURCES,
  type ImportSource,
  type ShapedKind,
  shapeRecords,
} from "./imports/shapes/shape-records.js";
export { createShapeTally, type ShapeTally } from "./imports/shapes/shape-tally.js";
export {
  beginRotation,
  endRotation,
  type GeneratedKeys,
  hasKeys,
  loadKeys,
  masterKeysIn,
  tenantsIn,
  vaultOf,
} from "./keys.js";
export type { TextEncoder } from "./language/text-encoder.js";
export type { TrainingProgress } from "./language/train-text-model.js";
export type { Logger } from "./logger.js";
export { METRICS } from "./metric-definitions.js";
export { openCore } from "./open-core.js";
export { openTextEncoder } from "./open-text-encoder.js";
export type { PlacedProblem } from "./placed-problem.js";
export { ADMIN_SCOPES, type AdminScope } from "./privacy/admin-token-store.js";
export { parseConsentText } from "./privacy/consent-text.js";
export type { ErasedPlace, Subject } from "./privacy/privacy.js";
export { parseTenantInventory } from "./privacy/tenant-attributes.js";
export {
  IDENTIFIER_TYPES,
  type Identifier,
  type IdentifierType,
  identifierKey,
} from "./profiles/identity/identifier.js";
export { redactingLogger } from "./redaction.js";
export { type ArticleLink, isWebAddress, type ProductCard, textAboveCards } from "./replies/cards.js";
export type { ReplyTrials } from "./replies/experiment-trials.js";
export type { ExplainedDecision } from "./replies/explain-decision.js";
export { type FurtherReading, shortenText, splitText } from "./replies/fit-text.js";
export {
  LINT_RULES,
  LINT_SEVERITIES,
  type LintFinding,
  type LintRule,
  type LintSeverity,
} from "./replies/lint/lint-finding.js";
export { type ReplyText, replyTexts } from "./replies/lint/reply-texts.js";
export { type ReplyUsage, UNUSED } from "./replies/lint/reply-usage.js";
export { PROPOSAL_STATES, type ProposalState } from "./replies/proposal-store.js";
export type { ConsentStatus, Receipt, SegmentStanding, Tier, Withheld } from "./replies/receipt.js";
export type { CardShift, Choice, CustomerCard, Reply, Suggestion } from "./replies/reply.js";
export type {
  ProposeRequest,
  ProposeResult,
  ReplyCare,
  SettleOutcome,
  ShownProposal,
} from "./replies/reply-care.js";
export type { ReplyRecord } from "./replies/reply-record.js";
export type { ReplySettings } from "./replies/reply-settings.js";
export type { ReplySettingsChange } from "./replies/reply-settings-change.js";
export type { Rewriter } from "./replies/rewrite/rewriter.js";
export type { CoreStatus, Health, OpenCoreOptions, RunningCore } from "./running-core.js";
export type { SegmentMembers } from "./segments/segment-members.js";

export type {
  Estimate,
  FairnessFinding,
  ReportedSegment,
  SegmentDriver,
  SegmentReport,
} from "./segments/segment-report.js";

export type { SegmentRun } from "./segments/segment-run-store.js";
export type {
  BuildProgress,
  BuildRequest,
  PersonStanding,
  RulesPreview,
  RulesProblem,
  RunComparison,
  SegmentStatus,
  Segments,
  ShownShift,
} from "./segments/segments.js";

export { backupSqlite, restoreSqlite } from "./storage/backup.js";
export { copyStorage } from "./storage/copy-storage.js";
export { type TenantId, tenantId } from "./tenant-id.js";
export { currentTrace, newTrace, traceFrom, withoutTrace, withTrace } from "./trace.js";
