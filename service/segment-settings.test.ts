import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tenantId } from "../core/index.js";
import { createSegmentApi } from "./segment-api.js";
import { basic, type Headed, sendSegment } from "./test-segment-client.js";
import { SECRETS, startWiredServer, type WiredServer } from "./testing.js";

let wired: WiredServer;

beforeAll(async () => {
  wired = await startWiredServer();
});

afterAll(() => wired.stop());

const AUTHORIZED = { authorization: basic(`${SECRETS.writeKey}:`), "content-type": "application/json" };

const send = (path: string, body: unknown, headers: Headed = AUTHORIZED) =>
  sendSegment(wired.server.url, path, body, headers);

describe("browsers", () => {
  it("may call every address that takes events, and are told so before", async () => {
    const routes = wired.server.routes.filter(({ path }) => /^\/(v1|beacon|sourceConfig)/.test(path));
    expect(routes).toHaveLength(18);
    for (const { path } of routes) {
      const response = await fetch(new URL(path, wired.server.url), {
        method: "OPTIONS",
        headers: {
          origin: "https://shop.example",
          "access-control-request-method": "POST",
          "access-control-request-headers": "authorization,content-type",
        },
      });
      expect([path, response.status]).toEqual([path, 204]);
      expect(response.headers.get("access-control-allow-origin")).toBe("*");
      expect(response.headers.get("access-control-allow-methods")).toContain("POST");
      expect(response.headers.get("access-control-allow-headers")).toMatch(/authorization.*content-type/);
      expect(Number(response.headers.get("access-control-max-age"))).toBeGreaterThan(600);
    }
  });

  it.each([
    ["200", JSON.stringify({ userId: "u" }), AUTHORIZED],
    ["400", "{", AUTHORIZED],
    ["401", "{}", {}],
    ["413", "x".repeat(40_000), AUTHORIZED],
    ["415", "{}", { ...AUTHORIZED, "content-encoding": "rot13" }],
  ])("may read a %s", async (status, body, headers) => {
    const answer = await send("/v1/page", body, headers as Headed);
    expect(String(answer.status)).toBe(status);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  });

  it("may not call what is not theirs", async () => {
    for (const path of ["/zendesk/webhooks", "/admin/audit/list", "/readyz"]) {
      const response = await fetch(new URL(path, wired.server.url), { method: "OPTIONS" });
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
    }
  });
});

describe("what SDKs for browsers ask for before they send", () => {
  const settingsOf = (key: string, headers: Headed = {}) =>
    fetch(new URL(`/v1/projects/${key}/settings`, wired.server.url), { headers });

  it("analytics.js is sent to the host that it asked", async () => {
    const response = await settingsOf(SECRETS.writeKey);
    const { integrations } = (await response.json()) as { integrations: Record<string, unknown> };
    expect(Object.keys(integrations)).toEqual(["Segment.io"]);
    expect(integrations["Segment.io"]).toMatchObject({
      apiKey: SECRETS.writeKey,
      apiHost: `${new URL(wired.server.url).host}/v1`,
      protocol: "http",
    });
  });

  it("a proxy may say by which address it is reached", async () => {
    const headers = { "x-forwarded-proto": "https, http", "x-forwarded-host": "cdp.example" };
    expect(await (await settingsOf(SECRETS.writeKey, headers)).json()).toMatchObject({
      integrations: { "Segment.io": { apiHost: "cdp.example/v1", protocol: "https" } },
    });
    const odd = { "x-forwarded-host": "cdp.example/@evil" };
    expect((await settingsOf(SECRETS.writeKey, odd)).status).toBe(400);
  });

  it("a public address, where one is configured, goes before what requests say", async () => {
    const [settings] = createSegmentApi({
      core: wired.server.core,
      tenantId: tenantId("default"),
      writeKey: "key",
      nowMs: () => 0,
      publicUrl: () => "https://rapport.example.com/below/",
    }).filter(({ path }) => path.endsWith("/settings"));
    const request = { method: "GET", path: "/v1/projects/key/settings", headers: {} } as const;
    const { body } = (await settings?.handle({
      ...request,
      query: new URLSearchParams(),
      body: Buffer.alloc(0),
    })) ?? { body: "" };
    expect(JSON.parse(String(body))).toMatchObject({
      integrations: { "Segment.io": { apiHost: "rapport.example.com/below/v1", protocol: "https" } },
    });
  });

  it.each(["wrong", "%zz", "%2e%2e", "a%2Fb"])("the key %s is nobody's", async (key) => {
    expect([400, 404]).toContain((await settingsOf(key)).status);
  });

  it("RudderStack's is told that we are its only destination", async () => {
    const ask = (headers: Headed, query = "") =>
      fetch(new URL(`/sourceConfig/?p=npm&v=3.0.0${query}`, wired.server.url), { headers });
    const response = await ask({ authorization: AUTHORIZED.authorization });
    expect(await response.json()).toMatchObject({
      source: { writeKey: SECRETS.writeKey, enabled: true, destinations: [] },
    });
    expect((await ask({}, `&writeKey=${SECRETS.writeKey}`)).status).toBe(200);
    expect((await ask({})).status).toBe(401);
    expect((await ask({ authorization: basic("wrong:") })).status).toBe(401);
  });
});
