import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pickFiles, readPackageFiles } from "./package-files.js";

const folder = mkdtempSync(join(tmpdir(), "rapport-package-"));

beforeAll(() => {
  mkdirSync(join(folder, "assets/deep"), { recursive: true });
  writeFileSync(join(folder, "manifest.json"), "{}");
  writeFileSync(join(folder, "assets/deep/a.js"), "1");
  symlinkSync("/etc/hostname", join(folder, "assets/file.txt"));
  symlinkSync(tmpdir(), join(folder, "linked"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("readPackageFiles", () => {
  it("reads a folder and all below it, and follows no symbolic link", () => {
    const { files, symlinks } = readPackageFiles(folder);
    expect([...files].map(([path, content]) => [path, content.toString()])).toEqual([
      ["assets/deep/a.js", "1"],
      ["manifest.json", "{}"],
    ]);
    expect(symlinks).toEqual(["assets/file.txt", "linked"]);
  });

  it("throws for a folder that is not there", () => {
    expect(() => readPackageFiles(join(folder, "none"))).toThrow("ENOENT");
  });
});

describe("pickFiles", () => {
  it("renames and drops", () => {
    const picked = pickFiles(readPackageFiles(folder), (path) =>
      path.startsWith("assets/") ? `x/${path}` : undefined,
    );
    expect([...picked.files.keys()]).toEqual(["x/assets/deep/a.js"]);
    expect(picked.symlinks).toEqual(["assets/file.txt"]);
  });
});
