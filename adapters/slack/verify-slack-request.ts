import { isValidSlackRequest } from "@slack/bolt";

/** What became of a signature check. `reason` is for the log; the sender is told nothing. */
type SlackVerification =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason: "headers_missing" | "headers_garbled" | "stale" | "future" | "mismatch";
    };

const MAX_AGE_S = 5 * 60;

/** Slack's clock and ours may differ by a little; more than this ahead, somebody else chose the time. */
const MAX_AHEAD_S = 5;

/**
 * Tells whether Slack signed a request, by its rules ("Verifying requests from Slack", docs.slack.dev):
 * 1. `x-slack-request-timestamp` is whole seconds and `x-slack-signature` is `v0=` and 64 hex digits.
 * 2. The timestamp is at most 5 minutes old. 3. It is at most 5 seconds ahead, which bolt does not check.
 * 4. The signature is the HMAC-SHA256 of `v0:timestamp:body`, compared in constant time.
 *
 * @param request.body the raw bytes, before any parsing
 * @param request.nowMs milliseconds since 1970-01-01T00:00:00Z
 */
export function verifySlackRequest(request: {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  readonly signingSecret: string;
  readonly nowMs: number;
}): SlackVerification {
  const timestamp = request.headers["x-slack-request-timestamp"];
  const signature = request.headers["x-slack-signature"];
  if (timestamp === undefined || signature === undefined) return { ok: false, reason: "headers_missing" };
  if (!/^[1-9]\d{0,10}$/.test(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature)) {
    return { ok: false, reason: "headers_garbled" };
  }
  const signedAtS = Number(timestamp);
  const nowS = request.nowMs / 1000;
  if (nowS - signedAtS > MAX_AGE_S) return { ok: false, reason: "stale" };
  if (signedAtS - nowS > MAX_AHEAD_S) return { ok: false, reason: "future" };
  const valid = isValidSlackRequest({
    signingSecret: request.signingSecret,
    body: request.body.toString("utf8"),
    headers: { "x-slack-signature": signature, "x-slack-request-timestamp": signedAtS },
    nowMilliseconds: request.nowMs,
  });
  return valid ? { ok: true } : { ok: false, reason: "mismatch" };
}
