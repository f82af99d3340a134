import { describe, expect, it } from "vitest";
import { NEW_CONVERSATION } from "./conversation-context.js";
import { FULL_CONTEXT } from "./conversation-store-contract-subject.js";
import { packContext, readContext } from "./stored-context.js";

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("a stored context", () => {
  it.each([
    ["a new one", NEW_CONVERSATION],
    ["a full one", FULL_CONTEXT],
  ])("is read as it was: %s", (_, context) => {
    expect(readContext(throughJson(packContext(context)))).toEqual(context);
  });

  it("writes what recurs once", () => {
    const turn = { intent: "order_status", action: "answer", replyKey: "order_status" };
    const packed = packContext({ ...NEW_CONVERSATION, recent: [turn, turn, { action: "order_status" }] });
    expect(packed.keys).toEqual(["order_status", "answer"]);
    expect(packed.recent).toEqual([
      [0, -1, 1, 0],
      [0, -1, 1, 0],
      [-1, -1, 0, -1],
    ]);
  });

  it("is read from the first version's form", () => {
    expect(readContext({ turns: 12, replyKeys: ["a", "b"], offered: ["c"], askedVersion: "2" })).toEqual({
      ...NEW_CONVERSATION,
      turns: 12,
      recent: [{ replyKey: "a" }, { replyKey: "b" }],
      offered: ["c"],
      askedVersion: "2",
    });
    expect(readContext({ turns: 0, replyKeys: [], offered: [] })).toEqual(NEW_CONVERSATION);
  });

  it.each([
    ["nothing", undefined],
    ["a text", "turns"],
    ["a later version", { ...packContext(NEW_CONVERSATION), v: 3 }],
    ["half of one", { turns: 1 }],
    ["a confidence above one", { ...packContext(NEW_CONVERSATION), recent: [[-1, 101, -1, -1]] }],
  ])("is refused when it is none: %s", (_, stored) => {
    expect(() => readContext(stored)).toThrow();
  });
});
