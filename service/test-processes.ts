/** The built product as processes of its own, for tests that kill them. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { TeamsAuthority } from "../adapters/teams/teams-adapter.js";

const PROGRAM = fileURLToPath(new URL("../dist/service/rapport.js", import.meta.url));

export interface ProductProcess {
  readonly child: ChildProcess;
  /** What it says it listens at; empty if it listens nowhere. */
  readonly url: string;
  /** Ends it and waits. `SIGKILL` ends it as a crash does. @returns the exit code; `null` after a kill */
  end(signal: "SIGTERM" | "SIGKILL"): Promise<number | null>;
}

export type Settings = Readonly<Record<string, string | undefined>>;

function environment(settings: Settings): NodeJS.ProcessEnv {
  const { PATH = "" } = process.env;
  return { PATH, LOG_LEVEL: "fatal", ...settings };
}

/** Starts the product and waits until it says that it runs. */
export function startProduct(args: readonly string[], settings: Settings): Promise<ProductProcess> {
  return startProgram([PROGRAM, ...args], settings);
}

/** The server without the command line, which has no setting for where Teams' keys and tokens come from. */
const SERVER = `
  const { readConfig } = await import(process.env.RAPPORT_DIST + "core/index.js");
  const { serve } = await import(process.env.RAPPORT_DIST + "service/serve.js");
  const teamsAuthority = JSON.parse(process.env.TEAMS_AUTHORITY);
  const config = readConfig(JSON.parse(process.env.SETTINGS));
  const server = await serve({ config, demo: false, playground: false, teamsAuthority });
  process.on("SIGTERM", () => server.close().then(() => process.exit(0)));
  console.log("Rapport is running at " + server.url);
`;

/** Starts the built server with a stand-in of Teams. */
export function startServerWith(teamsAuthority: TeamsAuthority, settings: Settings): Promise<ProductProcess> {
  return startProgram(["--input-type=module", "--eval", SERVER], {
    RAPPORT_DIST: new URL("../dist/", import.meta.url).href,
    TEAMS_AUTHORITY: JSON.stringify(teamsAuthority),
    SETTINGS: JSON.stringify({ LOG_LEVEL: "fatal", ...settings }),
  });
}

async function startProgram(args: readonly string[], settings: Settings): Promise<ProductProcess> {
  if (!existsSync(PROGRAM)) throw new Error("the product is not built: npm run build");
  const child = spawn(process.execPath, args, {
    env: environment(settings),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const closed = once(child, "close");
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith("Rapport is ")) continue;
    return {
      child,
      url: /http:\/\/[\d.:]+/.exec(line)?.[0] ?? "",
      async end(signal) {
        child.kill(signal);
        const [code] = await closed;
        return code;
      },
    };
  }
  throw new Error("the product ended before it ran");
}

/** Runs a command of the product and reads the JSON that it prints. */
export async function runProduct<T>(args: readonly string[], settings: Settings): Promise<T> {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: environment(settings),
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  await once(child, "close");
  return JSON.parse(text) as T;
}
