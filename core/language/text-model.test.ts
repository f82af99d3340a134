import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { PROPERTY_RUNS } from "../property-runs.js";
import { compressTextModel } from "./compress-text-model.js";
import { crc32 } from "./crc-32.js";
import { toyExamples } from "./test-toy-examples.js";
import type { TextExample } from "./text-example.js";
import { weakExample } from "./text-example.js";
import { textFeatures } from "./text-features.js";
import { classifyText, encodeText, greatestAt, isInScope, type TextModel } from "./text-model.js";
import { deserializeTextModel, serializeTextModel } from "./text-model-file.js";
import { trainTextModel } from "./train-text-model.js";

const EXAMPLES: readonly TextExample[] = [
  ["order", "where is my order"],
  ["order", "has my parcel shipped"],
  ["order", "track the delivery of my package"],
  ["refund", "I want my money back"],
  ["refund", "please refund me"],
  ["refund", "how can I return this and get a refund"],
].map(([label = "", text = ""]) => ({ label, text, weight: 1 }));

describe("the features of a text", () => {
  it.each([
    ["Where's my order?", "where is my order"],
    ["How’d I send it back", "how would I send it back"],
    ["where is my or\u00ADder\u200B", "where is my order"],
  ])("%s are those of %s", (text, other) => {
    expect(textFeatures(text)).toEqual(textFeatures(other));
  });

  it("leave a genitive alone", () => {
    expect(textFeatures("the tent's poles")).not.toEqual(textFeatures("the tent is poles"));
  });
});

const trained = (seed = 1) => trainTextModel(EXAMPLES, { seed });

const serialized = (model: TextModel) => Buffer.from(serializeTextModel(model)).toString("base64");

function best(model: TextModel, text: string): string | undefined {
  return model.labels[greatestAt(classifyText(model, text))];
}

describe("textFeatures", () => {
  it("folds case, accents and long numbers", () => {
    expect(textFeatures("Größe ÄNDERN 12345").words).toEqual(textFeatures("größe andern 999").words);
  });

  it("counts words, pairs of words and characters within words", () => {
    const { words, characters } = textFeatures("a a b");
    expect([...words.values()].sort()).toEqual([1, 1, 1, 2]);
    // " a " has " a", "a ", " a "; twice; " b " has three more.
    expect([...characters.values()].sort()).toEqual([1, 1, 1, 2, 2, 2]);
  });

  it("takes any text", () => {
    for (const text of ["", "   ", "🎒🎒", "a".repeat(100_000), "\u0000\uD800"]) {
      expect(() => textFeatures(text)).not.toThrow();
    }
  });
});

describe("encodeText", () => {
  const vocabulary = {
    rows: new Map<number, number>(),
    idf: Float32Array.of(1, 2),
    weighted: 2,
    unknownIdf: 3,
  };

  it("weighs by IDF and counts what it doesn't know in the norm only", () => {
    const [known = 0] = [...textFeatures("a").words.keys()];
    const { rows, values, knownWords } = encodeText({ ...vocabulary, rows: new Map([[known, 1]]) }, "a b");
    // "a" has IDF 2; "b" and "a b" are unknown, 3 each: 2 / √(4 + 9 + 9).
    expect([...rows]).toEqual([1]);
    expect(values[0]).toBeCloseTo(2 / Math.sqrt(22), 6);
    expect(knownWords).toBe(1);
  });

  it("puts an embedding behind the features, of length 1", () => {
    const { rows, values } = encodeText(vocabulary, "", [], Float32Array.of(3, 4));
    expect([...rows]).toEqual([2, 3]);
    expect(values[0]).toBeCloseTo(0.6, 6);
    expect(values[1]).toBeCloseTo(0.8, 6);
  });
});

