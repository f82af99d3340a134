import { readFile } from "node:fs/promises";
import type { AdapterContractDescriptor } from "../adapter-contract.js";
import type { HttpRequest } from "../channel-adapter.js";
import { createSlackAdapter } from "./slack-adapter.js";
import { signedSlackRequest, startSlackStandIn } from "./slack-stand-in.js";

/** Any value does: the stand-in and the adapter share it. */
export const CONTRACT_SIGNING_SECRET = "contract-signing-secret";

const HOUR_MS = 3_600_000;

async function directMessage(deliveryId: string, text: string): Promise<string> {
  const recorded: unknown = JSON.parse(
    await readFile(new URL("./fixtures/message-im.json", import.meta.url), "utf8"),
  );
  const body = recorded as { event_id: string; event: { text: string } };
  return JSON.stringify({ ...body, event_id: deliveryId, event: { ...body.event, text } });
}

export const contractDescriptor: AdapterContractDescriptor = {
  channel: "slack",
  async start({ core, tenantId, clock, log }) {
    const standIn = await startSlackStandIn();
    const adapter = createSlackAdapter({
      core,
      tenantId,
      clock,
      log,
      signingSecret: CONTRACT_SIGNING_SECRET,
      botToken: "xoxb-contract",
      apiUrl: standIn.apiUrl,
    });
    let forged = 0;

    async function signed(
      body: string,
      atMs = clock.nowMs(),
      signingSecret = CONTRACT_SIGNING_SECRET,
    ): Promise<HttpRequest> {
      return signedSlackRequest({ body, atMs, signingSecret });
    }

    return {
      adapter,
      validRequest: async ({ deliveryId, atMs, text }) => signed(await directMessage(deliveryId, text), atMs),
      async forge(kind) {
        forged += 1;
        const body = await directMessage(`Ev0FORGED${forged}`, "Where is my order?");
        switch (kind) {
          case "unsigned":
            return { ...(await signed(body)), headers: { "content-type": "application/json" } };
          case "wrong_key":
            return signed(body, clock.nowMs(), "another-secret");
          case "stale":
            return signed(body, clock.nowMs() - HOUR_MS);
          case "future":
            return signed(body, clock.nowMs() + HOUR_MS);
          case "malformed":
            return signed(body.slice(0, body.length / 2));
        }
      },
      effects: () => standIn.callsOf("chat.postMessage").length,
      async stop() {
        await adapter.idle();
        await standIn.close();
      },
    };
  },
};
