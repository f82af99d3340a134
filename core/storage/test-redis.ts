import type { TestProject } from "vitest/node";
import { startRedisServer } from "../queue/redis-server.js";

declare module "vitest" {
  interface ProvidedContext {
    /** `redis://…` of the run's server. Its keys are everybody's: whoever needs it to themselves starts their own. */
    redisUrl: string;
  }
}

/** Starts one real Redis for the whole run; vitest calls what it returns at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startRedisServer({ program: process.env.REDIS_SERVER_PATH });
  project.provide("redisUrl", server.url);
  return () => server.stop();
}
