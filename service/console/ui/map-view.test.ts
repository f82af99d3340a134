import { expect, it } from "vitest";
import { moved, wholeMap, zoomed } from "./map-view.js";

const whole = wholeMap({ left: -2, right: 2, bottom: -1, top: 1 }, 448, 448);

it("shows the whole map in the middle", () => {
  expect(whole).toEqual({ scale: 100, left: 224, top: 224 });
});

it("keeps the point under the pointer where it is", () => {
  const closer = zoomed(moved(whole, 10, -4), whole, 3, 100, 150);
  expect((100 - closer.left) / closer.scale).toBeCloseTo((100 - (whole.left + 10)) / whole.scale);
  expect((closer.top - 150) / closer.scale).toBeCloseTo((whole.top - 4 - 150) / whole.scale);
});

it("ends at half and at two hundred times", () => {
  expect(zoomed(whole, whole, 0.001, 0, 0).scale).toBe(50);
  expect(zoomed(whole, whole, 1e6, 0, 0).scale).toBe(20_000);
});
