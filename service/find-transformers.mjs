import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Apart from our own packages: it weighs 475 MB, and only the tests of the text encoder need it. */
const FOLDER = fileURLToPath(new URL("../node_modules/.cache/rapport-encoder", import.meta.url));
const PACKAGE = "@huggingface/transformers";
const VERSION = "4.3.2";

/**
 * The entry of `@huggingface/transformers` for the tests: `TRANSFORMERS_PATH` if it is set, or where
 * `installTransformers` puts it.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined} a file, or undefined if there is none
 */
export function findTransformers(env = process.env) {
  const path =
    env.TRANSFORMERS_PATH || join(FOLDER, "node_modules", PACKAGE, "dist", "transformers.node.mjs");
  return existsSync(path) ? path : undefined;
}

/** Installs it from the registry, without the scripts of its dependencies. */
export function installTransformers() {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, "package.json"), "{}\n");
  const wanted = `${PACKAGE}@${VERSION}`;
  spawnSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", wanted], {
    cwd: FOLDER,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
}
