import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const PREFLIGHT = fileURLToPath(new URL("preflight.mjs", import.meta.url));
/** Says that the process is root, or is not, whoever runs the tests. */
const asUser = (uid: number) => `--import=data:text/javascript,process.getuid=()=>${uid}`;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rapport-preflight-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function program(name: string, lines: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${lines}\n`);
  chmodSync(path, 0o755);
  return path;
}

function preflight(env: Readonly<Record<string, string>> = {}, uid = 1000) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [asUser(uid), PREFLIGHT], {
    env: { PATH: folder, ...env },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("preflight", () => {
  it("says where Chromium is", () => {
    const path = program("chromium-browser", "");
    expect(preflight()).toEqual({ status: 0, stdout: `Chromium: ${path}\n`, stderr: "" });
  });

  it("takes CHROMIUM_PATH before all others", () => {
    program("chromium", "");
    const path = program("my-browser", "");
    expect(preflight({ CHROMIUM_PATH: path }).stdout).toBe(`Chromium: ${path}\n`);
  });

  it("refuses a wrong CHROMIUM_PATH and installs nothing", () => {
    program("chromium", "");
    program("apt-get", "echo installed");
    expect(preflight({ CHROMIUM_PATH: join(folder, "none") }, 0)).toEqual({
      status: 2,
      stdout: "",
      stderr:
        "The tests need Chromium, and none was found. CHROMIUM_PATH is set to something that can't be run.\n",
    });
  });

  it("installs Chromium and a font as root, and shows how far it is", () => {
    program(
      "apt-get",
      `echo "$DEBIAN_FRONTEND $*"\ncase "$*" in *install*) /bin/cp $0 ${folder}/chromium;; esac`,
    );
    const { status, stdout } = preflight({}, 0);
    expect(stdout.split("\n")).toEqual([
      "Chromium is not installed: installing chromium and fonts-liberation with apt-get.",
      "noninteractive -o DPkg::Lock::Timeout=300 update",
      "noninteractive -o DPkg::Lock::Timeout=300 install -y --no-install-recommends chromium fonts-liberation",
      `Chromium: ${join(folder, "chromium")}`,
      "",
    ]);
    expect(status).toBe(0);
  });

  it.each([
    ["an installation that fails", 0, "exit 100"],
    ["a user who may not install", 1000, "echo installed"],
  ])("says in one sentence what to install after %s", (_, uid, lines) => {
    program("apt-get", lines);
    const { status, stdout, stderr } = preflight({}, uid);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr:
        "The tests need Chromium, and none was found. Install Chromium or Chrome, or set CHROMIUM_PATH to one.\n",
    });
    expect(stdout).not.toContain("installed\n");
  });
});
