import { describe, expect, it } from "vitest";
import type { DialogueTurn } from "./dialogue-turn.js";
import {
  conversation,
  DEMO,
  intent,
  lines,
  placeOf,
  RETURN,
  SHALL_I,
  WHICH_ORDER,
  WHY,
} from "./test-conversation.js";
import { FACTS } from "./test-customer.js";

describe("in the middle of a flow", () => {
  async function amid(base: Partial<DialogueTurn> = {}) {
    const talk = conversation(DEMO, base);
    await talk.say("I want to send something back", RETURN);
    await talk.say("LF-1001");
    return talk;
  }

  it("a question about something else is answered, and the flow's own asked again", async () => {
    const { say, state } = await amid();
    const result = await say("do you have gift cards?", { intent: intent("gift_card_balance") });
    expect(result).toMatchObject({ handled: false, interrupted: "return" });
    expect(lines(result)).toEqual([WHY]);
    expect(placeOf(state())).toBe("return/why");
    expect(lines(await say("not as expected"))).toEqual([SHALL_I]);
  });

  it("a question that happens to hold an answer is a question", async () => {
    const { say } = await amid();
    const result = await say("what about the size of your tents?", { intent: intent("size_advice") });
    expect(result).toMatchObject({ handled: false, interrupted: "return" });
  });

  it("a pressed reply of the library is answered, and the flow's question asked again", async () => {
    const { say } = await amid();
    expect(await say("", { choice: "gift_card_balance" })).toMatchObject({
      handled: false,
      interrupted: "return",
    });
  });

  it("another flow is done first, and the first gone back to", async () => {
    const { say, state } = await amid();
    await say("I'd like a better membership", { intent: intent("membership_upgrade") });
    expect(placeOf(state())).toMatch(/^return\/why > upgrade\//);
    await say("Summit");
    expect(lines(await say("no thanks"))).toEqual([
      "No hurry, the offer stays.",
      "[end not_done]",
      "Back to where we were: your return.",
      WHY,
    ]);
    expect(placeOf(state())).toBe("return/why");
  });

  it("no more flows are begun than the file allows", async () => {
    const { say, state } = await amid();
    await say("I'd like a better membership", { intent: intent("membership_upgrade") });
    const before = placeOf(state());
    const result = await say("and I have a complaint", { intent: intent("complaint_apology") });
    expect(result).toMatchObject({ handled: false, interrupted: "upgrade" });
    expect(placeOf(state())).toBe(before);
  });

  it("who comes back to the flow that waits is back in it", async () => {
    const { say, state } = await amid();
    await say("I'd like a better membership", { intent: intent("membership_upgrade") });
    await say("no, my return first", RETURN);
    expect(placeOf(state())).toBe("return/why");
  });

  it.each(["never mind", "Cancel, please!", "forget it", "abbrechen", "Vergiss es.", "hat sich erledigt"])(
    "it can be stopped: %s",
    async (text) => {
      const { say } = await amid();
      const result = await say(text);
      expect(result.state).toBeUndefined();
      expect(lines(result).at(-1)).toBe("[end cancelled]");
    },
  );

  it("what is stopped on top of another goes back to that", async () => {
    const { say } = await amid();
    await say("I'd like a better membership", { intent: intent("membership_upgrade") });
    expect(lines(await say("never mind"))).toEqual([
      "All right, I've stopped here (your membership). Nothing more is done about it.",
      "[end cancelled]",
      "Back to where we were: your return.",
      WHY,
    ]);
  });

  it.each(["what did you say?", "wie bitte?", "Sorry?", "I didn't get that", "noch einmal bitte"])(
    "its question is repeated, and that counts as no wrong answer: %s",
    async (text) => {
      const { say, state } = await amid();
      const before = state();
      expect(lines(await say(text))).toEqual([WHY]);
      expect(state()).toEqual(before);
    },
  );

  it("a corrected slot changes what follows from it, and nothing else is asked again", async () => {
    const { say } = await amid();
    await say("not as expected");
    const corrected = await say("no, I meant LF-1002");
    expect(lines(corrected)).toEqual(["Order LF-1002 (Ember Down Vest) can go back. Shall I show you how?"]);
    expect(corrected.slots).toMatchObject({ order: "LF-1002", order_item: "Ember Down Vest" });
    expect(lines(await say("sorry, LF-1003"))).toEqual([
      "Order LF-1003 is refunded already, so there is nothing to send back.",
      "[end done]",
    ]);
  });

  it("a slot that is taken back without another value is asked for again", async () => {
    const { say, state } = await amid();
    expect(lines(await say("not LF-1001"))).toEqual([WHICH_ORDER]);
    expect(placeOf(state())).toBe("return/ask_1");
  });

  it("a button of an earlier question corrects its answer", async () => {
    const { say, state } = await amid();
    await say("not as expected");
    await say("", { choice: "flow:return_reason:not_needed" });
    expect(state()?.open[0]?.slots).toMatchObject({ return_reason: "not_needed" });
  });

  it("a button of a question that is not there any more says so", async () => {
    const { say } = await amid();
    expect(lines(await say("", { choice: "flow:plan:summit" }))).toEqual([
      "That question is closed by now. Tell me again what you need.",
      WHY,
    ]);
    const none = conversation();
    expect(await none.say("", { choice: "flow:plan:summit" })).toMatchObject({
      handled: true,
      outputs: [{ kind: "say" }],
    });
  });
});

describe("a person", () => {
  it.each([
    "talk to a human",
    "I want to speak to a real person, please",
    "Can I talk to someone?",
    "agent",
    "I don't want to talk to a bot",
    "Ich möchte mit einem Menschen sprechen",
    "Kann ich bitte mit einem Mitarbeiter reden?",
    "Mensch!",
  ])("is given from anywhere: %s", async (text) => {
    const outside = await conversation().say(text);
    expect(outside).toMatchObject({ handled: true, outputs: [{ kind: "handoff", flow: undefined }] });
    const inside = conversation();
    await inside.say("I want to send something back", RETURN);
    await inside.say("LF-1001");
    const result = await inside.say(text);
    expect(result.state).toBeUndefined();
    expect(result.outputs).toMatchObject([
      { kind: "handoff", reason: "asked_for_a_person", flow: "return", slots: { order: "LF-1001" } },
    ]);
  });

  it.each([
    "Is this jacket made for tall persons?",
    "I talked to an agent yesterday and he said it would be here",
    "My agent number is 12",
    "Der Mensch im Laden war nett",
    "I need a person tent",
  ])("is not given for: %s", async (text) => {
    expect(await conversation().say(text)).toMatchObject({ handled: false, outputs: [] });
  });
});

describe("what a customer prefers", () => {
  const complaint = { intent: intent("complaint_apology") };

  it("is no answer, though it has the words of one, and the question is asked again", async () => {
    const { say, state } = conversation();
    await say("I want to complain", complaint);
    await say("the bill");
    const before = placeOf(state());
    const result = await say("never call me", { prefers: "contact" });
    expect(result).toMatchObject({ handled: false, interrupted: "complaint" });
    expect(placeOf(state())).toBe(before);
    await say("a call");
    expect(placeOf(state())).not.toBe(before);
  });

  it("starts no flow if it is about how to be served, and one if it is about goods", async () => {
    const more = { intent: intent("allergy_advice") };
    const service = await conversation().say("you may call me", { ...more, prefers: "contact" });
    expect(service).toMatchObject({ handled: false, outputs: [] });
    const goods = conversation();
    await goods.say("I'm allergic to down", { ...more, prefers: "goods" });
    expect(placeOf(goods.state())).toMatch(/^allergy_advice/);
  });

  it("of goods may answer a question, and is heard where it doesn't", async () => {
    const { say, state } = conversation();
    await say("what can I buy with an allergy", { intent: intent("allergy_advice") });
    await say("I'm allergic to wool", { prefers: "goods" });
    expect(state()?.open[0]?.slots).toEqual({ allergy: "merino" });
    expect(await say("I love recycled things", { prefers: "goods" })).toMatchObject({ handled: false });
  });

  it("is no account of what happened", async () => {
    const { say, state } = conversation();
    await say("I want to complain", complaint);
    await say("the bill");
    await say("a refund");
    const before = placeOf(state());
    expect(await say("never call me", { prefers: "contact" })).toMatchObject({ handled: false });
    expect(placeOf(state())).toBe(before);
  });

  it("at the question for a number to call says that there is none", async () => {
    const { say, state } = conversation(DEMO, { facts: { ...FACTS, segments: ["at_risk"] } });
    await say("I want to complain", complaint);
    expect(placeOf(state())).toMatch(/^complaint_at_risk/);
    expect(lines(await say("never call me", { prefers: "contact" }))).toEqual([
      "Then a colleague asks you here.",
      "[handoff complaint_urgent]",
    ]);
  });
});

it("never mind, where nothing is open, is heard", async () => {
  expect(lines(await conversation().say("never mind"))).toEqual([
    "All right. Write to me whenever there's more.",
  ]);
  expect(await conversation().say("cancel")).toMatchObject({ handled: false });
});
