import { expect, it } from "vitest";
import { readMap, writeMap } from "./map-file.js";

const MAP = {
  runId: "run-ä",
  keys: ["vip", "g-1"],
  x: Float32Array.of(1.5, -2, 0),
  y: Float32Array.of(0.25, 8, -1),
  segments: Uint8Array.of(0, 1, 1),
  confidence: Uint8Array.of(255, 0, 128),
};

it("reads what it wrote, whatever the header's length", () => {
  for (const runId of ["", "r", "ru", "run", "run-ä"]) {
    const { buffer } = writeMap({ ...MAP, runId });
    expect(readMap(buffer as ArrayBuffer)).toEqual({ ...MAP, runId });
  }
});

it("refuses a body that is cut short", () => {
  const file = writeMap(MAP);
  expect(() => readMap(file.slice(0, -1).buffer as ArrayBuffer)).toThrow("another length");
});
