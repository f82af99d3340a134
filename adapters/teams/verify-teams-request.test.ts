import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTeamsStandIn, type TeamsStandIn, type TokenOptions } from "./teams-stand-in.js";
import { createTeamsVerifier, type TeamsCredentials, type TeamsVerifier } from "./verify-teams-request.js";

const START_MS = Date.UTC(2026, 0, 15, 12);
const START_SECONDS = START_MS / 1000;

let standIn: TeamsStandIn;
let nowMs: number;
let verify: TeamsVerifier;

beforeAll(async () => {
  standIn = await startTeamsStandIn();
});

afterAll(() => standIn.stop());

function verifier(): TeamsVerifier {
  nowMs = START_MS;
  return createTeamsVerifier({
    appId: standIn.appId,
    issuer: standIn.authority.issuer,
    openIdMetadataUrl: standIn.authority.openIdMetadataUrl,
    serviceUrls: { hosts: [], loopbackAllowed: true },
    clock: { nowMs: () => nowMs },
  });
}

async function judge(token: TokenOptions = {}, change: Partial<TeamsCredentials> = {}): Promise<string> {
  const result = await verify({
    authorization: `Bearer ${await standIn.signToken(START_MS, token)}`,
    channelId: "msteams",
    serviceUrl: standIn.serviceUrl,
    ...change,
  });
  return result.ok ? "ok" : result.reason;
}

describe("createTeamsVerifier", () => {
  beforeAll(() => {
    verify = verifier();
  });

  it("takes a token of Teams and gives the address that it binds", async () => {
    const authorization = `Bearer ${await standIn.signToken(START_MS)}`;
    const { serviceUrl } = standIn;
    expect(await verify({ authorization, channelId: "msteams", serviceUrl })).toEqual({
      ok: true,
      serviceUrl,
    });
  });

  it.each([
    ["exp", -299, "ok"],
    ["exp", -301, "token_expired"],
    ["nbf", 299, "ok"],
    ["nbf", 301, "token_from_the_future"],
    ["iat", 299, "ok"],
    ["iat", 301, "token_from_the_future"],
  ])("allows 5 minutes between the clocks: %s %i s from now is %s", async (claim, seconds, verdict) => {
    expect(await judge({ claims: { [claim]: START_SECONDS + seconds } })).toBe(verdict);
  });

  it.each<[string, TokenOptions, string]>([
    ["another audience", { claims: { aud: "another-app" } }, "token_invalid"],
    ["another issuer", { claims: { iss: "https://evil.example" } }, "token_invalid"],
    ["no expiry", { claims: { exp: undefined } }, "token_invalid"],
    ["another key", { key: "other" }, "token_invalid"],
    ["a key for other channels", { key: "not_endorsed" }, "key_not_endorsed"],
    ["another serviceurl", { claims: { serviceurl: "http://127.0.0.1:1/" } }, "service_url_not_in_token"],
    ["no serviceurl", { claims: { serviceurl: undefined } }, "service_url_not_in_token"],
    ["a serviceurl that is no text", { claims: { serviceurl: [] } }, "service_url_not_in_token"],
  ])("%s", async (_name, token, verdict) => {
    expect(await judge(token)).toBe(verdict);
  });

  it.each<[string, Partial<TeamsCredentials>, string]>([
    ["no header", { authorization: undefined }, "no_bearer_token"],
    ["another scheme", { authorization: "Basic YTpi" }, "no_bearer_token"],
    ["a token in two parts", { authorization: "Bearer a.b" }, "no_bearer_token"],
    ["a token of nonsense", { authorization: "Bearer a.b.c" }, "token_invalid"],
    ["another channel", { channelId: "AseChannel" }, "channel_not_teams"],
    ["no serviceUrl", { serviceUrl: undefined }, "service_url_not_in_token"],
  ])("%s", async (_name, change, verdict) => {
    expect(await judge({}, change)).toBe(verdict);
  });

  it("refuses an address that is bound and not on the list", async () => {
    const serviceUrl = "https://evil.example/";
    expect(await judge({ claims: { serviceurl: serviceUrl } }, { serviceUrl })).toBe(
      "service_url_not_allowed",
    );
  });

  it("goes by the clock that it was given", async () => {
    const token = await standIn.signToken(START_MS);
    nowMs = START_MS + 2 * 3_600_000;
    expect(await judge({}, { authorization: `Bearer ${token}` })).toBe("token_expired");
    nowMs = START_MS;
  });

  it("says that the keys can't be fetched rather than that the request is forged", async () => {
    const cut = createTeamsVerifier({
      appId: standIn.appId,
      issuer: standIn.authority.issuer,
      openIdMetadataUrl: `${standIn.authority.openIdMetadataUrl}-gone`,
      serviceUrls: { hosts: [], loopbackAllowed: true },
      clock: { nowMs: () => START_MS },
    });
    const authorization = `Bearer ${await standIn.signToken(START_MS)}`;
    await expect(
      cut({ authorization, channelId: "msteams", serviceUrl: standIn.serviceUrl }),
    ).rejects.toMatchObject({ code: "vendor_unavailable" });
  });
});
