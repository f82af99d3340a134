import { randomUUID } from "node:crypto";
import { SignJWT, UnsecuredJWT } from "jose";
import { expect, test } from "vitest";
import { createAppTokenVerifier } from "./verify-zendesk-app-token.js";

const SECRET = "shared-secret-of-the-sidebar-app-0123456789";
const NOW_S = 1_795_000_000;

function verifier() {
  const claimed = new Set<string>();
  return createAppTokenVerifier({
    sharedSecret: SECRET,
    clock: { nowMs: () => NOW_S * 1000 },
    async claim(jti) {
      return claimed.size < claimed.add(jti).size;
    },
  });
}

function token(
  claims: Readonly<Record<string, unknown>> = {},
  secret = SECRET,
  alg = "HS256",
): Promise<string> {
  const payload = {
    iss: "rapport-zendesk-app",
    sub: "suggestions",
    jti: randomUUID(),
    iat: NOW_S,
    exp: NOW_S + 60,
    ...claims,
  };
  return new SignJWT(payload).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));
}

test("a fresh token of the app passes once", async () => {
  const verify = verifier();
  const bearer = `Bearer ${await token()}`;
  expect(await verify(bearer, "suggestions")).toBe(true);
  expect(await verify(bearer, "suggestions")).toBe(false);
});

test("two uses at the same moment: one passes", async () => {
  const verify = verifier();
  const bearer = `Bearer ${await token()}`;
  const both = await Promise.all([verify(bearer, "suggestions"), verify(bearer, "suggestions")]);
  expect(both.filter(Boolean)).toHaveLength(1);
});

test("iat may be left out", async () => {
  expect(await verifier()(`Bearer ${await token({ iat: undefined })}`, "suggestions")).toBe(true);
});

test.each<[string, Record<string, unknown>]>([
  ["expired", { exp: NOW_S - 1 }],
  ["without expiry", { exp: undefined }],
  ["valid for an hour", { exp: NOW_S + 3600 }],
  ["issued in the future", { iat: NOW_S + 60 }],
  ["of another issuer", { iss: "somebody" }],
  ["for another action", { sub: "feedback" }],
  ["without id", { jti: undefined }],
  ["with a short id", { jti: "1" }],
])("refused: %s", async (_name, claims) => {
  expect(await verifier()(`Bearer ${await token(claims)}`, "suggestions")).toBe(false);
});

test("refused: another key, another algorithm, none, no token", async () => {
  const verify = verifier();
  const none = new UnsecuredJWT({ iss: "rapport-zendesk-app", sub: "suggestions", jti: randomUUID() })
    .setExpirationTime(NOW_S + 60)
    .encode();
  const headers = [
    `Bearer ${await token({}, "another-secret-of-32-characters-or-more")}`,
    `Bearer ${await token({}, SECRET, "HS384")}`,
    `Bearer ${none}`,
    `Basic ${await token()}`,
    "Bearer {{jwt.token}}",
    "",
    undefined,
  ];
  for (const header of headers) expect(await verify(header, "suggestions")).toBe(false);
});
