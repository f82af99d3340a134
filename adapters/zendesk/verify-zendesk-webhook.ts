import { createHmac, timingSafeEqual } from "node:crypto";

/** How far a webhook's timestamp may lie behind our clock. */
const MAX_AGE_MS = 5 * 60_000;

/** How far it may lie ahead: two machines' clocks are never quite equal. */
const MAX_AHEAD_MS = 5_000;

/**
 * Zendesk signs test deliveries of a webhook that is not created yet with this published value
 * (developer.zendesk.com, "Verifying webhook authenticity"). Whoever configures it trusts everybody.
 */
export const PUBLIC_TEST_SECRET = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==";

/** What a webhook's authenticity is judged by. */
export interface ZendeskWebhookProof {
  readonly secret: string;
  /** Header `X-Zendesk-Webhook-Signature`: base64 of HMAC-SHA256(secret, timestamp + raw body). */
  readonly signature: string | undefined;
  /** Header `X-Zendesk-Webhook-Signature-Timestamp`: ISO 8601. */
  readonly timestamp: string | undefined;
  /** The bytes as they came; may be empty. */
  readonly body: Buffer;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

/** `signedAtMs` is the platform's own time of this delivery; `rule` says which rule a refused one broke. */
export type ZendeskWebhookVerdict =
  | { readonly ok: true; readonly signedAtMs: number }
  | {
      readonly ok: false;
      readonly rule: "public_secret" | "missing_header" | "bad_timestamp" | "stale" | "future" | "signature";
    };

/**
 * Judges a webhook delivery (developer.zendesk.com, "Verifying webhook authenticity"):
 * 1. the secret is not the published one; 2. both headers are there; 3. the timestamp is a date;
 * 4. it is at most 5 minutes old and at most 5 seconds ahead; 5. the signature is right, compared in
 * constant time. Pure: the same proof gives the same verdict.
 */
export function verifyZendeskWebhook(proof: ZendeskWebhookProof): ZendeskWebhookVerdict {
  const { secret, signature, timestamp, body, nowMs } = proof;
  if (secret === PUBLIC_TEST_SECRET) return { ok: false, rule: "public_secret" };
  if (!signature || !timestamp) return { ok: false, rule: "missing_header" };

  const signedAtMs = Date.parse(timestamp);
  if (!/^\d{4}-\d\d-\d\dT/.test(timestamp) || Number.isNaN(signedAtMs)) {
    return { ok: false, rule: "bad_timestamp" };
  }
  if (nowMs - signedAtMs > MAX_AGE_MS) return { ok: false, rule: "stale" };
  if (signedAtMs - nowMs > MAX_AHEAD_MS) return { ok: false, rule: "future" };

  const expected = Buffer.from(signZendeskWebhook(secret, timestamp, body));
  const given = Buffer.from(signature);
  const equal = given.length === expected.length && timingSafeEqual(given, expected);
  return equal ? { ok: true, signedAtMs } : { ok: false, rule: "signature" };
}

/** The signature that Zendesk would send: base64 of HMAC-SHA256(secret, timestamp + body). */
export function signZendeskWebhook(secret: string, timestamp: string, body: Buffer | string): string {
  return createHmac("sha256", secret).update(timestamp).update(body).digest("base64");
}
