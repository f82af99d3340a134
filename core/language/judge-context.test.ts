import { beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "../seeded-random.js";
import { judgeContext, withoutContext } from "./judge-context.js";
import { toyExamples } from "./test-toy-examples.js";
import type { TextExample } from "./text-example.js";
import { classifyText, type TextModel } from "./text-model.js";
import { deserializeTextModel, serializeTextModel } from "./text-model-file.js";
import { trainTextModel } from "./train-text-model.js";

const TOPICS = ["address", "order", "refund"];
const REMARKS = ["ok", "yes", "sure", "fine", "and now", "please do", "go on", "yes please"];

/** Only the turn before tells what they ask for. */
const REMARKS_IN_CONTEXT: readonly TextExample[] = TOPICS.flatMap((label) =>
  REMARKS.map((text) => ({ text, label, weight: 1, context: [`intent-1=${label}`] })),
);

/** They say what they ask for, and what came before has nothing to do with it. */
function inChanceContext(): readonly TextExample[] {
  const random = seededRandom(7);
  return toyExamples(1).train.map((example) => ({
    ...example,
    context: [`intent-1=${TOPICS[Math.floor(TOPICS.length * random())]}`],
  }));
}

const judge = (examples: readonly TextExample[], seed = 1) =>
  judgeContext({ examples, unlabelled: [] }, { seed, onStep: () => undefined });

describe("judgeContext", () => {
  it.each([1, 2, 3])("keeps a context that tells remarks apart, seed %i", async (seed) => {
    const { corpus, context } = await judge(REMARKS_IN_CONTEXT, seed);
    expect(context?.kept).toBe(true);
    expect(context?.gain).toBeGreaterThan(0.5);
    expect(corpus.examples).toEqual(REMARKS_IN_CONTEXT);
  });

  it("keeps it also among many more examples that have none", async () => {
    const { context } = await judge([...toyExamples(1).train, ...REMARKS_IN_CONTEXT]);
    expect(context).toMatchObject({ kept: true });
    // Of each label at most a fifth in each split; only what has a context is judged.
    expect(context?.measuredOn).toBeLessThanOrEqual(REMARKS_IN_CONTEXT.length);
  });

  it.each([1, 2, 3])("leaves out one that says nothing, seed %i", async (seed) => {
    const { corpus, context } = await judge(inChanceContext(), seed);
    expect(context?.kept).toBe(false);
    expect(context?.measuredOn).toBeGreaterThan(50);
    expect(corpus.examples.every((example) => !("context" in example))).toBe(true);
  });

  it("concludes nothing from a handful", async () => {
    const few = REMARKS_IN_CONTEXT.filter((_, place) => place % REMARKS.length === 0);
    expect(await judge(few)).toEqual({
      corpus: { examples: few, unlabelled: [] },
      context: { kept: true, measuredOn: 0, gain: 0, standardError: 0 },
    });
  });

  it("has nothing to say where there is no context", async () => {
    expect((await judge(toyExamples(1).train)).context).toBeUndefined();
  });

  it("comes to the same again", async () => {
    expect((await judge(inChanceContext())).context).toEqual((await judge(inChanceContext())).context);
  });
});

describe("a model whose context was left out", () => {
  const some = inChanceContext().filter((_, place) => place % 3 === 0);
  let model: TextModel;

  beforeAll(async () => {
    model = await trainTextModel(some, { seed: 1 });
  });

  it("says so, also in its file", () => {
    expect(model.context?.kept).toBe(false);
    expect(deserializeTextModel(serializeTextModel(model)).context).toEqual(model.context);
  });

  it("is the one of the same examples without context", async () => {
    const alone = await trainTextModel(withoutContext(some), { seed: 1 });
    expect(alone.context).toBeUndefined();
    const { version, training, context } = model;
    const same = serializeTextModel({ ...alone, version, training, context });
    expect(Buffer.compare(serializeTextModel(model), same)).toBe(0);
  });

  it("reads a message alike in any context", () => {
    const text = "has my parcel been shipped";
    for (const topic of TOPICS) {
      expect(classifyText(model, text, [`intent-1=${topic}`])).toEqual(classifyText(model, text));
    }
  });

  it("learns on without one", async () => {
    const further = await trainTextModel(REMARKS_IN_CONTEXT, { seed: 2, previous: model });
    expect(further.context).toEqual(model.context);
    expect(classifyText(further, "ok", ["intent-1=order"])).toEqual(classifyText(further, "ok"));
  });
});
