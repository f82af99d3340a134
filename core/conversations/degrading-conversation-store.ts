import { type CircuitOptions, createCircuit } from "../storage/circuit.js";
import { NEW_CONVERSATION } from "./conversation-context.js";
import type { ConversationStore } from "./conversation-store.js";

/** A store whose `load` and `save` never reject. */
export interface DegradingConversationStore extends ConversationStore {
  /** `degraded`: customers are answered without context at the moment. */
  standing(): "ok" | "degraded";
  /** Loads and saves that failed so far. */
  failures(): number;
}

/** Conversations remembered as answered without context; above it the oldest are let go. */
const MAX_BLIND = 10_000;

/**
 * A store for turns: a customer is answered without context rather than not at all. While the store fails, `load`
 * gives `NEW_CONVERSATION` and `save` does nothing; after some failures in a row neither is tried for a while. A
 * call takes no longer than one of the store's does.
 *
 * A turn that was answered without context does not replace what is remembered: the `save` after a failed `load`
 * does nothing, and the conversation goes on where it was when the store is back.
 *
 * People's rights and the sweep go through as they are: `of`, `forget`, `forgetOne` and `forgetExpired` reject when
 * the store does, since an erasure that did not happen must not be reported done.
 */
export function degradingConversationStore(
  store: ConversationStore,
  options: CircuitOptions,
): DegradingConversationStore {
  const circuit = createCircuit(options);
  const blind = new Set<string>();

  function answeredBlind(conversationHash: string): void {
    if (blind.size >= MAX_BLIND) blind.delete(blind.values().next().value ?? "");
    blind.add(conversationHash);
  }

  return {
    async load(conversationHash, nowMs) {
      const result = await circuit.run(() => store.load(conversationHash, nowMs));
      if (!result.answered) {
        answeredBlind(conversationHash);
        return NEW_CONVERSATION;
      }
      blind.delete(conversationHash);
      return result.value;
    },
    async save(conversationHash, context, partId, nowMs) {
      if (blind.delete(conversationHash)) return;
      await circuit.run(() => store.save(conversationHash, context, partId, nowMs));
    },
    of: (partIds, nowMs) => store.of(partIds, nowMs),
    forget: (partIds) => store.forget(partIds),
    forgetOne: (conversationHash) => store.forgetOne(conversationHash),
    forgetExpired: (nowMs) => store.forgetExpired(nowMs),
    standing: circuit.standing,
    failures: circuit.failures,
  };
}
