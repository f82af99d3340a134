import { describe, expect, it } from "vitest";
import { toyExamples } from "../test-toy-examples.js";
import type { TextExample } from "../text-example.js";
import { serializeTextModel } from "../text-model-file.js";
import { trainTextModel } from "../train-text-model.js";
import type { MakeExamples } from "./augmentation.js";

const few = toyExamples(1).train.filter((_, at) => at % 20 < 3);
const bytes = async (augment?: MakeExamples) =>
  Buffer.from(serializeTextModel(await trainTextModel(few, { seed: 1, augment }))).toString("base64");

describe("training with augmentation", () => {
  it("makes nothing of what calibration holds out, and in the end of all", async () => {
    const given: (readonly TextExample[])[] = [];
    const model = await trainTextModel(few, {
      seed: 1,
      augment: async (examples) => {
        given.push(examples);
        return examples.map(({ text, label }) => ({ text: `${text} indeed`, label, weight: 0.5 }));
      },
    });
    expect(given.length).toBeGreaterThan(1);
    for (const examples of given.slice(0, -1)) expect(examples.length).toBeLessThan(few.length);
    expect(given.at(-1)).toEqual(few);
    expect(model.training.examples).toBe(few.length);
    const plain = await trainTextModel(few, { seed: 1 });
    expect(model.training.dataDigest).not.toBe(plain.training.dataDigest);
  });

  it("is training without, byte for byte, where nothing is made", async () => {
    expect(await bytes(async () => [])).toBe(await bytes());
  });
});
