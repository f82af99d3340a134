import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crc32 } from "../../language/crc-32.js";
import { PROPERTY_RUNS } from "../../property-runs.js";
import { compileForest } from "./compiled-forest.js";
import { deserializeForest, type ForestModel, serializeForest } from "./forest-file.js";
import { withForestVersion } from "./forest-version.js";
import { quantiseForest } from "./quantise-forest.js";
import { forestRows } from "./test-forest-rows.js";
import { trainForest } from "./train-forest.js";

const { x, y } = forestRows({ rows: 500, columns: 4, classes: 3, digits: 4, seed: 1 });
const settings = { seed: 3, trees: 5 };

function modelOf(forest: ForestModel["forest"]): ForestModel {
  return withForestVersion({
    featureNames: ["days", "orders", "spent", "größe"],
    classNames: ["a", "b", "c"],
    settings: { ...settings, method: "exact" },
    figures: { accuracy: 0.75 },
    forest,
  });
}

const compiled = compileForest(trainForest(x, y, settings), 4);
const models = [compiled, quantiseForest(compiled, 8, x).forest, quantiseForest(compiled, 16, x).forest].map(
  modelOf,
);
const [model] = models;
if (model === undefined) throw new Error("no model");
const bytes = serializeForest(model);

/** The bytes with a checksum that fits them. */
function signed(changed: Uint8Array): Uint8Array {
  if (changed.length >= 12) new DataView(changed.buffer).setUint32(4, crc32(changed.subarray(8)), true);
  return changed;
}

/** The file with another header of any length. */
function withHeader(change: (header: Record<string, unknown>) => unknown): Uint8Array {
  const length = new DataView(bytes.buffer).getUint32(8, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(12, 12 + length)));
  const text = new TextEncoder().encode(JSON.stringify(change(header)));
  const start = Math.ceil((12 + text.length) / 8) * 8;
  const rest = bytes.subarray(Math.ceil((12 + length) / 8) * 8);
  const file = new Uint8Array(start + rest.length);
  file.set(bytes.subarray(0, 12));
  new DataView(file.buffer).setUint32(8, text.length, true);
  file.set(text, 12);
  file.set(rest, start);
  return signed(file);
}

function expectUnreadable(file: Uint8Array, message = "forest"): void {
  expect(() => deserializeForest(file)).toThrow(
    expect.objectContaining({ code: "model_unreadable", message: expect.stringContaining(message) }),
  );
}

describe("a forest file", () => {
  it.each(models)("holds all of the model $#, at any place in memory", (each) => {
    const written = serializeForest(each);
    const shifted = new Uint8Array(written.length + 3);
    shifted.set(written, 3);
    expect(deserializeForest(shifted.subarray(3))).toEqual(each);
    expect(Buffer.from(serializeForest(deserializeForest(written))).equals(written)).toBe(true);
  });

  it("has the version of what it says and predicts", () => {
    expect(model.version).toMatch(/^[0-9a-f]{12}$/);
    expect(new Set(models.map(({ version }) => version)).size).toBe(3);
    expect(modelOf(compiled).version).toBe(model.version);
  });

  it("is refused when it is cut anywhere, or a byte is another", () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        expectUnreadable(bytes.subarray(0, at));
        const changed = bytes.slice();
        changed[at] = (changed[at] ?? 0) ^ flip;
        expectUnreadable(changed);
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it("with a checksum that fits is read or refused, never anything else", () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: bytes.length - 1 }), fc.nat(255), (at, value) => {
        const changed = bytes.slice();
        changed[at] = value;
        try {
          deserializeForest(signed(changed));
        } catch (error) {
          expect(error).toMatchObject({ code: "model_unreadable" });
        }
      }),
      { numRuns: 5 * PROPERTY_RUNS },
    );
  });

  it.each([
    ["nothing", new Uint8Array(), "not one"],
    [
      "of another format",
      Uint8Array.from([...new TextEncoder().encode("RFF2"), ...bytes.subarray(4)]),
      "format 2",
    ],
    ["too long", signed(Uint8Array.from([...bytes, ...new Uint8Array(8)])), "longer than"],
    ["too short", signed(bytes.slice(0, -8)), "shorter than"],
    ["with a huge claim", withHeader((header) => ({ ...header, nodes: 2 ** 40 })), "shorter than"],
    ["with fewer nodes", withHeader((header) => ({ ...header, nodes: 1 })), "forest"],
    ["with other columns", withHeader((header) => ({ ...header, thresholds: [1] })), "other columns"],
    ["with no header", withHeader(() => 1), "header"],
    ["with an unknown key", withHeader((header) => ({ ...header, more: 1 })), "more"],
  ])("%s is refused", (_, file, message) => {
    expectUnreadable(file, message);
  });

  it("needs a name for each column and class", () => {
    expect(() => serializeForest({ ...model, featureNames: ["days"] })).toThrow(RangeError);
  });
});
