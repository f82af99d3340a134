import fc from "fast-check";
import { expect, it } from "vitest";
import { createMapGrid } from "./map-grid.js";

const coordinate = fc.float({ min: -50, max: 50, noNaN: true });

it("finds the same as looking at every point", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(coordinate, coordinate), { maxLength: 60 }),
      fc.tuple(coordinate, coordinate),
      fc.double({ min: 0.01, max: 40, noNaN: true }),
      (points, [x, y], within) => {
        const xs = Float32Array.from(points, ([each]) => each);
        const ys = Float32Array.from(points, ([, each]) => each);
        const isShown = (at: number) => at % 3 !== 0;
        const distance = (at: number) => ((xs[at] ?? 0) - x) ** 2 + ((ys[at] ?? 0) - y) ** 2;
        const near = points.map((_, at) => at).filter((at) => isShown(at) && distance(at) <= within * within);
        const found = createMapGrid(xs, ys).nearest(x, y, within, isShown);
        if (near.length === 0) expect(found).toBe(-1);
        else expect(distance(found)).toBe(Math.min(...near.map(distance)));
      },
    ),
  );
});
