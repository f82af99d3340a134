import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { inject } from "vitest";

/** An empty database of its own, and how to be rid of it. */
export interface TestDatabase {
  readonly dataDir: string;
  /** `undefined` on SQLite. */
  readonly databaseUrl: string | undefined;
  drop(): Promise<void>;
}

export interface DatabaseKind {
  readonly name: "sqlite" | "postgres";
  create(): Promise<TestDatabase>;
}

/** Every database that the product runs on: what a store promises is tested on each. */
export const TEST_DATABASES: readonly DatabaseKind[] = [
  {
    name: "sqlite",
    async create() {
      const dataDir = await emptyFolder();
      return { dataDir, databaseUrl: undefined, drop: () => rm(dataDir, { recursive: true, force: true }) };
    },
  },
  {
    name: "postgres",
    async create() {
      const dataDir = await emptyFolder();
      const name = `test_${randomUUID().replaceAll("-", "")}`;
      await asSuperuser(`create database ${name}`);
      const url = new URL(inject("postgresUrl"));
      url.pathname = `/${name}`;
      return {
        dataDir,
        databaseUrl: url.href,
        async drop() {
          await asSuperuser(`drop database ${name} with (force)`);
          await rm(dataDir, { recursive: true, force: true });
        },
      };
    },
  },
];

async function asSuperuser(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject("postgresUrl") });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function emptyFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "rapport-database-"));
}
