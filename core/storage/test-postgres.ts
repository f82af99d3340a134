import type { TestProject } from "vitest/node";
import { startPostgresServer } from "./postgres-server.js";

declare module "vitest" {
  interface ProvidedContext {
    /** `postgres://…/postgres` of the run's server, as superuser. */
    postgresUrl: string;
  }
}

/** Starts one real Postgres for the whole run; vitest calls what it returns at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgresServer({ durable: false });
  project.provide("postgresUrl", server.url);
  return () => server.stop();
}
