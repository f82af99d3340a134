import { describe, expect, it } from "vitest";
import { seededRandom } from "../seeded-random.js";
import { textFeatures } from "./text-features.js";
import { classifyText, deserializeTextModel, encodeText, serializeTextModel } from "./text-model.js";
import { trainTextModel } from "./train-text-model.js";

const EXAMPLES = [
  ["order", "where is my order"],
  ["order", "has my parcel shipped"],
  ["order", "track the delivery of my package"],
  ["refund", "I want my money back"],
  ["refund", "please refund me"],
  ["refund", "how can I return this and get a refund"],
].map(([label = "", text = ""]) => ({ label, text, weight: 1 }));

async function trained(seed = 1) {
  return serializeTextModel(await trainTextModel(EXAMPLES, seededRandom(seed), () => {}));
}

function best(bytes: Buffer, text: string): string | undefined {
  const model = deserializeTextModel(bytes);
  const probabilities = classifyText(model, text);
  return model.labels[probabilities.indexOf(Math.max(...probabilities))];
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

describe("the text model", () => {
  it("learns to tell its labels apart, also in new words of the same roots", async () => {
    const bytes = await trained();
    expect(best(bytes, "did you ship my orders")).toBe("order");
    expect(best(bytes, "refunding")).toBe("refund");
  });

  it("is the same to the byte for the same seed", async () => {
    expect((await trained(3)).equals(await trained(3))).toBe(true);
    expect((await trained(3)).equals(await trained(4))).toBe(false);
  });

  it("gives probabilities", async () => {
    const probabilities = classifyText(deserializeTextModel(await trained()), "where is my refund");
    expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    expect(Math.min(...probabilities)).toBeGreaterThanOrEqual(0);
  });

  it("is sure of nothing when it knows no word", async () => {
    const probabilities = classifyText(deserializeTextModel(await trained()), "xyzzy");
    expect(Math.max(...probabilities)).toBeLessThanOrEqual(0.1);
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
    const bytes = serializeTextModel(await trainTextModel(examples, seededRandom(1), () => {}));
    const model = deserializeTextModel(bytes);
    for (const [index, label] of model.labels.entries()) {
      const probability = classifyText(model, "yes please", [`intent-1=${label}`])[index];
      expect(probability).toBeGreaterThan(0.6);
    }
    expect(classifyText(model, "yes please", [])).toEqual(classifyText(model, "yes please"));
  });

  it("survives its bytes, but for the rounding of weights", async () => {
    const raw = await trainTextModel(EXAMPLES, seededRandom(1), () => {});
    const model = deserializeTextModel(serializeTextModel(raw));
    expect(model.labels).toEqual(["order", "refund"]);
    expect([...model.rows]).toEqual([...raw.rows]);
    expect(encodeText(model, "my order")).toEqual(encodeText(raw, "my order"));
    const largest = raw.weights.reduce((max, weight) => Math.max(max, Math.abs(weight)), 0);
    model.weights.forEach((weight, index) => {
      expect(Math.abs(weight - (raw.weights[index] ?? 0))).toBeLessThanOrEqual(largest / 254 + 1e-6);
    });
  });

  it("refuses other bytes", () => {
    expect(() => deserializeTextModel(Buffer.from("no model at all"))).toThrow(TypeError);
  });
});
