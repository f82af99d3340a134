import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tenantId } from "../core/index.js";
import { TEST_CUSTOMERS, TEST_DATABASES, type TestDatabase } from "../core/testing.js";
import { publicRoutes } from "./test-requests.js";
import { sendRaw, startWiredServer, type WiredServer } from "./testing.js";

const PROGRAM = fileURLToPath(new URL("../dist/service/rapport.js", import.meta.url));
const { email, userId } = TEST_CUSTOMERS.vip;
const ABOUT_VIP = `email:${email}`;

/** Two companies with the same customers' addresses, on one database. */
describe.each(TEST_DATABASES)("two tenants on one $name", ({ create }) => {
  let database: TestDatabase;
  let alpine: WiredServer;
  let coast: WiredServer;

  beforeAll(async () => {
    database = await create();
    const { dataDir, databaseUrl } = database;
    alpine = await startWiredServer({ tenant: "alpine", dataDir, databaseUrl });
    coast = await startWiredServer({ tenant: "coast", dataDir, databaseUrl });
    // What only alpine knows of the person whom both know.
    const only = { type: "identify", userId, messageId: "only", timestamp: new Date().toISOString() };
    const traits = { firstName: "Alpina", address: { city: "Secretville" } };
    await alpine.server.core.ingest(tenantId("alpine"), [{ ...only, traits }], "api");
    await alpine.server.core.drained();
  });

  afterAll(async () => {
    await alpine.stop();
    await coast.stop();
    await database.drop();
  });

  const bodyOf = async (server: WiredServer, name: string) => {
    const route = publicRoutes(() => server, ABOUT_VIP)[name];
    if (route === undefined) throw new Error(`there is no route ${name}`);
    return sendRaw(server.server.url, await route.make(undefined, {}));
  };

  /** Health, what has a ticket of its own, and what SDKs read before they send (service/segment-api.test.ts). */
  const OTHERS = [
    "/healthz",
    "/readyz",
    "/metrics",
    "/privacy/download",
    "/v1/projects/:writeKey/settings",
    "/sourceConfig",
  ];

  it("covers every route that changes or tells anything, and none that is gone", () => {
    const paths = new Set(Object.values(publicRoutes(() => alpine)).map(({ path }) => path));
    // The console's have tests of their own, in service/console, and one below.
    const isOther = (path: string) => OTHERS.includes(path) || path.startsWith("/console");
    const served = alpine.server.routes.map(({ path }) => path).filter((path) => !isOther(path));
    expect([...paths].sort()).toEqual([...new Set(served)].sort());
  });

  it("answer each with its own", async () => {
    expect((await bodyOf(alpine, "admin/privacy/export")).body).toContain("Secretville");
    const other = await bodyOf(coast, "admin/privacy/export");
    expect(other.status).toBe(200);
    expect(other.body).not.toMatch(/Secretville|Alpina/);
    expect((await bodyOf(alpine, "suggestions")).body).toContain("Alpina");
    expect((await bodyOf(coast, "suggestions")).body).not.toContain("Alpina");
    expect((await bodyOf(coast, "suggestions")).body).toContain("Vera");
  });

  const names = Object.keys(publicRoutes(() => alpine)).filter((name) => name !== "admin/privacy/erase");

  it.each([...names, "admin/privacy/erase"])("%s: the other's credentials open nothing", async (name) => {
    for (const [own, other] of [
      [alpine, coast],
      [coast, alpine],
    ] as const) {
      const made = publicRoutes(() => other, ABOUT_VIP)[name];
      if (made === undefined) throw new Error(`there is no route ${name}`);
      const before = await own.server.core.library.counts();
      const { status, body } = await sendRaw(own.server.url, await made.make(undefined, {}));
      expect([401, 404]).toContain(status);
      expect(body).not.toMatch(/Secretville|Alpina|Vera|vip@/);
      await own.server.idle();
      expect(await own.server.core.library.counts()).toEqual(before);
    }
  });

  it("keep each other's consoles shut", async () => {
    const consoles = alpine.server.routes.filter(({ path }) => /^\/console\/api\/(?!session)/.test(path));
    expect(consoles.length).toBeGreaterThan(10);
    for (const { method, path } of consoles) {
      const headers = { "content-type": "application/json", authorization: `Bearer ${alpine.adminToken}` };
      const body = method === "GET" ? "" : "{}";
      expect((await sendRaw(coast.server.url, { method, path, headers, body })).status, path).toBe(401);
    }
  });

  it("keep each other's downloads shut", async () => {
    const subject = { identifier: { type: "email", value: email } } as const;
    const ticket = await alpine.server.core.privacy.createDownload(subject, "cli");
    const request = {
      method: "POST",
      path: `/privacy/download?ticket=${ticket}`,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "",
    };
    const wrong = await sendRaw(coast.server.url, request);
    expect(wrong.status).toBe(404);
    expect(wrong.body).not.toContain("Secretville");
    // The page alone uses nothing up.
    expect((await sendRaw(alpine.server.url, { ...request, method: "GET" })).status).toBe(200);
    const right = await sendRaw(alpine.server.url, request);
    expect([right.status, right.body]).toEqual([200, expect.stringContaining("Secretville")]);
    expect((await sendRaw(alpine.server.url, request)).status).toBe(404);
  });

  it("keep each other's ids, merges and audits apart", async () => {
    const subject = { identifier: { type: "email", value: email } } as const;
    const mine = await alpine.server.core.privacy.read(subject, "service", "cli");
    const theirs = { profileId: mine?.profileId ?? "" };
    const { privacy } = coast.server.core;
    expect(mine?.profileId).toBeDefined();
    expect(await privacy.read(theirs, "service", "cli")).toBeUndefined();
    expect(await privacy.exportData(theirs, "cli")).toBeUndefined();
    expect(await privacy.erase(theirs, "cli", "request")).toBeUndefined();
    expect(await privacy.restrict(theirs, true, "cli")).toBe(false);
    const audit = await privacy.audit({ limit: 1_000 });
    expect(JSON.stringify(audit)).not.toContain(theirs.profileId);
    expect(await alpine.server.core.privacy.read(subject, "service", "cli")).toBeDefined();
  });

  it("are told apart on the command line too", () => {
    const show = (tenant: string) => {
      const { PATH = "" } = process.env;
      return spawnSync(process.execPath, [PROGRAM, "privacy", "export", "--identifier", ABOUT_VIP], {
        env: {
          PATH,
          RAPPORT_DATA_DIR: database.dataDir,
          ...(database.databaseUrl === undefined ? {} : { DATABASE_URL: database.databaseUrl }),
          RAPPORT_TENANT: tenant,
          LOG_LEVEL: "fatal",
        },
        encoding: "utf8",
      });
    };
    expect(show("alpine").stdout).toContain("Secretville");
    expect(show("coast").stdout).toContain("Vera");
    expect(show("coast").stdout).not.toContain("Secretville");
    expect(show("nobody")).toMatchObject({ status: 2, stdout: "" });
  });
});
