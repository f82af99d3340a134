import { randomUUID } from "node:crypto";
import { deliver } from "./deliver.js";

/** The plan that the playground's button sells. */
export const UPGRADE_PLAN = "summit";

/**
 * Tells the public ingestion API, as a shop's server would, that a customer bought the biggest plan: a
 * `track` call and the trait that follows from it ("HTTP Tracking API Source", segment.com/docs).
 * @param nowMs milliseconds since 1970
 * @throws RapportError `vendor_refused` if the API does not answer 2xx
 */
export async function upgradePlan(options: {
  readonly baseUrl: string;
  readonly writeKey: string;
  readonly userId: string;
  readonly nowMs: number;
}): Promise<void> {
  const call = { userId: options.userId, timestamp: new Date(options.nowMs).toISOString() };
  const batch = [
    {
      ...call,
      type: "track",
      messageId: randomUUID(),
      event: "Subscription Upgraded",
      properties: { plan: UPGRADE_PLAN },
    },
    { ...call, type: "identify", messageId: randomUUID(), traits: { plan: UPGRADE_PLAN } },
  ];
  await deliver({
    url: `${options.baseUrl}/v1/batch`,
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Basic ${Buffer.from(`${options.writeKey}:`).toString("base64")}`,
    },
    body: JSON.stringify({ batch }),
  });
}
