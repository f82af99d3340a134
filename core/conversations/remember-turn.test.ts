import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROPERTY_RUNS } from "../property-runs.js";
import { type ConversationContext, NEW_CONVERSATION, type RememberedTurn } from "./conversation-context.js";
import { FULL_CONTEXT, NOW_MS } from "./conversation-store-contract-subject.js";
import { MAX_CONTEXT_BYTES, rememberTurn } from "./remember-turn.js";
import { packContext, readContext } from "./stored-context.js";

const bytesOf = (context: ConversationContext) => Buffer.byteLength(JSON.stringify(packContext(context)));
const inputsOf = ({ recent }: ConversationContext) => recent.map(({ input }) => input);

/** A context after turns that say "input 1", "input 2", … */
function spoken(turns: number, from = NEW_CONVERSATION, more: RememberedTurn = {}): ConversationContext {
  return Array.from({ length: turns }, (_, n) => ({ ...more, input: `input ${n + 1}` })).reduce(
    (context, turn) => rememberTurn(context, turn, "session"),
    from,
  );
}

describe("rememberTurn", () => {
  it("counts every turn, keeps the last 20, and the words of the last 3", () => {
    const context = spoken(25, NEW_CONVERSATION, { intent: "refund" });
    expect(context.turns).toBe(25);
    expect(context.recent).toHaveLength(20);
    expect(context.recent.every(({ intent }) => intent === "refund")).toBe(true);
    expect(inputsOf(context)).toEqual([...Array(17).fill(undefined), "input 23", "input 24", "input 25"]);
  });

  it("keeps no words where none may be kept, and lets go of those from before", () => {
    const context = rememberTurn(spoken(3), { intent: "refund", input: "and now?" }, "none");
    expect(inputsOf(context)).toEqual([undefined, undefined, undefined, undefined]);
    expect(context.recent.at(-1)).toEqual({ intent: "refund" });
  });

  it("cuts words at 120 characters and no emoji in two", () => {
    const { recent } = rememberTurn(NEW_CONVERSATION, { input: `a${"🎒".repeat(200)}` }, "retained");
    expect(recent[0]?.input).toBe(`a${"🎒".repeat(119)}`);
  });

  it("keeps confidences to a hundredth, and 5 goals", () => {
    const context = rememberTurn(
      { ...NEW_CONVERSATION, goals: ["a", "b", "c", "d", "e", "f"] },
      { confidence: 0.87654 },
      "none",
    );
    expect(context.recent).toEqual([{ confidence: 0.88 }]);
    expect(context.goals).toEqual(["b", "c", "d", "e", "f"]);
  });

  it("lets go of inputs first, then of turns, then of slots, from the oldest on", () => {
    const slot = (turn: number, chars: number) => ({ value: "x".repeat(chars), turn, filledAtMs: NOW_MS });
    const filledBy = (chars: number) =>
      rememberTurn(
        { ...spoken(4), slots: { newer: slot(2, chars / 2), older: slot(1, chars / 2) } },
        { input: "input 5" },
        "session",
      );
    expect(inputsOf(filledBy(100))).toEqual([undefined, undefined, "input 3", "input 4", "input 5"]);
    const most = Array.from({ length: 2_100 }, (_, chars) => filledBy(chars));
    const standing = most.map(({ recent, slots }) => ({
      inputs: recent.filter(({ input }) => input !== undefined).length,
      turns: recent.length,
      slots: Object.keys(slots).join(),
    }));
    const changes = standing.filter((one, n) => JSON.stringify(one) !== JSON.stringify(standing[n - 1]));
    expect(changes).toEqual([
      { inputs: 3, turns: 5, slots: "newer,older" },
      { inputs: 2, turns: 5, slots: "newer,older" },
      { inputs: 1, turns: 5, slots: "newer,older" },
      { inputs: 0, turns: 5, slots: "newer,older" },
      { inputs: 0, turns: 4, slots: "newer,older" },
      { inputs: 0, turns: 3, slots: "newer,older" },
      { inputs: 0, turns: 2, slots: "newer,older" },
      { inputs: 0, turns: 1, slots: "newer,older" },
      { inputs: 0, turns: 1, slots: "newer" },
    ]);
  });

  it("has room for 20 turns of a real conversation with all that belongs to it", () => {
    const actions = ["answer", "ask:order_id", "ask:reason", "answer", "unsure", "handoff"];
    const intents = ["where_is_order", "return_article", "size_advice", "contentonly"];
    const context = Array.from({ length: 20 }, (_, n) => ({
      intent: intents[n % intents.length] ?? "",
      confidence: 0.5 + n / 50,
      action: actions[n % actions.length] ?? "",
      replyKey: `${intents[n % intents.length]}_standard`,
      input: "No, I meant the other order, the blue tent that came last Tuesday",
    })).reduce<ConversationContext>((before, turn) => rememberTurn(before, turn, "session"), {
      ...FULL_CONTEXT,
      turns: 0,
      recent: [],
    });
    expect(context.recent).toHaveLength(20);
    expect(inputsOf(context).filter((input) => input !== undefined)).toHaveLength(3);
    expect(context).toMatchObject({ slots: FULL_CONTEXT.slots, dialogue: FULL_CONTEXT.dialogue });
    expect(bytesOf(context)).toBe(1_417);
  });
});

