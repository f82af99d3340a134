import { createHmac } from "node:crypto";

/**
 * The headers with which Zendesk signs a webhook ("Verifying webhook authenticity", developer.zendesk.com):
 * HMAC-SHA256 over `<timestamp><raw body>`, in base64; the timestamp is ISO 8601.
 * @param nowMs milliseconds since 1970
 */
export function zendeskSignatureHeaders(
  secret: string,
  body: string,
  nowMs: number,
): Readonly<Record<string, string>> {
  const timestamp = new Date(nowMs).toISOString();
  const digest = createHmac("sha256", secret).update(`${timestamp}${body}`).digest("base64");
  return {
    "x-zendesk-webhook-signature-timestamp": timestamp,
    "x-zendesk-webhook-signature": digest,
  };
}
