import { describe, expect, it } from "vitest";
import { NEW_CONVERSATION, type RememberedTurn } from "../conversations/conversation-context.js";
import { rememberTurn } from "../conversations/remember-turn.js";
import { seededRandom } from "../seeded-random.js";
import { contextFeatures, type ReadingContext } from "./context-features.js";
import { fitTextModel } from "./fit-text-model.js";
import { encodeText, greatestAt, scoreVector } from "./text-model.js";

const TURNS: readonly RememberedTurn[] = [
  { intent: "book_flight", action: "ask:city", input: "I want to fly" },
  { intent: "inform", action: "ask:date", input: "to Bonn on the 12th" },
];

const spoken = (turns: readonly RememberedTurn[], retention: "none" | "session" = "session") =>
  turns.reduce((context, turn) => rememberTurn(context, turn, retention), NEW_CONVERSATION);

describe("contextFeatures", () => {
  it("tells a new conversation from one that goes on", () => {
    expect(contextFeatures(NEW_CONVERSATION, "ok")).toContain("turn=1");
    expect(contextFeatures(spoken(TURNS), "ok")).toContain("turn=3");
  });

  it("knows what was asked, with a short message's words", () => {
    const features = contextFeatures(spoken(TURNS), "Ok!");
    for (const feature of [
      "intent-1=inform",
      "seen=book_flight",
      "seen=inform",
      "seen-said=book_flight,ok",
    ]) {
      expect(features).toContain(feature);
    }
    expect(contextFeatures(spoken(TURNS), "ok I would rather go there by train").join()).not.toContain(
      "said",
    );
  });

  it("knows what the customer is asked for", () => {
    const context: ReadingContext = { ...spoken(TURNS), offered: ["express"], expects: "date" };
    const features = contextFeatures(context, "tomorrow");
    for (const feature of ["action-1=ask:date", "expects=date", "offered=express"]) {
      expect(features).toContain(feature);
    }
  });

  it("holds no word of an earlier message", () => {
    expect(contextFeatures(spoken(TURNS), "ok")).toEqual(contextFeatures(spoken(TURNS, "none"), "ok"));
    expect(contextFeatures(spoken(TURNS), "ok").join()).not.toContain("bonn");
  });

  it("stands without the company's side", () => {
    const customerOnly = TURNS.map(({ intent = "" }) => ({ intent }));
    expect(contextFeatures(spoken(customerOnly), "ok")).toContain("seen=book_flight");
  });

  it("is each feature once, and the same for the same memory", () => {
    const features = contextFeatures(spoken([...TURNS, ...TURNS]), "ok");
    expect(new Set(features).size).toBe(features.length);
    expect(contextFeatures(spoken([...TURNS, ...TURNS]), "ok")).toEqual(features);
  });
});

it("the same short message is read by what the conversation is about", async () => {
  const topics = ["book_flight", "change_seat"];
  const examples = topics.flatMap((label) =>
    ["ok", "yes", "sure", "ok then", "please"].map((text) => ({
      text,
      label,
      weight: 1,
      context: contextFeatures(spoken([{ intent: label }]), text),
    })),
  );
  const model = await fitTextModel(
    { examples, unlabelled: [] },
    { random: seededRandom(1), onStep: () => undefined },
  );
  for (const topic of topics) {
    const context = contextFeatures(spoken([{ intent: topic }]), "ok");
    expect(model.labels[greatestAt(scoreVector(model, encodeText(model, "ok", context)))]).toBe(topic);
  }
});
