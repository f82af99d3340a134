import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Core } from "../../core/index.js";
import type { AdapterContractDescriptor, AdapterUnderTest } from "../adapter-contract.js";
import type { HttpRequest } from "../channel-adapter.js";
import { createZendeskAdapter } from "./zendesk-adapter.js";
import { signedZendeskWebhook } from "./zendesk-stand-in.js";

type Forgery = Parameters<AdapterUnderTest["forge"]>[0];

const HOUR_MS = 3_600_000;

/** Zendesk for the contract suite: webhooks in, counted by what the core accepted. */
export const contractDescriptor: AdapterContractDescriptor = {
  channel: "zendesk",
  start({ core, tenantId, clock, log }) {
    const secret = randomBytes(24).toString("base64");
    const counter = countAccepted(core);
    const adapter = createZendeskAdapter({
      core: counter.core,
      tenantId,
      clock,
      log,
      subdomain: "acme",
      webhookSecret: secret,
    });

    const forgeries: Readonly<Record<Forgery, () => HttpRequest>> = {
      unsigned: () => ({
        ...signedZendeskWebhook(secret, commentBody("forged-1"), clock.nowMs()),
        headers: {},
      }),
      wrong_key: () => signedZendeskWebhook("another secret", commentBody("forged-2"), clock.nowMs()),
      stale: () => signedZendeskWebhook(secret, commentBody("forged-3"), clock.nowMs() - HOUR_MS),
      future: () => signedZendeskWebhook(secret, commentBody("forged-4"), clock.nowMs() + HOUR_MS),
      malformed: () => signedZendeskWebhook(secret, '{"type":', clock.nowMs()),
    };

    return Promise.resolve({
      adapter,
      validRequest: ({ deliveryId, atMs, text }) =>
        Promise.resolve(signedZendeskWebhook(secret, commentBody(deliveryId, text), atMs)),
      forge: (kind) => Promise.resolve(forgeries[kind]()),
      effects: counter.accepted,
      stop: () => adapter.idle(),
    });
  },
};

/** The core, with the batches counted of which it stored something new. */
function countAccepted(core: Core): { readonly core: Core; accepted(): number } {
  let accepted = 0;
  const counting = new Proxy(core, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name !== "ingest") return typeof value === "function" ? value.bind(target) : value;
      return async (...args: Parameters<Core["ingest"]>) => {
        const result = await target.ingest(...args);
        if (result.accepted > 0) accepted += 1;
        return result;
      };
    },
  });
  return { core: counting, accepted: () => accepted };
}

function commentBody(deliveryId: string, text = "Where is my order?"): string {
  const recorded: unknown = JSON.parse(
    readFileSync(new URL("./fixtures/ticket-comment-added.json", import.meta.url), "utf8"),
  );
  return JSON.stringify(Object.assign({}, recorded, { id: deliveryId, event: { comment: { body: text } } }));
}
