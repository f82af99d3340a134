import { randomBytes, randomUUID } from "node:crypto";
import type { PartId } from "../profiles/profile.js";
import { type ConversationContext, NEW_CONVERSATION } from "./conversation-context.js";
import { CONVERSATION_TTL_MS, type ConversationStore } from "./conversation-store.js";

/** What the checks work with: the stores of two tenants on one server. */
export interface ConversationStoreSubject {
  readonly own: ConversationStore;
  readonly other: ConversationStore;
  /** All that lies on the server, keys too, bytes as Latin-1. */
  atRest(): Promise<string>;
  /** Puts `own`'s context of a conversation there in other JSON, as another version of the product wrote it. */
  plant(hash: string, stored: unknown): Promise<void>;
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
  return {
    ...NEW_CONVERSATION,
    turns,
    recent: [{ replyKey: "order_status" }],
    offered: ["refund_standard", "size_help"],
    ...more,
  };
}

/** A context in which everything stands that can. */
export const FULL_CONTEXT: ConversationContext = {
  turns: 3,
  topic: "return",
  language: "de-AT",
  recent: [
    {},
    { intent: "order_status", confidence: 0.93, action: "answer", replyKey: "order_status" },
    { intent: "return", confidence: 0.58, action: "ask:order_id", input: "Ich möchte es zurückschicken 🎒" },
  ],
  offered: ["refund_standard"],
  slots: {
    order_id: { value: "A-1001", turn: 2, filledAtMs: NOW_MS },
    quantity: { value: 2, turn: 3, filledAtMs: NOW_MS + 1 },
    opened: { value: false, turn: 3, filledAtMs: NOW_MS + 1 },
    price: { value: { amount: 12.5, currency: "EUR" }, turn: 3, filledAtMs: NOW_MS + 1 },
  },
  goals: ["order_status", "return"],
  dialogue: {
    open: [
      {
        flow: "return",
        digest: "0a1b2c3d",
        step: "ask_order",
        attempts: 1,
        slots: { order: "A-1001" },
        startedMs: NOW_MS,
      },
    ],
    waitingSinceMs: NOW_MS,
  },
  preferences: [
    {
      kind: "product",
      object: "down",
      polarity: "avoids",
      strength: 1,
      hard: true,
      atMs: NOW_MS,
      turnId: "0a1b.1",
    },
  ],
  outOfScope: 1,
  askedVersion: "1",
};

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
