import type { PartId } from "../profiles/profile.js";
import type { ConversationContext } from "./conversation-context.js";

/** How long a conversation is remembered after it was last written: a day. */
export const CONVERSATION_TTL_MS = 24 * 3_600_000;

/**
 * One tenant's conversation contexts.
 *
 * What all implementations agree on (`conversation-store-contract.ts` runs it against each):
 * - **Expiry.** A context is forgotten `CONVERSATION_TTL_MS` after it was last saved. The `nowMs` that is passed in
 *   judges, so that clocks can be simulated; a store may besides let go of what is that old by its own clock.
 * - **Earlier versions.** What an earlier version of the product stored is given as one of today's.
 * - **Replacement.** A save replaces the whole context and whose it is, and starts the time anew.
 * - **Whose.** A conversation belongs to one part of a profile, the one that was saved last, or to a stranger.
 * - **Nothing readable at rest.** A context is sealed under the tenant's key, with the tenant and the conversation's
 *   hash as associated data: what lies under another hash, or under another tenant, can't be opened.
 * - **Tenants.** One never sees, changes or forgets what is another's, under equal hashes and parts too.
 * - **Forgetting is certain.** What `forget` and `forgetOne` resolved for is gone. If the store's server can't be
 *   asked, they and `of` reject with a `RapportError` that is transient, and never report nothing instead.
 */
export interface ConversationStore {
  /**
   * @param conversationHash keyed hash, 64 hex digits
   * @returns `NEW_CONVERSATION` if it is unknown or expired
   * @throws Error if what is there can't be opened as this tenant's and this conversation's
   */
  load(conversationHash: string, nowMs: number): Promise<ConversationContext>;
  /** @param partId whose conversation it is; `undefined` for a stranger */
  save(
    conversationHash: string,
    context: ConversationContext,
    partId: PartId | undefined,
    nowMs: number,
  ): Promise<void>;
  /** What is remembered of these people's conversations, by order of hash; empty for nobody. */
  of(partIds: readonly PartId[], nowMs: number): Promise<readonly ConversationContext[]>;
  /** Forgets these people's conversations. Returns how many there were. */
  forget(partIds: readonly PartId[]): Promise<number>;
  /** Returns 1, or 0 if there was none. */
  forgetOne(conversationHash: string): Promise<number>;
  /** Removes what has expired and returns how many; 0 from a store whose entries vanish by themselves. */
  forgetExpired(nowMs: number): Promise<number>;
}
