import { expect, test } from "vitest";
import { PUBLIC_TEST_SECRET, signZendeskWebhook, verifyZendeskWebhook } from "./verify-zendesk-webhook.js";

const SECRET = "a-webhook-secret-of-a-real-account";
const TIMESTAMP = "2026-11-20T12:00:00Z";
const SIGNED_AT_MS = Date.UTC(2026, 10, 20, 12);
const BODY = Buffer.from('{"type":"zen:event-type:ticket.created"}');

const proof = {
  secret: SECRET,
  timestamp: TIMESTAMP,
  signature: signZendeskWebhook(SECRET, TIMESTAMP, BODY),
  body: BODY,
  nowMs: SIGNED_AT_MS,
};

test("the signature is base64 of HMAC-SHA256 over timestamp and body", () => {
  // printf '2026-11-20T12:00:00Z{}' | openssl dgst -sha256 -hmac key -binary | base64
  expect(signZendeskWebhook("key", TIMESTAMP, "{}")).toBe("LDunCAJGsum5NPQTaFkG5DzkR1+YWOG8u9m9UHxTzu0=");
});

test("a right signature passes and tells when it was made", () => {
  expect(verifyZendeskWebhook(proof)).toEqual({ ok: true, signedAtMs: SIGNED_AT_MS });
});

test("an empty body is signed too", () => {
  const body = Buffer.alloc(0);
  const signature = signZendeskWebhook(SECRET, TIMESTAMP, body);
  expect(verifyZendeskWebhook({ ...proof, body, signature }).ok).toBe(true);
});

test.each([
  ["5 minutes old", 300_000, true],
  ["older", 300_001, false],
  ["5 seconds ahead", -5_000, true],
  ["further ahead", -5_001, false],
])("%s", (_name, ageMs, ok) => {
  expect(verifyZendeskWebhook({ ...proof, nowMs: SIGNED_AT_MS + ageMs }).ok).toBe(ok);
});

test.each([
  ["missing_header", { signature: undefined }],
  ["missing_header", { timestamp: undefined }],
  ["missing_header", { signature: "" }],
  ["bad_timestamp", { timestamp: "soon" }],
  ["bad_timestamp", { timestamp: String(SIGNED_AT_MS) }],
  ["stale", { nowMs: SIGNED_AT_MS + 3_600_000 }],
  ["future", { nowMs: SIGNED_AT_MS - 3_600_000 }],
  ["signature", { secret: "another-secret" }],
  ["signature", { body: Buffer.from("{}") }],
  ["signature", { timestamp: "2026-11-20T12:00:01Z" }],
  ["signature", { signature: proof.signature.slice(0, -1) }],
  ["signature", { signature: "ä".repeat(44) }],
] as const)("%s: %j", (rule, change) => {
  expect(verifyZendeskWebhook({ ...proof, ...change })).toEqual({ ok: false, rule });
});

test("the published test secret proves nothing", () => {
  const signature = signZendeskWebhook(PUBLIC_TEST_SECRET, TIMESTAMP, BODY);
  expect(verifyZendeskWebhook({ ...proof, secret: PUBLIC_TEST_SECRET, signature })).toEqual({
    ok: false,
    rule: "public_secret",
  });
});
