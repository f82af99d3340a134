import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC_APPS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** @param {string} path */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The first program called `name` on `env.PATH`.
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined}
 */
export function findOnPath(name, env = process.env) {
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/**
 * The browser for the tests: `CHROMIUM_PATH` if it is set (and then nothing else), or Chromium or Chrome on
 * `PATH`, or in the Applications folder of a Mac.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined} an executable file, or undefined if there is none
 */
export function findChromium(env = process.env) {
  if (env.CHROMIUM_PATH) return isExecutable(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : undefined;
  for (const name of NAMES) {
    const found = findOnPath(name, env);
    if (found !== undefined) return found;
  }
  return MAC_APPS.find(isExecutable);
}
