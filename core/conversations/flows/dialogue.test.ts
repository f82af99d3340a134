import { describe, expect, it } from "vitest";
import { compileFlows } from "./compile-flow.js";
import type { DialoguePorts, DialogueTurn } from "./dialogue-turn.js";
import { parseFlows } from "./read-flows.js";
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
import { FACTS, NOW_MS, turnOf, WORKING_PORTS } from "./test-customer.js";

const MINUTE_MS = 60_000;
const VIP = {
  ...FACTS,
  segments: ["vip"],
  trait: (field: string) => (field === "purchases.plan" ? "summit" : undefined),
};

describe("a flow", () => {
  it("runs from its intent to its end, question by question", async () => {
    const { say, state } = conversation();
    expect(lines(await say("I want to send something back", RETURN))).toEqual([WHICH_ORDER]);
    expect(placeOf(state())).toBe("return/ask_1");
    const why = await say("LF-1001");
    expect(lines(why)).toEqual([WHY]);
    expect(why.outputs[0]).toMatchObject({
      kind: "ask",
      slot: "return_reason",
      choices: expect.arrayContaining([{ key: "flow:return_reason:size", title: "size" }]),
    });
    expect(lines(await say("it is not as expected"))).toEqual([SHALL_I]);
    const last = await say("yes");
    expect(lines(last)).toEqual([
      expect.stringMatching(/^Go to My account > Returns, choose Kestrel 1/),
      "[end done]",
    ]);
    expect(last).toMatchObject({ handled: true, state: undefined, slots: { order: "LF-1001" } });
  });

  it("is not started by an intent that is unsure, nor by one without a flow", async () => {
    const { say } = conversation();
    const passed = { state: undefined, handled: false, outputs: [], slots: {} };
    expect(await say("send it back?", { intent: intent("return_start", 0.3) })).toEqual(passed);
    expect(await say("gift card", { intent: intent("gift_card_balance") })).toEqual(passed);
    expect(await say("asdf")).toEqual(passed);
  });

  it("starts on the intents that a reply lists, too", async () => {
    const { say, state } = conversation();
    await say("back it goes", { intent: { name: "other_key", confidence: 0.9, aliases: ["return_start"] } });
    expect(placeOf(state())).toBe("return/ask_1");
  });

  it("for the customer's segment goes before the one for everybody", async () => {
    const { say, state } = conversation(DEMO, { facts: VIP });
    await say("I want to send something back", RETURN);
    expect(placeOf(state())).toMatch(/^return_vip\//);
  });

  it("takes what the first message tells, and what was said of it before", async () => {
    const told = conversation();
    expect(lines(await told.say("I want to return LF-1001, it's damaged", RETURN))).toEqual([
      "[damaged_in_transit]",
      "[handoff damaged_item]",
    ]);
    const carried = conversation();
    const more = { ...RETURN, carried: { order: "LF-1001", return_now: true } };
    expect(lines(await carried.say("and send it back", more))).toEqual([WHY]);
    expect(lines(await carried.say("not needed any more, no longer needed"))).toEqual([SHALL_I]);
  });

  it("takes an order of before only where the message speaks of it", async () => {
    const carried = { ...RETURN, carried: { order: "LF-1001" } };
    expect(lines(await conversation().say("I want to send something back", carried))).toEqual([WHICH_ORDER]);
    expect(lines(await conversation().say("I want to send it back", carried))).toEqual([WHY]);
    const german = conversation(DEMO, { language: "de" });
    await german.say("Ich möchte sie zurückschicken", carried);
    expect(placeOf(german.state())).toBe("return/why");
  });

  it("takes back what was carried over and is said to be wrong", async () => {
    const more = { intent: intent("allergy_advice"), carried: { allergy: "down", gear: "jackets" } };
    const { say } = conversation();
    expect(lines(await say("sorry I'm allergic to wool, not down", more))[0]).toBe(
      "These are made without wool:",
    );
  });

  it("never ends without a word", async () => {
    const { say } = conversation();
    await say("where is LF-1002", { intent: intent("order_status") });
    expect(lines(await say("no"))).toEqual(["All right. Write to me whenever there's more.", "[end done]"]);
  });

  it("takes what an answer tells besides", async () => {
    const { say } = conversation();
    await say("I want to send something back", RETURN);
    expect(lines(await say("LF-1001, it's too small"))).toEqual(["[exchange_size]", "[end done]"]);
  });

  it("asks again as often as it says, then goes its other way", async () => {
    const { say } = conversation();
    await say("I want to send something back", RETURN);
    expect(lines(await say("the blue thing"))).toEqual([WHICH_ORDER]);
    expect(lines(await say("you know which"))).toEqual(["[return_start]", "[end not_done]"]);
  });

  it("begins anew when its own concern is said again where yes or no was asked, with what it knows", async () => {
    const where = { intent: intent("order_status") };
    const { say, state } = conversation();
    const first = lines(await say("where is my order", where));
    expect(first[0]).toBe("[order_status]");
    expect(lines(await say("where is my order?", where))).toEqual(first);
    const about = lines(await say("where is LF-1002?", where));
    expect(about[0]).toMatch(/^Order LF-1002 /);
    expect(lines(await say("but where is it", where))).toEqual(about);
    expect(placeOf(state())).toMatch(/^order_status\//);
    expect(state()?.open).toHaveLength(1);
  });

  it("takes another value than the one that yes or no was asked about", async () => {
    const { say } = conversation();
    await say("where is LF-1002", { intent: intent("order_status") });
    expect(lines(await say("LF-1001"))[0]).toMatch(/^Order LF-1001 /);
    const upgrade = conversation();
    await upgrade.say("a better membership", { intent: intent("membership_upgrade") });
    await upgrade.say("Summit");
    expect(lines(await upgrade.say("Ridge", { intent: intent("membership_benefits") }))[0]).toMatch(
      /^Ridge adds/,
    );
  });

  it("says that a day won't do, whatever else the message might be about", async () => {
    const { say } = conversation(DEMO, { facts: VIP });
    await say("I want to return LF-1001", RETURN);
    await say("not as expected");
    expect(lines(await say("yesterday", { intent: intent("membership_benefits") }))).toEqual([
      "That day is over.",
      expect.stringMatching(/^Which day from today on/),
    ]);
  });

  it("hands over when nothing is understood and the file says nothing else", async () => {
    const { say } = conversation();
    await say("I'd like a better membership", { intent: intent("membership_upgrade") });
    await say("Ridge");
    await say("hm");
    const given = await say("hmm");
    expect(lines(given)).toEqual(["[handoff not_understood]"]);
    expect(given).toMatchObject({
      state: undefined,
      outputs: [{ flow: "upgrade", slots: { plan: "ridge" } }],
    });
  });

  it("says why an answer can't be taken", async () => {
    const { say } = conversation();
    await say("I want to send something back", RETURN);
    expect(lines(await say("LF-9999"))).toEqual(["I don't find that number among your orders.", WHICH_ORDER]);
    const german = conversation(DEMO, { language: "de" });
    await german.say("zurückschicken", RETURN);
    expect(lines(await german.say("LF-1001 oder LF-1002"))[0]).toBe(
      "Das waren mehrere, und ich brauche eines davon.",
    );
  });

  it("recommends, and hands over if there is nothing", async () => {
    const asks = async (ports: DialoguePorts) => {
      const { say } = conversation(DEMO, {}, ports);
      await say("I'm allergic to down", { intent: intent("allergy_advice") });
      return say("a jacket");
    };
    let asked: unknown;
    const good = await asks({
      ...WORKING_PORTS,
      recommend: async (request) => {
        asked = request;
        return [{ key: "MSY-001", title: "Moss Synthetic" }];
      },
    });
    expect(asked).toEqual({ like: ["jackets"], avoid: ["down"], limit: 3 });
    expect(good.outputs[0]).toMatchObject({ kind: "recommend", items: [{ key: "MSY-001" }] });
    expect(lines(good)[0]).toBe("These are made without down:");
    const none = await asks({ ...WORKING_PORTS, recommend: async () => [] });
    expect(lines(none).at(-1)).toBe("[handoff product_advice]");
  });
});

describe("a jump", () => {
  const flows = compileFlows(
    parseFlows(
      `languages: [en]
slots:
  order: { type: order, prompt: { en: "Which order?" } }
  more: { type: yes_no, prompt: { en: "Another?" } }
flows:
  list:
    title: { en: your list }
    starts_on: [list]
    steps:
      - ask: order
        id: again
      - say: { en: "Noted {{ slots.order }}." }
      - ask: more
      - if: { slot: more, is: true }
        then: [{ jump: again }]
      - jump: { flow: goodbye }
  goodbye: { title: { en: goodbye }, starts_on: [bye], steps: [{ say: { en: Bye } }, { end: done }] }
`,
      "list.yaml",
    ),
  );

  it("back asks anew, each time round; to another flow goes on there", async () => {
    const { say } = conversation(flows);
    await say("my list", { intent: intent("list") });
    for (const order of ["LF-1001", "LF-1002", "LF-1003"]) {
      expect(lines(await say(order))).toEqual([`Noted ${order}.`, "Another?"]);
      if (order !== "LF-1003") expect(lines(await say("yes"))).toEqual(["Which order?"]);
    }
    const last = await say("no");
    expect(lines(last)).toEqual(["Bye", "[end done]"]);
    expect(last.outputs.at(-1)).toMatchObject({ flow: "goodbye" });
  });
});

describe("a call", () => {
  const failing =
    (call: DialoguePorts["call"], wait = WORKING_PORTS.wait) =>
    async () => {
      const { say } = conversation(DEMO, {}, { ...WORKING_PORTS, call, wait });
      await say("I want to send something back", RETURN);
      return lines(await say("LF-1001"));
    };
  const OTHERWISE = [expect.stringMatching(/^I can't find order LF-1001/), "[handoff order_not_found]"];

  it("that fails goes its other way", async () => {
    expect(await failing(() => Promise.reject(new Error("away")))()).toEqual(OTHERWISE);
  });

  it("whose result lacks something, or is of another type, has failed", async () => {
    expect(await failing(async () => ({ status: "shipped", item: "Tent" }))()).toEqual(OTHERWISE);
    expect(await failing(async () => ({ status: "eaten", item: "Tent", age_days: 3 }))()).toEqual(OTHERWISE);
    expect(await failing(async () => ({ status: "shipped", item: "Tent", age_days: "3" }))()).toEqual(
      OTHERWISE,
    );
  });

  it("that takes too long is given up, and told so", async () => {
    let signal: AbortSignal | undefined;
    let waitedMs: number | undefined;
    const said = await failing(
      (_, given) => {
        signal = given;
        return new Promise(() => {});
      },
      async (ms) => {
        waitedMs = ms;
      },
    )();
    expect(said).toEqual(OTHERWISE);
    expect(waitedMs).toBe(2000);
    expect(signal?.aborted).toBe(true);
  });

  it("has the same key when the same is asked again, and another otherwise", async () => {
    const keys: string[] = [];
    const ports: DialoguePorts = {
      ...WORKING_PORTS,
      call: (request, signal) => {
        keys.push(request.key);
        return WORKING_PORTS.call(request, signal);
      },
    };
    const { say } = conversation(DEMO, {}, ports);
    await say("I want to send something back", RETURN);
    await say("LF-1001");
    await say("no, I meant LF-1002", { nowMs: NOW_MS + MINUTE_MS });
    await say("no, I meant LF-1001", { nowMs: NOW_MS + 2 * MINUTE_MS });
    expect(keys).toHaveLength(3);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[2]).toBe(keys[0]);
    expect(keys[1]).not.toBe(keys[0]);
  });
});

describe("after a silence", () => {
  const late = { nowMs: NOW_MS + 31 * MINUTE_MS };

  async function left(base: Partial<DialogueTurn> = {}) {
    const talk = conversation(DEMO, base);
    await talk.say("I want to send something back", RETURN);
    return talk;
  }

  it("within the setting nothing is different", async () => {
    const { say } = await left();
    expect(lines(await say("LF-1001", { nowMs: NOW_MS + 29 * MINUTE_MS }))).toEqual([WHY]);
  });

  it("the customer is asked whether to go on, and yes goes on", async () => {
    const { say } = await left();
    const asked = await say("hello again", late);
    expect(lines(asked)).toEqual(["We were interrupted a while ago: your return. Shall we go on?"]);
    expect(asked.outputs[0]).toMatchObject({
      choices: [{ key: "flow:resume:yes" }, { key: "flow:resume:no" }],
    });
    expect(lines(await say("yes", late))).toEqual([WHICH_ORDER]);
    expect(lines(await say("LF-1001", late))).toEqual([WHY]);
  });

  it("no ends it, by word or button", async () => {
    for (const answer of [turnOf("no", late), turnOf("", { ...late, choice: "flow:resume:no" })]) {
      const { say } = await left();
      await say("hello again", late);
      expect(lines(await say(answer.text, answer)).at(-1)).toBe("[end cancelled]");
    }
  });

  it("the question whether to go on is repeated when it was not understood", async () => {
    const { say } = await left();
    const asked = lines(await say("hello again", late));
    expect(lines(await say("wie bitte?", late))).toEqual(asked);
    expect(lines(await say("yes", late))).toEqual([WHICH_ORDER]);
  });

  it("a new concern is a new beginning", async () => {
    const { say, state } = await left();
    await say("I'd like a better membership", { ...late, intent: intent("membership_upgrade") });
    expect(placeOf(state())).toMatch(/^upgrade\//);
    const other = await left();
    await other.say("hello again", late);
    await other.say("gift card?", { ...late, intent: intent("gift_card_balance") });
    expect(other.state()).toBeUndefined();
  });

  it("the flow is dropped if the file says so", async () => {
    const flows = {
      ...DEMO,
      set: { ...DEMO.set, settings: { ...DEMO.set.settings, on_silence: "drop" as const } },
    };
    const { say } = conversation(flows);
    await say("I want to send something back", RETURN);
    expect(await say("LF-1001", late)).toMatchObject({ state: undefined, handled: false });
  });
});

describe("a flow file that has changed", () => {
  const yaml = (question: string, name = "swap") => `languages: [en]
slots: { order: { type: order, prompt: { en: "${question}" } }, ok: { type: yes_no, prompt: { en: "OK?" } } }
flows:
  ${name}: { title: { en: your swap }, starts_on: [swap], steps: [{ ask: order }, { ask: ok }, { end: done }] }
`;
  const before = compileFlows(parseFlows(yaml("Which order?"), "a.yaml"));

  it("restarts the flow and says so", async () => {
    const after = compileFlows(parseFlows(yaml("Which order, please?"), "b.yaml"));
    const { say, state } = conversation(before);
    await say("swap", { intent: intent("swap") });
    await say("LF-1001");
    expect(lines(await say("yes", {}, after))).toEqual([
      "Something has changed on our side in the meantime, so I have to begin again.",
      "Which order, please?",
    ]);
    expect(state()?.open[0]?.slots).toEqual({});
  });

  it("can still be stopped", async () => {
    const after = compileFlows(parseFlows(yaml("Which order, please?"), "b.yaml"));
    const { say } = conversation(before);
    await say("swap", { intent: intent("swap") });
    const stopped = await say("never mind", {}, after);
    expect(stopped.state).toBeUndefined();
    expect(stopped.outputs.at(-1)).toEqual({ kind: "end", flow: "swap", outcome: "cancelled" });
  });

  it("takes up the next message as if nothing were open, if the flow is gone", async () => {
    const after = compileFlows(parseFlows(yaml("Which order?", "exchange"), "b.yaml"));
    const { say, state } = conversation(before);
    await say("swap", { intent: intent("swap") });
    expect(await say("LF-1001", {}, after)).toMatchObject({ state: undefined, handled: false });
    await say("swap", { intent: intent("swap") }, after);
    expect(placeOf(state())).toBe("exchange/ask_1");
  });

  it("does not bring back a flow below that has changed", async () => {
    const two = (question: string) =>
      compileFlows(
        parseFlows(
          `${yaml(question)}  buy: { title: { en: b }, starts_on: [buy], steps: [{ ask: ok }, { end: done }] }\n`,
          "c.yaml",
        ),
      );
    const { say } = conversation(two("Which order?"));
    await say("swap", { intent: intent("swap") });
    await say("buy", { intent: intent("buy") });
    const changed = two("Which one?");
    await say("yes", {}, changed);
    const done = await say("yes", {}, changed);
    expect(done.state).toBeUndefined();
  });
});

describe("what is remembered", () => {
  it("holds no word of the customer's where none may be kept", async () => {
    for (const keepsWords of [true, false]) {
      const { say } = conversation(compileFlows(parseFlows(STORY, "s.yaml")), { keepsWords });
      await say("complaint", { intent: intent("complaint") });
      const after = await say("The quetzalcoatlus tore my tent");
      expect(JSON.stringify([after.state, after.slots]).includes("quetzalcoatlus")).toBe(keepsWords);
    }
  });

  const STORY = `languages: [en]
slots: { story: { type: text, prompt: { en: "What happened?" } }, ok: { type: yes_no, prompt: { en: "OK?" } } }
flows:
  complaint: { title: { en: it }, starts_on: [complaint], steps: [{ ask: story }, { ask: ok }, { handoff: it }] }
`;

  it("is passed on to a person in the turn in which it was said", async () => {
    const { say } = conversation(DEMO, { keepsWords: false });
    await say("I complain", { intent: intent("complaint_apology") });
    await say("how you treated me");
    await say("a call");
    const given = await say("He laughed at me.");
    expect(given.outputs.at(-1)).toMatchObject({ kind: "handoff", slots: { details: "He laughed at me." } });
  });
});

it("what did you say, where no flow is open, is the last reply again", async () => {
  expect(await conversation().say("what did you say?")).toMatchObject({
    handled: true,
    outputs: [{ kind: "repeat" }],
  });
});
