/** Which decision stands behind which message of ours. */
export interface SentReplies {
  remember(conversationId: string, messageId: string, decisionId: string): void;
  decisionOf(conversationId: string, messageId: string): string | undefined;
}

/**
 * Remembers the latest `capacity` messages, in memory: Teams' own feedback names only the message it is
 * about. After a restart it can't be traced; the card's buttons carry the decision and still work.
 */
export function createSentReplies(capacity: number): SentReplies {
  const decisions = new Map<string, string>();
  const key = (conversationId: string, messageId: string) => `${conversationId}\n${messageId}`;
  return {
    remember(conversationId, messageId, decisionId) {
      decisions.set(key(conversationId, messageId), decisionId);
      for (const oldest of decisions.keys()) {
        if (decisions.size <= capacity) break;
        decisions.delete(oldest);
      }
    },
    decisionOf: (conversationId, messageId) => decisions.get(key(conversationId, messageId)),
  };
}
