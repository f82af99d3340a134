import { expect, it } from "vitest";
import { paintMap, pixelOf } from "./map-painter.js";

const WIDTH = 20;

function painted(confidence: number, colour: string, background: string): (px: number, py: number) => string {
  const pixels = new Uint32Array(WIDTH * WIDTH);
  paintMap(pixels, WIDTH, WIDTH, {
    map: {
      runId: "run",
      keys: ["a", "b"],
      x: Float32Array.of(5, 12, 400),
      y: Float32Array.of(-5, -12, 0),
      segments: Uint8Array.of(0, 1, 0),
      confidence: Uint8Array.of(confidence, 255, 255),
    },
    view: { scale: 1, left: 0, top: 0 },
    density: 1,
    pointSize: 4,
    colours: Int32Array.of(pixelOf(colour), -1),
    background: pixelOf(background),
  });
  return (px, py) => (pixels[py * WIDTH + px] ?? 0).toString(16);
}

it("draws a point in its segment's colour, and none of a hidden one", () => {
  const pixel = painted(255, "#102030", "#000000");
  expect(pixel(0, 0)).toBe("ff000000");
  expect(pixel(12, 12)).toBe("ff000000");
  const [, blue = 0, green = 0, red = 0] = (pixel(5, 5).match(/../g) ?? []).map((hex) =>
    Number.parseInt(hex, 16),
  );
  // Drawn at 223/256 of full strength.
  expect([red, green, blue]).toEqual([0x10, 0x20, 0x30].map((full) => Math.floor((full * 223) / 256)));
});

it("mixes with what is under it, lighter and darker, within half a step a channel", () => {
  for (const [colour, background] of [
    ["#ff0080", "#00ff40"],
    ["#000000", "#ffffff"],
    ["#ffffff", "#000000"],
  ] as const) {
    for (const confidence of [0, 100, 255]) {
      const pixel = painted(confidence, colour, background)(5, 5);
      const share = Math.floor(96 + confidence / 2) / 256;
      for (const at of [1, 3, 5]) {
        const [over, under] = [colour, background].map((hex) => Number.parseInt(hex.slice(at, at + 2), 16));
        const drawn = Number.parseInt(pixel.slice(8 - at - 1, 8 - at + 1), 16);
        expect(Math.abs(drawn - ((under ?? 0) + ((over ?? 0) - (under ?? 0)) * share))).toBeLessThanOrEqual(
          2,
        );
      }
    }
  }
});
