import { z } from "zod";
import { isRecord } from "../is-record.js";
import { POLARITIES, PREFERENCE_KINDS } from "../language/preferences/preference-mention.js";
import type { ConversationContext, RememberedTurn } from "./conversation-context.js";
import { NEW_CONVERSATION } from "./conversation-context.js";

const count = z.int().min(0);
const NONE = -1;
/** Where a key stands in `keys`, or `NONE`. */
const place = z.int().min(NONE);

const slotValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.object({ amount: z.number(), currency: z.string() }),
  z.object({ from: z.string(), to: z.string() }),
]);

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
  slots: z.record(z.string(), z.object({ value: slotValue, turn: count, filledAtMs: z.number() })),
  goals: z.array(z.string()),
  dialogue: z
    .object({
      open: z.array(
        z.object({
          flow: z.string(),
          digest: z.string(),
          step: z.string(),
          attempts: count,
          slots: z.record(z.string(), slotValue),
          startedMs: z.number(),
        }),
      ),
      waitingSinceMs: z.number(),
      asksToResume: z.literal(true).exactOptional(),
    })
    .exactOptional(),
  preferences: z.array(
    z.object({
      kind: z.enum(PREFERENCE_KINDS),
      object: z.string(),
      polarity: z.enum(POLARITIES),
      strength: z.number(),
      hard: z.boolean(),
      atMs: z.number(),
      turnId: z.string(),
    }),
  ),
  outOfScope: count,
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
  // The same but for `readonly`, which zod's types don't say.
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
    return { recent: recent.map((turn) => unpackTurn(turn, keys)), ...context };
  }
  const { replyKeys, ...context } = version1Schema.parse(stored);
  return { ...NEW_CONVERSATION, ...context, recent: replyKeys.map((replyKey) => ({ replyKey })) };
}

function unpackTurn(
  [intent, hundredths, action, reply, input]: z.output<typeof version2Schema>["recent"][number],
  keys: readonly string[],
): RememberedTurn {
  const turn: { -readonly [K in keyof RememberedTurn]: RememberedTurn[K] } = {};
  if (keys[intent] !== undefined) turn.intent = keys[intent];
  if (hundredths !== NONE) turn.confidence = hundredths / 100;
  if (keys[action] !== undefined) turn.action = keys[action];
  if (keys[reply] !== undefined) turn.replyKey = keys[reply];
  if (input !== undefined) turn.input = input;
  return turn;
}
