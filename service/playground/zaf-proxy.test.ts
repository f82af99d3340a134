import { jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { resolveZafRequest, type ZafRequest, zafRequest } from "./zaf-proxy.js";

const settings = { backendUrl: "http://127.0.0.1:3978", sharedSecret: "s".repeat(48) };
const NOW_MS = 1_700_000_000_000;

const resolve = (request: unknown) => {
  const parsed: ZafRequest = zafRequest.parse(request);
  return resolveZafRequest(parsed, settings, NOW_MS);
};

describe("the proxy behind client.request", () => {
  it("fills in the backend and signs a token that the backend can verify", async () => {
    const request = await resolve({
      url: "{{setting.backend_url}}/zendesk/app/suggestions",
      type: "POST",
      secure: true,
      headers: { Authorization: "Bearer {{jwt.token}}", Host: "evil.example" },
      contentType: "application/json",
      data: '{"ticketId":"1"}',
      jwt: {
        algorithm: "HS256",
        secret_key: "{{setting.shared_secret}}",
        expiry: 60,
        claims: { iss: "rapport-zendesk-app", sub: "suggestions" },
      },
    });
    expect(request.url).toBe("http://127.0.0.1:3978/zendesk/app/suggestions");
    expect(request.body).toBe('{"ticketId":"1"}');
    expect(Object.keys(request.headers).sort()).toEqual(["Authorization", "content-type"]);
    const token = (request.headers.Authorization ?? "").slice("Bearer ".length);
    const { payload } = await jwtVerify(token, new TextEncoder().encode(settings.sharedSecret), {
      algorithms: ["HS256"],
      currentDate: new Date(NOW_MS),
    });
    expect(payload).toEqual({
      iss: "rapport-zendesk-app",
      sub: "suggestions",
      iat: 1_700_000_000,
      exp: 1_700_000_060,
    });
  });

  it.each([
    "https://evil.example/x",
    "http://127.0.0.1:3979/x",
    "{{setting.backend_url}}@evil.example/",
    "/relative",
    "file:///etc/passwd",
  ])("refuses %s", async (url) => {
    await expect(resolve({ url })).rejects.toMatchObject({ code: "request_malformed" });
  });

  it("never puts the shared secret anywhere but into a signature", async () => {
    const request = await resolve({
      url: "{{setting.backend_url}}/?q={{setting.shared_secret}}",
      type: "POST",
      secure: true,
      headers: { "x-leak": "{{setting.shared_secret}}" },
      data: "{{setting.shared_secret}}",
    });
    expect(JSON.stringify(request)).not.toContain(settings.sharedSecret);
  });

  it("refuses a token signed with a key of the app's own", async () => {
    await expect(
      resolve({
        url: "{{setting.backend_url}}/",
        secure: true,
        headers: { Authorization: "Bearer {{jwt.token}}" },
        jwt: { algorithm: "HS256", secret_key: "mine", expiry: 60 },
      }),
    ).rejects.toMatchObject({ code: "request_malformed" });
  });
});