describe("the text model", () => {
  it("learns to tell its labels apart, also in new words of the same roots", async () => {
    const model = await trained();
    expect(best(model, "did you ship my orders")).toBe("order");
    expect(best(model, "refunding")).toBe("refund");
  });

  it("is the same to the byte for the same data, order and seed", async () => {
    const model = await trained(3);
    expect(serialized(await trained(3))).toBe(serialized(model));
    expect(serialized(await trained(4))).not.toBe(serialized(model));
    const other = await trainTextModel([...EXAMPLES].reverse(), { seed: 3 });
    expect(other.training.dataDigest).not.toBe(model.training.dataDigest);
  });

  it("gives probabilities", async () => {
    const probabilities = classifyText(await trained(), "where is my refund");
    expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    expect(Math.min(...probabilities)).toBeGreaterThanOrEqual(0);
  });

  it("is sure of nothing when it knows no word", async () => {
    expect(Math.max(...classifyText(await trained(), "xyzzy"))).toBeLessThanOrEqual(0.1);
  });

  it("reads the same words by what was said before", async () => {
    const examples = ["order", "refund"].flatMap((label) =>
      ["and the second one", "yes please", "the other one"].map((text) => ({
        text,
        label,
        weight: 1,
        context: [`intent-1=${label}`],
      })),
    );
    const model = await trainTextModel(examples, { seed: 1 });
    for (const [index, label] of model.labels.entries()) {
      const probability = classifyText(model, "yes please", [`intent-1=${label}`])[index];
      expect(probability).toBeGreaterThan(0.6);
    }
    expect(classifyText(model, "yes please", [])).toEqual(classifyText(model, "yes please"));
  });

  it("finds a label by its name before anybody used it", async () => {
    const examples = [...EXAMPLES, weakExample("change_delivery-address", "address")];
    expect(best(await trainTextModel(examples, { seed: 1 }), "another address")).toBe("address");
  });

  it("lets others have their turn, and tells how far it is", async () => {
    let turns = 0;
    let isTraining = true;
    const tick = () => {
      turns += 1;
      if (isTraining) setImmediate(tick);
    };
    setImmediate(tick);
    const seen: string[] = [];
    await trainTextModel(EXAMPLES, {
      seed: 1,
      onProgress: ({ stage, done, total }) => seen.push(done === total ? `${stage} done` : stage),
    });
    isTraining = false;
    expect(turns).toBeGreaterThan(3);
    expect(seen).toContain("reading done");
    expect(seen.at(-1)).toBe("learning done");
  });
});

describe("on a company's worth of messages", () => {
  const { train, test, outside } = toyExamples(1);
  let model: TextModel;
  beforeAll(async () => {
    model = await trainTextModel(train, { seed: 1 });
  });
  const accuracyOf = (asked: TextModel, of = test) =>
    of.filter(({ text, label }) => best(asked, text) === label).length / of.length;

  it("is as often right as it says", () => {
    const probabilities = test.map(({ text }) => Math.max(...classifyText(model, text)));
    const confidence = probabilities.reduce((sum, value) => sum + value, 0) / test.length;
    expect(Math.abs(confidence - accuracyOf(model))).toBeLessThan(0.05);
    expect(model.temperature).not.toBe(1);
  });

  it("refuses what is out of scope, and little else", () => {
    const refused = (texts: readonly string[]) =>
      texts.filter((text) => !isInScope(model, classifyText(model, text))).length / texts.length;
    expect(refused(outside)).toBeGreaterThan(0.8);
    expect(refused(test.map(({ text }) => text))).toBeLessThan(0.2);
  });

  it("goes on from a model: keeps what it knew, and learns new labels and words", async () => {
    const newest = train.at(-1)?.label ?? "";
    const before = train.filter(({ label }) => label !== newest);
    const previous = await trainTextModel(before, { seed: 1 });
    const further = await trainTextModel(train, { seed: 2, previous });
    expect(further.labels.slice(0, previous.labels.length)).toEqual(previous.labels);
    expect(further.labels.at(-1)).toBe(newest);
    expect(further.training.previous).toBe(previous.version);
    const ofNewest = test.filter(({ label }) => label === newest);
    expect(accuracyOf(previous, ofNewest)).toBe(0);
    expect(accuracyOf(further, ofNewest)).toBeGreaterThan(0.6);
    expect(accuracyOf(further)).toBeGreaterThan(accuracyOf(model) - 0.05);
    expect(serialized(await trainTextModel(train, { seed: 2, previous }))).toBe(serialized(further));
  });

  it("keeps labels that the new examples don't have", async () => {
    const further = await trainTextModel(train.slice(0, 1), { seed: 1, previous: model });
    expect(further.labels).toEqual(model.labels);
    expect(accuracyOf(further)).toBeGreaterThan(accuracyOf(model) - 0.1);
  });

  it("learns from few examples, and more with unlabelled messages", async () => {
    const taken = new Map<string, number>();
    const few = train.filter(({ label }) => {
      taken.set(label, (taken.get(label) ?? 0) + 1);
      return (taken.get(label) ?? 0) <= 3;
    });
    const alone = await trainTextModel(few, { seed: 1 });
    const helped = await trainTextModel(few, { seed: 1, unlabelled: train.map(({ text }) => text) });
    expect(accuracyOf(alone)).toBeGreaterThan(0.5);
    expect(accuracyOf(helped)).toBeGreaterThanOrEqual(accuracyOf(alone));
    expect(helped.training.unlabelled).toBe(train.length);
  });

  it("becomes four times smaller, and says what that cost", async () => {
    const smaller = compressTextModel(model, { quantise: true, pruneShare: 0.1, heldOut: test });
    expect(serializeTextModel(smaller).length * 4).toBeLessThan(serializeTextModel(model).length);
    const { compression } = deserializeTextModel(serializeTextModel(smaller));
    expect(compression?.accuracyLoss).toBeCloseTo(accuracyOf(model) - accuracyOf(smaller), 12);
    expect(compression?.accuracyLoss).toBeLessThan(0.02);
    expect(compression).toMatchObject({ quantised: true, measuredOn: test.length });
    expect(compression?.prunedShare).toBeCloseTo(0.1, 2);
    expect(smaller.version).not.toBe(model.version);
    await expect(trainTextModel(train, { seed: 1, previous: smaller })).rejects.toThrow(TypeError);
  });

  it("loses nearly everything when nearly all is pruned, and says so", () => {
    const { compression } = compressTextModel(model, { quantise: false, pruneShare: 0.999, heldOut: test });
    expect(compression?.accuracyLoss).toBeGreaterThan(0.3);
    expect(compression?.changedShare).toBeGreaterThan(0.3);
  });
});

