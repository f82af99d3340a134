import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { embedText } from "./language/embed-text.js";
import { classifyText, greatestAt } from "./language/text-model.js";
import { deserializeTextModel, serializeTextModel } from "./language/text-model-file.js";
import { trainTextModel } from "./language/train-text-model.js";
import { openTextEncoder } from "./open-text-encoder.js";
import { writeEncoderModel } from "./test-encoder-model.js";

/** Where service/preflight.mjs puts it: too large to be one of our dependencies. */
const TRANSFORMERS =
  process.env.TRANSFORMERS_PATH ??
  join(
    fileURLToPath(new URL("../node_modules/.cache/rapport-encoder/", import.meta.url)),
    "node_modules/@huggingface/transformers/dist/transformers.node.mjs",
  );

/** What travels and what is paid are each alike, though no letter of the words is. */
const WORDS = {
  parcel: [1, 0, 0.1],
  shipment: [1, 0.1, 0],
  box: [0.9, 0, 0],
  refund: [0, 1, 0.1],
  money: [0.1, 1, 0],
  cash: [0, 0.9, 0],
};

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "rapport-encoder-"));
  writeEncoderModel(folder, WORDS);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a text encoder", () => {
  it("gives the mean of the words, of length 1, whatever else is in the batch", async () => {
    const { dimensions, encode } = await openTextEncoder(folder, TRANSFORMERS);
    expect(dimensions).toBe(3);
    const [both, alone] = await encode(["parcel refund", "Parcel"]);
    const length = Math.hypot(1, 1, 0.2);
    [1 / length, 1 / length, 0.2 / length].forEach((value, at) => {
      expect(both?.[at]).toBeCloseTo(value, 5);
    });
    expect(alone?.[2]).toBeCloseTo(0.1 / Math.hypot(1, 0.1), 5);
    expect(await encode([])).toEqual([]);
  });

  it("lets the classifier read words that no example has", async () => {
    const encoder = await openTextEncoder(folder, TRANSFORMERS);
    const examples = [
      ["delivery", "parcel"],
      ["delivery", "shipment"],
      ["payment", "refund"],
      ["payment", "money"],
    ].map(([label = "", text = ""]) => ({ label, text, weight: 1 }));
    const model = deserializeTextModel(
      serializeTextModel(await trainTextModel(examples, { seed: 1, encoder })),
    );
    expect(model.encoder).toEqual({ id: encoder.id, dimensions: 3 });
    const [box, cash] = await encoder.encode(["box", "cash"]);
    expect(model.labels[greatestAt(classifyText(model, "box", [], box))]).toBe("delivery");
    expect(model.labels[greatestAt(classifyText(model, "cash", [], cash))]).toBe("payment");
    expect(() => classifyText(model, "cash")).toThrow(TypeError);
    await expect(trainTextModel(examples, { seed: 1, previous: model })).rejects.toThrow(/encoder/);
  });

  it("is asked only by a model that was trained with it, and refused by one that was trained with another", async () => {
    const encoder = await openTextEncoder(folder, TRANSFORMERS);
    expect(await embedText({}, encoder, "parcel")).toBeUndefined();
    const needed = { id: encoder.id, dimensions: 3 };
    expect(await embedText({ encoder: needed }, encoder, "parcel")).toHaveLength(3);
    for (const other of [undefined, encoder]) {
      await expect(
        embedText({ encoder: { ...needed, id: "other@1" } }, other, "parcel"),
      ).rejects.toMatchObject({
        code: "config_invalid",
        message: expect.stringContaining("train it again"),
      });
    }
  });

  it("is another one when its weights are", async () => {
    const first = await openTextEncoder(folder, TRANSFORMERS);
    writeEncoderModel(folder, { ...WORDS, cash: [0, 0, 1] });
    expect((await openTextEncoder(folder, TRANSFORMERS)).id).not.toBe(first.id);
    writeEncoderModel(folder, WORDS);
  });

  it("says what to install, and which folder holds no model", async () => {
    await expect(openTextEncoder(folder, "@rapport/not-there")).rejects.toMatchObject({
      code: "config_invalid",
      message: expect.stringContaining("npm install"),
    });
    const here = fileURLToPath(new URL(".", import.meta.url));
    await expect(openTextEncoder(here, TRANSFORMERS)).rejects.toMatchObject({ code: "config_invalid" });
  });
});
