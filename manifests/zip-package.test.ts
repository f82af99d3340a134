import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { packageOf } from "./testing.js";
import { zipPackage } from "./zip-package.js";

const DOS_DATE_1980_01_01 = 0x0021;

describe("zipPackage", () => {
  it("gives the same bytes for the same files in any order", () => {
    const one = zipPackage(packageOf({ "a.txt": "one", "b/c.txt": "two" }));
    const other = zipPackage(packageOf({ "b/c.txt": "two", "a.txt": "one" }));
    expect(one.equals(other)).toBe(true);
  });

  it("holds no time of the build", () => {
    const zip = zipPackage(packageOf({ "a.txt": "one" }));
    expect([zip.readUInt16LE(10), zip.readUInt16LE(12)]).toEqual([0, DOS_DATE_1980_01_01]);
  });

  it("holds the files", () => {
    const zip = unzipSync(zipPackage(packageOf({ "b/c.txt": "two", "a.txt": "one" })));
    expect(Object.entries(zip).map(([path, content]) => [path, Buffer.from(content).toString()])).toEqual([
      ["a.txt", "one"],
      ["b/c.txt", "two"],
    ]);
  });
});
