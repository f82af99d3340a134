import { randomBytes, randomUUID } from "node:crypto";
import type { PartId } from "../profiles/profile.js";
import {
  CONVERSATION_TTL_MS,
  type ConversationContext,
  type ConversationStore,
} from "./conversation-store.js";

/** What the checks work with: the stores of two tenants on one server. */
export interface ConversationStoreSubject {
  readonly own: ConversationStore;
  readonly other: ConversationStore;
  /** All that lies on the server, keys too, bytes as Latin-1. */
  atRest(): Promise<string>;
  /** Puts what `own` holds of one conversation in the place of another that it holds, behind the store's back. */
  transplant(fromHash: string, toHash: string): Promise<void>;
}

export const NOW_MS = Date.parse("2026-11-24T00:00:00Z");
/** The last moment at which what was saved at `NOW_MS` is remembered. */
export const LAST_MS = NOW_MS + CONVERSATION_TTL_MS - 1;

/** Checks share a server: nobody else has these. */
export const newHash = () => randomBytes(32).toString("hex");
export const newPart = () => randomUUID() as PartId;

export function contextOf(turns: number, more: Partial<ConversationContext> = {}): ConversationContext {
  return { turns, replyKeys: ["order_status"], offered: ["refund_standard", "size_help"], ...more };
}

/** Saves a conversation of its own and returns its hash. */
export async function saved(
  store: ConversationStore,
  partId: PartId | undefined,
  turns: number,
): Promise<string> {
  const hash = newHash();
  await store.save(hash, contextOf(turns), partId, NOW_MS);
  return hash;
}

export async function turnsOf(store: ConversationStore, partIds: readonly PartId[], nowMs = NOW_MS) {
  return (await store.of(partIds, nowMs)).map(({ turns }) => turns).sort((a, b) => a - b);
}

export async function turns(store: ConversationStore, hash: string, nowMs = NOW_MS): Promise<number> {
  return (await store.load(hash, nowMs)).turns;
}