describe("the model's file", () => {
  it("holds the model, exactly", async () => {
    const model = await trained();
    const bytes = serializeTextModel(model);
    expect(deserializeTextModel(bytes)).toEqual(model);
    const small = compressTextModel(model, { quantise: true, pruneShare: 0.2, heldOut: [] });
    const again = deserializeTextModel(serializeTextModel(small));
    expect(again).toEqual(small);
    expect(serialized(again)).toBe(serialized(small));
  });

  it("may lie anywhere in memory", async () => {
    const bytes = serializeTextModel(await trained());
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    expect(deserializeTextModel(shifted.subarray(1))).toEqual(deserializeTextModel(bytes));
  });

  it("is refused when it is older or something else", () => {
    expect(() => deserializeTextModel(Buffer.from("RTM1 and so on"))).toThrow(
      /format 1, and not 2: train it again/,
    );
    expect(() => deserializeTextModel(Buffer.from("no model at all"))).toThrow(TypeError);
    expect(() => deserializeTextModel(new Uint8Array())).toThrow(TypeError);
  });

  it("has a checksum as gzip's", () => {
    expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
  });

  it("is refused with a TypeError when any of it is damaged, also when the checksum fits", async () => {
    const model = compressTextModel(await trained(), { quantise: true, pruneShare: 0.5, heldOut: [] });
    const bytes = serializeTextModel(model);
    const headerEnd = 12 + new DataView(bytes.buffer).getUint32(8, true);
    const place = fc.oneof(fc.nat(headerEnd), fc.nat(bytes.length - 1));
    fc.assert(
      fc.property(
        place,
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        fc.boolean(),
        (at, flip, cut, mend) => {
          const damaged = cut ? bytes.slice(0, at) : bytes.slice();
          if (!cut) damaged[at] = (damaged[at] ?? 0) ^ flip;
          if (!mend || damaged.length < 12) {
            expect(() => deserializeTextModel(damaged)).toThrow(TypeError);
            return;
          }
          new DataView(damaged.buffer).setUint32(4, crc32(damaged.subarray(8)), true);
          try {
            deserializeTextModel(damaged);
          } catch (error) {
            expect(error).toBeInstanceOf(TypeError);
          }
        },
      ),
      { numRuns: 5 * PROPERTY_RUNS },
    );
  });

  it("is refused with a TypeError whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (rest, mend) => {
        const bytes = new Uint8Array(8 + rest.length);
        bytes.set(new TextEncoder().encode("RTM2"));
        bytes.set(rest, 8);
        if (mend) new DataView(bytes.buffer).setUint32(4, crc32(bytes.subarray(8)), true);
        expect(() => deserializeTextModel(bytes)).toThrow(TypeError);
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });
});
