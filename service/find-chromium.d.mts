/** Whether this user may run the file at `path`. */
export function isExecutable(path: string): boolean;

/** The first program called `name` on `env.PATH` (default: of this process), or undefined. */
export function findOnPath(name: string, env?: NodeJS.ProcessEnv): string | undefined;

/**
 * The browser for the tests: `CHROMIUM_PATH` if it is set (and then nothing else), or Chromium or Chrome on
 * `PATH`, or in the Applications folder of a Mac. Undefined if there is none.
 */
export function findChromium(env?: NodeJS.ProcessEnv): string | undefined;
