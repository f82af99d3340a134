import { findOnPath, isExecutable } from "./find-chromium.mjs";

/** Homebrew's folders, which are not on everybody's PATH. */
const HOMEBREW = ["/opt/homebrew/bin/redis-server", "/usr/local/bin/redis-server"];

/**
 * The Redis for the tests: `REDIS_SERVER_PATH` if it is set (and then nothing else), or `redis-server` on `PATH`, or
 * Homebrew's.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined} an executable file, or undefined if there is none
 */
export function findRedisServer(env = process.env) {
  if (env.REDIS_SERVER_PATH) return isExecutable(env.REDIS_SERVER_PATH) ? env.REDIS_SERVER_PATH : undefined;
  return findOnPath("redis-server", env) ?? HOMEBREW.find(isExecutable);
}
