import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { freePort } from "../free-port.js";

/** A `redis-server` of one's own. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** Ends it. `SIGKILL` ends it as a crash does. */
  stop(signal?: "SIGTERM" | "SIGKILL"): Promise<void>;
}

/** Where it is looked for. Homebrew's folders are not on everybody's PATH. */
const PROGRAMS = ["redis-server", "/opt/homebrew/bin/redis-server", "/usr/local/bin/redis-server"];
const ATTEMPTS = 3;

/**
 * Starts an empty Redis that keeps nothing on disk, on 127.0.0.1; for tests and benchmarks.
 *
 * @param options.program a path that replaces the search
 * @param options.port by default a free one
 */
export async function startRedisServer(
  options: { readonly program?: string | undefined; readonly port?: number } = {},
): Promise<RedisServer> {
  const programs = options.program === undefined ? PROGRAMS : [options.program];
  for (let attempt = 1; ; attempt++) {
    // Another process may take the free port before Redis does.
    const port = options.port ?? (await freePort());
    for (const program of programs) {
      const started = await start(program, port);
      if (started !== "missing" && started !== "failed") return started;
      if (started === "failed") break;
      if (program === programs.at(-1)) throw new Error("there is no redis-server on this machine");
    }
    if (options.port !== undefined || attempt === ATTEMPTS)
      throw new Error(`redis-server did not start on ${port}`);
  }
}

async function start(program: string, port: number): Promise<RedisServer | "missing" | "failed"> {
  const folder = await mkdtemp(join(tmpdir(), "rapport-redis-"));
  const settings = { port, bind: "127.0.0.1", dir: folder, save: "", appendonly: "no", daemonize: "no" };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "ignore"] });
  const outcome = await Promise.race([
    isReady(child).then((ready) => (ready ? "ready" : "failed")),
    once(child, "error").then(() => "missing" as const),
  ]);
  if (outcome === "ready") {
    return {
      url: `redis://127.0.0.1:${port}`,
      port,
      async stop(signal = "SIGTERM") {
        if (child.exitCode === null && child.signalCode === null) {
          child.kill(signal);
          await once(child, "exit");
        }
        await rm(folder, { recursive: true, force: true });
      },
    };
  }
  child.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
  return outcome === "missing" ? "missing" : "failed";
}

async function isReady(child: ChildProcess): Promise<boolean> {
  if (child.stdout === null) return false;
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    if (!line.includes("Ready to accept connections")) continue;
    // What it says later is read too, or else it would stand still with a full pipe.
    child.stdout.resume();
    return true;
  }
  return false;
}
