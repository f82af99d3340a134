import { describe, expect, it } from "vitest";
import { decodePng, hasTransparency } from "./png.js";
import { halfClearPng, rawPng } from "./testing.js";

const pixelsOf = (png: Buffer): readonly number[] => [...(decodePng(png)?.pixels ?? [])];
const header = (width: number, height: number, colourType: number) => ({
  width,
  height,
  bitDepth: 8,
  colourType,
});

describe("decodePng", () => {
  it("reads size, kind and pixels", () => {
    const png = decodePng(halfClearPng(2, 2, [1, 2, 3, 255]));
    expect(png).toMatchObject({ width: 2, height: 2, trueColourWithAlpha: true });
    expect([...(png?.pixels ?? [])]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 255, 1, 2, 3, 255]);
  });

  it.each([
    ["none", [0, 5, 9], [0, 6, 11]],
    ["sub", [1, 5, 4], [1, 6, 5]],
    ["up", [0, 5, 9], [2, 1, 2]],
    ["average", [0, 5, 9], [3, 4, 4]],
    ["paeth", [0, 5, 9], [4, 1, 2]],
  ])("undoes the row filter %s", (_, first, second) => {
    const png = rawPng(header(2, 2, 0), Buffer.from([...first, ...second]));
    expect(pixelsOf(png)).toEqual([5, 9, 6, 11].flatMap((grey) => [grey, grey, grey, 255]));
  });

  it.each([
    ["true colour", 2, [0, 1, 2, 3], {}, [1, 2, 3, 255]],
    ["grey with alpha", 4, [0, 7, 8], {}, [7, 7, 7, 8]],
    ["palette", 3, [0, 1], { PLTE: Buffer.from([0, 0, 0, 4, 5, 6]) }, [4, 5, 6, 255]],
    ["palette with alpha", 3, [0, 0], { PLTE: Buffer.from([4, 5, 6]), tRNS: Buffer.from([9]) }, [4, 5, 6, 9]],
  ])("reads %s", (_, colourType, row, extra, pixel) => {
    const png = decodePng(rawPng(header(1, 1, colourType), Buffer.from(row), { ...extra }));
    expect([...(png?.pixels ?? [])]).toEqual(pixel);
    expect(png?.trueColourWithAlpha).toBe(false);
  });

  it.each([
    ["another format", Buffer.from("GIF89a")],
    ["nothing", Buffer.alloc(0)],
    ["a cut-off file", halfClearPng(4, 4).subarray(0, 45)],
    ["too few rows", rawPng(header(4, 4, 6), Buffer.alloc(17))],
    ["16 bits a channel", rawPng({ ...header(1, 1, 6), bitDepth: 16 }, Buffer.alloc(9))],
    ["an unknown kind", rawPng(header(1, 1, 5), Buffer.alloc(9))],
    ["interlacing", rawPng({ ...header(1, 1, 6), interlaced: true }, Buffer.alloc(5))],
  ])("gives undefined for %s", (_, content) => {
    expect(decodePng(content)).toBeUndefined();
  });
});

describe("hasTransparency", () => {
  it.each([
    [254, true],
    [255, false],
  ])("alpha %i: %s", (alpha, expected) => {
    const png = decodePng(rawPng(header(1, 1, 6), Buffer.from([0, 1, 2, 3, alpha])));
    expect(png && hasTransparency(png)).toBe(expected);
  });
});
