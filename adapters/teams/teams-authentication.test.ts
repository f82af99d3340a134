import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openTestCore, silentLog, type TestCore } from "../../core/testing.js";
import type { ChannelAdapter, HttpResponse } from "../channel-adapter.js";
import { createTeamsAdapter, type TeamsAdapterOptions } from "./teams-adapter.js";
import { startTeamsStandIn, type TeamsStandIn, type TokenOptions, teamsRequest } from "./teams-stand-in.js";

const ENTRA_TENANT = "1c2d3e4f-2222-4d7c-9a41-7f2f5c1d0002";

let test: TestCore;
let standIn: TeamsStandIn;
let adapter: ChannelAdapter;

function options(change: Partial<TeamsAdapterOptions> = {}): TeamsAdapterOptions {
  const { appId, appPassword, authority } = standIn;
  return {
    core: test.core,
    tenantId: test.tenantId,
    clock: { nowMs: () => Date.now() },
    log: silentLog,
    appId,
    appPassword,
    appType: "MultiTenant",
    authority,
    ...change,
  };
}

beforeAll(async () => {
  test = await openTestCore();
  standIn = await startTeamsStandIn();
  adapter = createTeamsAdapter(options());
});

afterAll(async () => {
  await standIn.stop();
  await test.close();
});

/** A message that was never sent before. */
function activity(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    type: "message",
    id: randomUUID(),
    channelId: "msteams",
    serviceUrl: standIn.serviceUrl,
    from: { id: "29:ada", name: "Ada" },
    recipient: { id: `28:${standIn.appId}`, name: "Rapport" },
    conversation: { id: "a:chat", conversationType: "personal", tenantId: ENTRA_TENANT },
    text: "Where is my order?",
    ...change,
  };
}

async function post(body: unknown, token: string | undefined, to = adapter): Promise<HttpResponse> {
  const [route] = to.routes;
  if (route === undefined) throw new Error("no route");
  const response = await route.handle(teamsRequest(body, token));
  await to.idle();
  return response;
}

async function deliver(body: unknown, token?: TokenOptions, to = adapter): Promise<HttpResponse> {
  return post(body, await standIn.signToken(Date.now(), token), to);
}

describe("a forged request", () => {
  const HOUR = 3_600;
  const now = () => Math.floor(Date.now() / 1000);
  const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = () => ({
    iss: standIn.authority.issuer,
    aud: standIn.appId,
    exp: now() + HOUR,
    serviceurl: standIn.serviceUrl,
  });

  async function withPublicKeyAsSecret(): Promise<string> {
    return new SignJWT(claims())
      .setProtectedHeader({ alg: "HS256", typ: "JWT", kid: "teams" })
      .sign(Buffer.from(standIn.publicKeyPem));
  }

  const forgeries: readonly (readonly [name: string, token: () => Promise<string | undefined>])[] = [
    ["no token", async () => undefined],
    ["garbage", async () => "garbage"],
    ["wrong key", () => standIn.signToken(Date.now(), { key: "other" })],
    ["HS256 with the public key", withPublicKeyAsSecret],
    ["alg none", async () => `${base64url({ alg: "none", typ: "JWT" })}.${base64url(claims())}.`],
    ["wrong audience", () => standIn.signToken(Date.now(), { claims: { aud: "another-app" } })],
    ["no audience", () => standIn.signToken(Date.now(), { claims: { aud: undefined } })],
    ["wrong issuer", () => standIn.signToken(Date.now(), { claims: { iss: "https://evil.example" } })],
    [
      "an emulator's issuer",
      () =>
        standIn.signToken(Date.now(), {
          claims: { iss: "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", ver: "1.0" },
        }),
    ],
    ["expired", () => standIn.signToken(Date.now() - 2 * HOUR * 1000)],
    ["without expiry", () => standIn.signToken(Date.now(), { claims: { exp: undefined } })],
    [
      "nbf ahead",
      () => standIn.signToken(Date.now(), { claims: { nbf: now() + HOUR, exp: now() + 2 * HOUR } }),
    ],
    [
      "iat ahead",
      () => standIn.signToken(Date.now(), { claims: { iat: now() + HOUR, exp: now() + 2 * HOUR } }),
    ],
    [
      "another serviceurl",
      () => standIn.signToken(Date.now(), { claims: { serviceurl: "http://127.0.0.1:9/" } }),
    ],
    ["no serviceurl", () => standIn.signToken(Date.now(), { claims: { serviceurl: undefined } })],
    ["a key not endorsed for Teams", () => standIn.signToken(Date.now(), { key: "not_endorsed" })],
  ];

  it.each(forgeries)("%s: 401, nothing sent, nothing claimed, nothing printed", async (_name, token) => {
    const printed = vi.spyOn(console, "error");
    const before = standIn.sent.length;
    const forged = activity();
    expect((await post(forged, await token())).status).toBe(401);
    expect(standIn.sent.length).toBe(before);
    expect(printed).not.toHaveBeenCalled();
    printed.mockRestore();
    await deliver(forged);
    expect(standIn.sent.length).toBeGreaterThan(before);
  });

  it("with a right token and a serviceUrl outside Microsoft: 401", async () => {
    const serviceUrl = "https://evil.example/";
    expect((await deliver(activity({ serviceUrl }), { claims: { serviceurl: serviceUrl } })).status).toBe(
      401,
    );
  });

  it("with a right token and another channel: 401", async () => {
    expect((await deliver(activity({ channelId: "AseChannel" }))).status).toBe(401);
  });

  it("to a SingleTenant app from its own tenant, however that is written, is none", async () => {
    const single = createTeamsAdapter(
      options({ appType: "SingleTenant", appTenantId: ENTRA_TENANT.toUpperCase() }),
    );
    expect((await deliver(activity(), {}, single)).status).toBe(200);
  });

  it("to a SingleTenant app from another tenant: 403", async () => {
    const single = createTeamsAdapter(options({ appType: "SingleTenant", appTenantId: "another" }));
    const before = standIn.sent.length;
    expect((await deliver(activity(), {}, single)).status).toBe(403);
    expect(standIn.sent.length).toBe(before);
  });
});

