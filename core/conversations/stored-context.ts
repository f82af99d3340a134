import { z } from "zod";
import { isRecord } from "../is-record.js";
import type { ConversationContext, RememberedTurn } from "./conversation-context.js";
import { NEW_CONVERSATION } from "./conversation-context.js";

const count = z.int().min(0);
const NONE = -1;
/** Where a key stands in `keys`, or `NONE`. */
const place = z.int().min(NONE);

/** Today's form. Intents, actions and reply keys recur, so each is written once, in `keys`. */
const version2Schema = z.object({
  v: z.literal(2),
  turns: count,
  topic: z.string().exactOptional(),
  language: z.string().exactOptional(),
  keys: z.array(z.string()),
  /** Intent, its confidence in hundredths or `NONE`, action, reply key; then the input, where there is one. */
  recent: z.array(
    z.union([
      z.tuple([place, z.int().min(NONE).max(100), place, place]),
      z.tuple([place, z.int().min(NONE).max(100), place, place, z.string()]),
    ]),
  ),
  offered: z.array(z.string()),
  slots: z.record(
    z.string(),
    z.object({
      value: z.union([z.string(), z.number(), z.boolean()]),
      turn: count,
      atMs: z.number(),
      inOwnWords: z.literal(true).exactOptional(),
    }),
  ),
  goals: z.array(z.string()),
  dialogue: z.json().exactOptional(),
  preferences: z.array(
    z.object({
      attribute: z.string(),
      object: z.string(),
      polarity: z.enum(["positive", "negative"]),
      strength: z.number(),
      turn: count,
    }),
  ),
  outOfScope: count,
  handoffId: z.string().exactOptional(),
  askedVersion: z.string().exactOptional(),
});

/** What the first version wrote. */
const version1Schema = z.object({
  turns: count,
  replyKeys: z.array(z.string()),
  offered: z.array(z.string()),
  askedVersion: z.string().exactOptional(),
});

/** A context as it is stored: JSON. */
export type PackedContext = z.input<typeof version2Schema>;

/** The form in which a context is stored, sealed. Confidences are kept to a hundredth. */
export function packContext({ recent, ...context }: ConversationContext): PackedContext {
  const places = new Map<string, number>();
  const placeOf = (key: string | undefined): number => {
    if (key === undefined) return NONE;
    const known = places.get(key) ?? places.size;
    places.set(key, known);
    return known;
  };
  const packed = recent.map(
    ({ intent, confidence, action, replyKey, input }): PackedContext["recent"][number] => {
      const hundredths = confidence === undefined ? NONE : Math.round(confidence * 100);
      const turn = [placeOf(intent), hundredths, placeOf(action), placeOf(replyKey)] as const;
      return input === undefined ? [...turn] : [...turn, input];
    },
  );
  // JSON of the flows' engine is taken as it is: `JsonValue` promises what zod's type asks for, but read-only.
  return { v: 2, ...context, keys: [...places.keys()], recent: packed } as PackedContext;
}

/**
 * A stored context of any version as one of today's. Of the first version only counts and keys are known.
 * @param stored parsed JSON
 * @throws ZodError if it is none
 */
export function readContext(stored: unknown): ConversationContext {
  if (isRecord(stored) && "v" in stored) {
    const { v, keys, recent, ...context } = version2Schema.parse(stored);
    return { ...context, recent: recent.map((turn) => unpackTurn(turn, keys)) };
  }
  const { replyKeys, ...context } = version1Schema.parse(stored);
  return { ...NEW_CONVERSATION, ...context, recent: replyKeys.map((replyKey) => ({ replyKey })) };
}

function unpackTurn(
  [intent, hundredths, action, reply, input]: z.output<typeof version2Schema>["recent"][number],
  keys: readonly string[],
): RememberedTurn {
  const named = { intent: keys[intent], action: keys[action], replyKey: keys[reply], input };
  return {
    ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)),
    ...(hundredths === NONE ? {} : { confidence: hundredths / 100 }),
  };
}
