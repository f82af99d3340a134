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
    env: { PATH: folder, TRANSFORMERS_PATH: TRANSFORMERS, ...env },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

/** Any file will do. */
const TRANSFORMERS = PREFLIGHT;
const LAST_LINE = `@huggingface/transformers: ${TRANSFORMERS}`;

const CHROMIUM = "Install Chromium or Chrome, or set CHROMIUM_PATH to one.";
const REDIS = "Install Redis, or set REDIS_SERVER_PATH to its redis-server.";

/** An apt-get that says what it is asked for, and installs it here. */
const APT_GET = `echo "$DEBIAN_FRONTEND $*"
for package in "$@"; do
  case "$package" in chromium|redis-server) /bin/cp $0 ${"$"}{0%/*}/$package;; esac
done`;

describe("preflight", () => {
  it("says where everything is", () => {
    const chromium = program("chromium-browser", "");
    const redis = program("redis-server", "");
    expect(preflight()).toEqual({
      status: 0,
      stdout: `Chromium: ${chromium}\nredis-server: ${redis}\n${LAST_LINE}\n`,
      stderr: "",
    });
  });

  it("takes CHROMIUM_PATH and REDIS_SERVER_PATH before all others", () => {
    program("chromium", "");
    program("redis-server", "");
    const CHROMIUM_PATH = program("my-browser", "");
    const REDIS_SERVER_PATH = program("my-redis", "");
    expect(preflight({ CHROMIUM_PATH, REDIS_SERVER_PATH }).stdout).toBe(
      `Chromium: ${CHROMIUM_PATH}\nredis-server: ${REDIS_SERVER_PATH}\n${LAST_LINE}\n`,
    );
  });

  it.each([
    ["Chromium", "CHROMIUM_PATH"],
    ["redis-server", "REDIS_SERVER_PATH"],
    ["@huggingface/transformers", "TRANSFORMERS_PATH"],
  ])("refuses for %s a wrong %s and installs nothing", (name, variable) => {
    program("chromium", "");
    program("redis-server", "");
    program("apt-get", "echo installed");
    const { status, stdout, stderr } = preflight({ [variable]: join(folder, "none") }, 0);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `The tests need ${name}, and none was found. ${variable} is set to something that can't be run.\n`,
    });
    expect(stdout).not.toContain("installed");
  });

  it("installs what is missing as root, and shows how far it is", () => {
    program("apt-get", APT_GET);
    const { status, stdout } = preflight({}, 0);
    expect(stdout.split("\n")).toEqual([
      "Chromium is not installed: installing chromium and fonts-liberation with apt-get.",
      "noninteractive -o DPkg::Lock::Timeout=300 update",
      "noninteractive -o DPkg::Lock::Timeout=300 install -y --no-install-recommends chromium fonts-liberation",
      `Chromium: ${join(folder, "chromium")}`,
      "redis-server is not installed: installing redis-server with apt-get.",
      "noninteractive -o DPkg::Lock::Timeout=300 update",
      "noninteractive -o DPkg::Lock::Timeout=300 install -y --no-install-recommends redis-server",
      `redis-server: ${join(folder, "redis-server")}`,
      LAST_LINE,
      "",
    ]);
    expect(status).toBe(0);
  });

  it.each([
    ["Chromium", "an installation that fails", 0, "exit 100", CHROMIUM],
    ["Chromium", "a user who may not install", 1000, "echo installed", CHROMIUM],
    ["redis-server", "an installation that fails", 0, "exit 100", REDIS],
    ["redis-server", "a user who may not install", 1000, "echo installed", REDIS],
  ])("says in one sentence how to get %s after %s", (name, _, uid, lines, otherwise) => {
    if (name !== "Chromium") program("chromium", "");
    program("apt-get", lines);
    const { status, stdout, stderr } = preflight({}, uid);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `The tests need ${name}, and none was found. ${otherwise}\n`,
    });
    expect(stdout).not.toContain("installed\n");
  });
});
