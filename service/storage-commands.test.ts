import { spawn, spawnSync } from "node:child_process";
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TEST_DATABASES, type TestDatabase } from "../core/testing.js";

const PROGRAM = fileURLToPath(new URL("../dist/service/rapport.js", import.meta.url));
const [SQLITE, POSTGRES] = TEST_DATABASES;
const VERA = ["--identifier", "user_id:u-vera"];

let database: TestDatabase;

beforeEach(async () => {
  if (SQLITE === undefined) throw new Error("the embedded database is one of them");
  database = await SQLITE.create();
});

afterEach(() => database.drop());

function environment(env: Readonly<Record<string, string>> = {}) {
  const { PATH = "" } = process.env;
  return { PATH, RAPPORT_DATA_DIR: database.dataDir, LOG_LEVEL: "fatal", ...env };
}

/** Runs the built program as a user does. */
function rapport(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    env: environment(env),
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

function people(count: number): void {
  const events = Array.from({ length: count }, (_, n) => ({
    type: "identify",
    messageId: `m-${n}`,
    timestamp: "2026-11-20T00:00:00Z",
    userId: n === 0 ? "u-vera" : `u-${n}`,
    traits: { firstName: n === 0 ? "Vera" : "Somebody" },
    context: { consent: { categoryPreferences: { personalization: true } } },
  }));
  const file = join(database.dataDir, "events.jsonl");
  writeFileSync(file, events.map((event) => JSON.stringify(event)).join("\n"));
  expect(rapport(["import", "events", file]).stdout).toContain(`${count} stored`);
  rmSync(file);
}

const nameOf = (env: Readonly<Record<string, string>> = {}) => {
  const { stdout, stderr } = rapport(["profiles", "show", ...VERA], env);
  return stdout === "" ? stderr : JSON.parse(stdout).fields["demographics.first_name"];
};

describe("rapport backup and restore", () => {
  it("bring back what was lost, and nobody who was erased since", () => {
    people(3);
    const file = join(database.dataDir, "backup.db");
    expect(rapport(["backup", file]).status).toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(rapport(["privacy", "erase", ...VERA]).stdout).toContain("profile documents and their keys: 1");
    expect(rapport(["privacy", "erase", "--identifier", "user_id:u-1"]).status).toBe(0);
    const restored = rapport(["restore", file]);
    expect(restored.stderr).toBe("");
    expect(restored.stdout).toContain("Erased again, because they were erased after the backup was made: 2");
    expect(nameOf()).toContain("nobody is recorded");
    expect(rapport(["profiles", "show", "--identifier", "user_id:u-2"]).stdout).toContain("Somebody");
  });

  it("bring back a database that is damaged", () => {
    people(1);
    const file = join(database.dataDir, "backup.db");
    rapport(["backup", file]);
    writeFileSync(join(database.dataDir, "rapport.db"), "no database at all");
    expect(rapport(["status"])).toMatchObject({ status: 1, stderr: expect.stringContaining("rapport.db") });
    expect(rapport(["restore", file]).status).toBe(0);
    expect(nameOf()).toBe("Vera");
  });

  it("refuse what can't be restored, and leave what is there", async () => {
    people(1);
    const backup = join(database.dataDir, "backup.db");
    rapport(["backup", backup]);
    expect(rapport(["backup", backup])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("exists"),
    });
    const other = join(database.dataDir, "other");
    writeFileSync(other, "no database");
    for (const [file, reason] of [
      [join(database.dataDir, "nowhere"), "no such backup"],
      [other, "damaged, or no backup"],
    ] as const) {
      const { status, stderr } = rapport(["restore", file]);
      expect([status, stderr]).toEqual([2, expect.stringContaining(reason)]);
    }
    rapport(["privacy", "rotate-key"]);
    expect(rapport(["restore", backup]).stderr).toContain("another master key");
    expect(nameOf()).toBe("Vera");
  });

  it("refuse while the server runs", async () => {
    people(1);
    const backup = join(database.dataDir, "backup.db");
    const server = spawn(process.execPath, [PROGRAM, "serve", "--no-demo"], {
      env: environment({ PORT: "0" }),
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      await new Promise((resolve) => server.stdout.once("data", resolve));
      expect(rapport(["backup", backup]).status).toBe(0);
      expect(rapport(["restore", backup]).stderr).toContain("stop the server first");
      expect(rapport(["storage", "copy", "--to", "postgres://nobody@127.0.0.1:1/x"]).stderr).toContain(
        "stop the server first",
      );
    } finally {
      server.kill("SIGTERM");
      await new Promise((resolve) => server.once("exit", resolve));
    }
    expect(nameOf()).toBe("Vera");
  });
});

describe("several processes on one embedded database", () => {
  it("lose no update of one profile", async () => {
    rapport(["status"]);
    const [processes, orders] = [6, 40];
    const statuses = await Promise.all(
      Array.from({ length: processes }, (_, n) => {
        const file = join(database.dataDir, `${n}.jsonl`);
        const lines = Array.from({ length: orders }, (_, order) =>
          JSON.stringify({
            type: "track",
            event: "Order Completed",
            messageId: `m-${n}-${order}`,
            timestamp: "2026-11-20T00:00:00Z",
            userId: "u-vera",
            properties: { order_id: `O-${n}-${order}`, total: 1 },
          }),
        );
        writeFileSync(file, lines.join("\n"));
        const importing = spawn(process.execPath, [PROGRAM, "import", "events", file], {
          env: environment(),
          stdio: "ignore",
        });
        return new Promise((resolve) => importing.once("exit", resolve));
      }),
    );
    expect(statuses).toEqual(Array.from({ length: processes }, () => 0));
    const { fields } = JSON.parse(rapport(["profiles", "show", ...VERA]).stdout);
    expect(fields["purchases.orders_total"]).toBe(processes * orders);
    expect(JSON.parse(rapport(["status"]).stdout).events).toMatchObject({ pending: 0, dead: 0 });
  });
});

describe("rapport privacy rotate-key", () => {
  it("leaves no key under the old master key, and everybody readable", () => {
    people(600);
    const keys = join(database.dataDir, "keys.json");
    const before = readFileSync(keys, "utf8");
    const { stdout } = rapport(["privacy", "rotate-key"]);
    expect(stdout).toContain("default: 602 keys are under the new master key");
    expect(readFileSync(keys, "utf8")).not.toBe(before);
    expect(readFileSync(keys, "utf8")).not.toContain("previous");
    expect(nameOf()).toBe("Vera");
    writeFileSync(keys, before);
    expect(nameOf()).toContain("not the key that this data was encrypted with");
  });

  it("goes on where it was cut short", () => {
    people(1);
    const keys = join(database.dataDir, "keys.json");
    const { masterKey, ...rest } = JSON.parse(readFileSync(keys, "utf8"));
    // As a crash between the new key and the first rewrapped one leaves it.
    const begun = { ...rest, masterKey: "ab".repeat(32), previousMasterKey: masterKey };
    writeFileSync(keys, JSON.stringify(begun));
    expect(nameOf()).toBe("Vera");
    expect(rapport(["privacy", "rotate-key"]).stdout).toContain("default: 3 keys");
    expect(JSON.parse(readFileSync(keys, "utf8"))).toEqual({ ...rest, masterKey: "ab".repeat(32) });
    expect(nameOf()).toBe("Vera");
  });

  it("works with keys from the configuration, which names both", () => {
    const [old, fresh] = ["ab".repeat(32), "cd".repeat(32)];
    const file = join(database.dataDir, "events.jsonl");
    const event = {
      type: "identify",
      messageId: "m",
      timestamp: "2026-11-20T00:00:00Z",
      userId: "u-vera",
      traits: { firstName: "Vera" },
    };
    writeFileSync(file, JSON.stringify(event));
    rapport(["import", "events", file], { RAPPORT_MASTER_KEY: old });
    expect(rapport(["privacy", "rotate-key"], { RAPPORT_MASTER_KEY: fresh }).stderr).toContain(
      "RAPPORT_MASTER_KEY_PREVIOUS",
    );
    const both = { RAPPORT_MASTER_KEY: fresh, RAPPORT_MASTER_KEY_PREVIOUS: old };
    expect(rapport(["privacy", "rotate-key"], both).status).toBe(0);
    expect(nameOf({ RAPPORT_MASTER_KEY: fresh })).toBe("Vera");
  });
});

describe("rapport storage copy", () => {
  it("moves everything to Postgres, equal row for row, and refuses to do so twice", async () => {
    people(30);
    rapport(["privacy", "erase", "--identifier", "user_id:u-3"]);
    const second = { RAPPORT_TENANT: "second" };
    expect(rapport(["tokens", "create", "ops", "--scopes", "all"], second).status).toBe(0);
    if (POSTGRES === undefined) throw new Error("Postgres is one of them");
    const target = await POSTGRES.create();
    try {
      const to = target.databaseUrl ?? "";
      const { status, stdout, stderr } = rapport(["storage", "copy", "--to", to]);
      expect([status, stdout]).toEqual([
        0,
        expect.stringMatching(/default: \d+ rows copied and found equal/),
      ]);
      expect(stdout).toMatch(/second: \d+ rows/);
      expect(stderr).toContain("100 %");
      const there = { DATABASE_URL: to };
      expect(nameOf(there)).toBe("Vera");
      expect(rapport(["audit", "verify"], there).stdout).toContain("unbroken");
      expect(rapport(["profiles", "show", "--identifier", "user_id:u-3"], there).status).toBe(2);
      expect(JSON.parse(rapport(["tokens", "list"], { ...there, ...second }).stdout)).toHaveLength(1);
      expect(rapport(["storage", "copy", "--to", to]).stderr).toContain("holds the tenant default already");
      expect(rapport(["backup", join(database.dataDir, "b")], there).stderr).toContain("DATABASE_URL is set");
    } finally {
      await target.drop();
    }
    expect(nameOf()).toBe("Vera");
  });
});
