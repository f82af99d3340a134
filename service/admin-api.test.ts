import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TEST_DATABASES, type TestDatabase } from "../core/testing.js";
import { sendRaw, startWiredServer, type WiredServer } from "./testing.js";

describe.each(TEST_DATABASES)("the admin API on $name", ({ create }) => {
  let database: TestDatabase;
  let wired: WiredServer;

  beforeAll(async () => {
    database = await create();
    wired = await startWiredServer({ dataDir: database.dataDir, databaseUrl: database.databaseUrl });
  });

  afterAll(async () => {
    await wired.stop();
    await database.drop();
  });

  const post = (path: string, body: unknown) =>
    sendRaw(wired.server.url, {
      method: "POST",
      path: `/admin/${path}`,
      headers: { "content-type": "application/json", authorization: `Bearer ${wired.adminToken}` },
      body: JSON.stringify(body),
    });

  it.each([
    ["profiles/read", { profile: "a\u0000b", purpose: "service" }],
    ["privacy/export", { identifier: "user_id:a\u0000b" }],
    ["privacy/correct", { identifier: "user_id:u", attribute: "demographics.city", value: "a\u0000b" }],
    ["privacy/consent", { identifier: "user_id:u", answers: { marketing: false }, textVersion: "\u0000" }],
    ["merges/undo", { mergeId: "\u0000" }],
    ["audit/list", { profile: "\u0000" }],
    ["privacy/export", { identifier: "user_id:u", "a\u0000b": 1 }],
  ])("%s refuses a NUL character", async (path, body) => {
    const { status, body: answer } = await post(path, body);
    expect([status, answer]).toEqual([400, expect.stringContaining("NUL")]);
  });

  it("refuses what is nested without end", async () => {
    const depth = 7_000;
    const response = await sendRaw(wired.server.url, {
      method: "POST",
      path: "/admin/privacy/export",
      headers: { "content-type": "application/json", authorization: `Bearer ${wired.adminToken}` },
      body: "[".repeat(depth) + "]".repeat(depth),
    });
    expect(response.status).toBe(400);
  });

  it("compares the audit with a head that was noted", async () => {
    const { body } = await post("audit/verify", {});
    const { entries, head } = JSON.parse(body);
    expect(JSON.parse((await post("audit/verify", { head, entries })).body)).toMatchObject({ intact: true });
    const other = { head: "ab".repeat(32), entries: 7_000 };
    expect(JSON.parse((await post("audit/verify", other)).body)).toMatchObject({ intact: false });
    expect((await post("audit/verify", { entries })).status).toBe(400);
  });
});
