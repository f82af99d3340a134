import { createHmac } from "node:crypto";

/**
 * The headers with which Slack signs a request ("Verifying requests from Slack", docs.slack.dev):
 * HMAC-SHA256 over `v0:<seconds>:<raw body>`, in hex, prefixed `v0=`.
 * @param nowMs milliseconds since 1970
 */
export function slackSignatureHeaders(
  signingSecret: string,
  body: string,
  nowMs: number,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(nowMs / 1000));
  const digest = createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": timestamp, "x-slack-signature": `v0=${digest}` };
}
