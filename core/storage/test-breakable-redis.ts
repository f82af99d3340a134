import { startRedisServer } from "../queue/redis-server.js";
import { openRedis } from "./redis-client.js";

/** A Redis of a test's own, and what can befall it. */
export interface BreakableRedis {
  readonly url: string;
  /** It keeps its connections, takes new ones, and answers nobody. */
  hang(): void;
  /** It goes on where it hung. */
  wake(): void;
  /** Ends it as a crash does. What it held is gone. */
  kill(): Promise<void>;
  /** Starts it again, empty, in the same place. */
  start(): Promise<void>;
}

export async function startBreakableRedis(): Promise<BreakableRedis> {
  let server = await startRedisServer();
  const { url, port } = server;
  let pid = await processOf(url);
  return {
    url,
    hang: () => void process.kill(pid, "SIGSTOP"),
    wake: () => void process.kill(pid, "SIGCONT"),
    kill: () => server.stop("SIGKILL"),
    async start() {
      server = await startRedisServer({ port });
      pid = await processOf(url);
    },
  };
}

async function processOf(url: string): Promise<number> {
  const redis = await openRedis({ url, stepMs: 10_000 });
  try {
    const info = String(await redis.run((commands) => commands.info("server")));
    const pid = Number(/^process_id:(\d+)/m.exec(info)?.[1]);
    if (!(pid > 1)) throw new Error("redis does not say which process it is");
    return pid;
  } finally {
    await redis.close();
  }
}