const text = fc.string({ unit: "binary", maxLength: 400 });
const key = fc.oneof(fc.constantFrom("refund", "order_status", "answer"), text);
const short = fc.string({ unit: "binary", maxLength: 40 });
const keys = fc.array(key, { maxLength: 40 });
const turn = fc.record(
  {
    intent: key,
    confidence: fc.float({ min: 0, max: 1, noNaN: true }),
    action: key,
    replyKey: key,
    input: text,
  },
  { requiredKeys: [] },
) as fc.Arbitrary<RememberedTurn>;
/** No flow file can declare `__proto__`, and zod drops it. */
const slotName = fc.string({ unit: fc.constantFrom("a", "ß", "🎒"), minLength: 1, maxLength: 300 });
const slots = fc.dictionary(
  slotName,
  fc.record({ value: fc.oneof(text, fc.boolean(), fc.nat()), turn: fc.nat(30), filledAtMs: fc.nat() }),
);
const preference = fc.record({
  kind: fc.constantFrom("product" as const, "contact" as const),
  object: text,
  polarity: fc.constantFrom("likes" as const, "avoids" as const),
  strength: fc.constantFrom(0, 0.5, 1),
  hard: fc.boolean(),
  atMs: fc.nat(),
  turnId: short,
});
const openFlow = fc.record({
  flow: key,
  digest: short,
  step: key,
  attempts: fc.nat(5),
  slots: fc.dictionary(slotName, text),
  startedMs: fc.nat(),
});
const beginning = fc.record(
  {
    turns: fc.nat(30),
    topic: key,
    language: fc.constantFrom("de", "en-GB"),
    recent: fc.constant([]),
    offered: keys,
    slots,
    goals: keys,
    dialogue: fc.record({
      open: fc.array(openFlow, { minLength: 1, maxLength: 3 }),
      waitingSinceMs: fc.nat(),
    }),
    preferences: fc.array(preference, { maxLength: 20 }),
    outOfScope: fc.nat(9),
    askedVersion: short,
  },
  { requiredKeys: ["turns", "recent", "offered", "slots", "goals", "preferences", "outOfScope"] },
) as fc.Arbitrary<ConversationContext>;

describe("whatever a conversation holds", () => {
  it("its stored form stays within 2 KB and is read as it was, and words obey the channel", () => {
    fc.assert(
      fc.property(
        beginning,
        fc.array(turn, { minLength: 1, maxLength: 25 }),
        fc.constantFrom("none" as const, "session" as const, "retained" as const),
        (first, turns, retention) => {
          let context = first;
          for (const one of turns) {
            context = rememberTurn(context, one, retention);
            expect(bytesOf(context)).toBeLessThanOrEqual(MAX_CONTEXT_BYTES);
          }
          expect(context.turns).toBe(first.turns + turns.length);
          expect(readContext(JSON.parse(JSON.stringify(packContext(context))))).toEqual(context);
          const inputs = inputsOf(context).filter((input) => input !== undefined);
          expect(inputs.length).toBeLessThanOrEqual(retention === "none" ? 0 : 3);
        },
      ),
      { numRuns: PROPERTY_RUNS },
    );
  });
});