describe("a request that can't be understood", () => {
  it.each([
    ["{}", {}],
    ["not JSON", "{"],
    ["a list", []],
    ["null", "null"],
    ["nothing", ""],
    ["no conversation", { conversation: undefined }],
  ])("%s is refused, signed or not, and the next one is answered", async (name, body) => {
    const before = standIn.messages().length;
    const sentBody = name === "no conversation" ? activity({ conversation: undefined }) : body;
    expect([400, 401]).toContain((await post(sentBody, undefined)).status);
    expect([400, 401]).toContain((await deliver(sentBody)).status);
    expect((await deliver(activity())).status).toBe(200);
    expect(standIn.messages()).toHaveLength(before + 1);
  });

  it("signed, about this serviceUrl and malformed is 400", async () => {
    expect((await deliver(activity({ conversation: "a:1" }))).status).toBe(400);
  });
});

it("answers 503 while the keys can't be fetched, and recovers", async () => {
  const { authority } = standIn;
  const cut = createTeamsAdapter(
    options({ authority: { ...authority, openIdMetadataUrl: `${authority.openIdMetadataUrl}-gone` } }),
  );
  expect((await deliver(activity(), {}, cut)).status).toBe(503);
  expect((await deliver(activity())).status).toBe(200);
});

describe("configuration", () => {
  it.each([
    ["an empty app id", { appId: "" }],
    ["a blank app id", { appId: "  " }],
    ["no password", { appPassword: "" }],
    ["SingleTenant without a tenant", { appType: "SingleTenant" as const }],
    [
      "keys from elsewhere",
      {
        authority: { openIdMetadataUrl: "https://evil.example/", issuer: "x", tokenUrl: "http://127.0.0.1/" },
      },
    ],
    [
      "tokens from elsewhere",
      {
        authority: { openIdMetadataUrl: "http://127.0.0.1/", issuer: "x", tokenUrl: "https://evil.example/" },
      },
    ],
  ])("%s is refused", (_name, change) => {
    expect(() => createTeamsAdapter(options(change))).toThrow(
      expect.objectContaining({ code: "config_invalid" }),
    );
  });

  it("starts against Microsoft without fetching anything, and allows no loopback serviceUrl", async () => {
    const { authority: _authority, ...live } = options();
    expect((await post(activity(), undefined, createTeamsAdapter(live))).status).toBe(401);
  });
});
