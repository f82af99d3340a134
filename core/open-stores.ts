import type { ConversationStore } from "./conversations/conversation-store.js";
import { openDeliveryStore } from "./conversations/delivery-store.js";
import { openHandoffStore } from "./conversations/handoff-store.js";
import { openRelayStore } from "./conversations/relay-store.js";
import { openSqlConversationStore } from "./conversations/sql-conversation-store.js";
import { openDeadLetterStore } from "./events/dead-letter-store.js";
import { openHistoryStore } from "./events/history-store.js";
import { openInboxStore } from "./events/inbox-store.js";
import { openLibraryRevisionStore } from "./imports/library-revision-store.js";
import { openModelStore } from "./language/model-store.js";
import { openTicketStore } from "./language/ticket-store.js";
import { openAdminTokenStore } from "./privacy/admin-token-store.js";
import { openAuditStore } from "./privacy/audit-store.js";
import { openDownloadStore } from "./privacy/download-store.js";
import { openDropStore } from "./privacy/drop-store.js";
import { openKeyRotationStore } from "./privacy/key-rotation-store.js";
import { openTombstoneStore } from "./privacy/tombstone-store.js";
import { openPartStore } from "./profiles/part-store.js";
import { People } from "./profiles/people.js";
import type { ReaderSetup } from "./profiles/profile-reader.js";
import { openItemStore } from "./recommend/item-store.js";
import { openDecisionStore } from "./replies/decision-store.js";
import { openExperimentTurnStore } from "./replies/experiment-turn-store.js";
import { openProposalStore } from "./replies/proposal-store.js";
import { openReplyCountStore } from "./replies/reply-count-store.js";
import { openReplySettingsStore } from "./replies/reply-settings.js";
import { openReplyStore } from "./replies/reply-store.js";
import { openSegmentRunStore } from "./segments/segment-run-store.js";
import { openSegmentSettingsStore } from "./segments/segment-settings-store.js";
import { openStandingStore } from "./segments/standing-store.js";
import type { Database } from "./storage/database.js";
import type { TenantRecord } from "./storage/tenant-store.js";

/**
 * The stores of one tenant on a connection or in a transaction: none can be opened without a tenant. Each is opened
 * when it is first asked for: a turn's transaction needs five of them.
 */
export function openStores(
  db: Database,
  setup: ReaderSetup,
  { tenantId, key }: TenantRecord,
  /** Where conversations' contexts are, if not in the database. */
  conversations?: ConversationStore,
) {
  const { vault, index } = setup;
  const parts = openPartStore(db, tenantId);
  return openedWhenAsked({
    parts: () => parts,
    /** Whoever is read or changed through this is written once, at the end of the transaction. */
    people: () => new People(parts, setup),
    inbox: () => openInboxStore(db, { vault, index }, tenantId, key),
    history: () => openHistoryStore(db, tenantId),
    deadLetters: () => openDeadLetterStore(db, vault, tenantId, key),
    conversations: () => conversations ?? openSqlConversationStore(db, vault, tenantId, key),
    deliveries: () => openDeliveryStore(db, { vault, index }, tenantId, key),
    revisions: () => openLibraryRevisionStore(db, tenantId),
    handoffs: () => openHandoffStore(db, vault, tenantId, key),
    relays: () => openRelayStore(db, { vault, index }, tenantId, key),
    replies: () => openReplyStore(db, tenantId),
    proposals: () => openProposalStore(db, vault, tenantId, key),
    replyCounts: () => openReplyCountStore(db, tenantId),
    tickets: () => openTicketStore(db, { vault, index }, tenantId, key),
    items: () => openItemStore(db, tenantId),
    models: () => openModelStore(db, tenantId),
    segmentSettings: () => openSegmentSettingsStore(db, tenantId),
    segmentRuns: () => openSegmentRunStore(db, vault, tenantId, key),
    standings: () => openStandingStore(db, vault, tenantId, key),
    replySettings: () => openReplySettingsStore(db, tenantId),
    decisions: () => openDecisionStore(db, vault, tenantId, key),
    experimentTurns: () => openExperimentTurnStore(db, tenantId),
    audit: () => openAuditStore(db, index, tenantId),
    tombstones: () => openTombstoneStore(db, tenantId),
    drops: () => openDropStore(db, tenantId),
    downloads: () => openDownloadStore(db, tenantId),
    tokens: () => openAdminTokenStore(db, tenantId),
    keys: () => openKeyRotationStore(db, vault, tenantId),
  });
}

export type Stores = ReturnType<typeof openStores>;

function openedWhenAsked<T extends object>(openers: { readonly [Name in keyof T]: () => T[Name] }): T {
  const opened: Partial<T> = {};
  const get = (_: unknown, name: string | symbol) => {
    if (!Object.hasOwn(openers, name)) return undefined;
    const known = name as keyof T;
    opened[known] ??= openers[known]();
    return opened[known];
  };
  return new Proxy<T>(openers as unknown as T, { get });
}
