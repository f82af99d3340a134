import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { AdapterContractDescriptor } from "../adapter-contract.js";
import type { HttpRequest } from "../channel-adapter.js";
import { createSlackAdapter } from "./slack-adapter.js";
import {
  type SlackStandIn,
  signedSlackForm,
  signedSlackRequest,
  startSlackStandIn,
} from "./slack-stand-in.js";

/** Any value does: the stand-in and the adapter share it. */
export const CONTRACT_SIGNING_SECRET = "contract-signing-secret";

const HOUR_MS = 3_600_000;

async function recorded(name: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8"));
}

async function written(
  name: "message-im" | "app-mention",
  deliveryId: string,
  text: string,
): Promise<string> {
  const body = writtenBody.parse(await recorded(name));
  return JSON.stringify({ ...body, event_id: deliveryId, event: { ...body.event, text } });
}

const writtenBody = z.looseObject({ event: z.looseObject({}) });
const pressedBody = z.looseObject({ actions: z.array(z.looseObject({})) });

const shownBlocks = z.array(
  z.looseObject({
    text: z.looseObject({ text: z.string() }).optional(),
    elements: z
      .array(z.looseObject({ action_id: z.string().optional(), value: z.string().optional() }))
      .optional(),
  }),
);
const choiceValue = z.object({ replyKey: z.string() });

interface ShownMessage {
  readonly texts: readonly string[];
  /** Keys of choices; of other buttons their action id. */
  readonly buttons: readonly string[];
}

/** What the customer sees of each of the bot's messages. */
function shown(standIn: SlackStandIn): readonly ShownMessage[] {
  return standIn.callsOf("chat.postMessage").map(({ params }) => {
    const blocks = shownBlocks.parse(params.blocks ?? []);
    const buttons = blocks.flatMap(({ elements }) => elements ?? []);
    return {
      texts: blocks.flatMap(({ text }) => (text === undefined ? [] : [text.text])),
      buttons: buttons.flatMap(({ action_id, value = "" }) => {
        if (action_id === undefined) return [];
        return [action_id.startsWith("choice:") ? choiceValue.parse(JSON.parse(value)).replyKey : action_id];
      }),
    };
  });
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
      validRequest: async ({ deliveryId, atMs, text }) =>
        signed(await written("message-im", deliveryId, text), atMs),
      async forge(kind) {
        forged += 1;
        const body = await written("message-im", `Ev0FORGED${forged}`, "Where is my order?");
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
      conversation: {
        sharedRequest: async ({ deliveryId, atMs, text }) =>
          signed(await written("app-mention", deliveryId, `<@U0BOT> ${text}`), atMs),
        lastTexts: () => shown(standIn).at(-1)?.texts ?? [],
        lastButtons: () => shown(standIn).at(-1)?.buttons ?? [],
        choices: () =>
          shown(standIn).flatMap(({ buttons }) => buttons.filter((key) => !key.startsWith("rate:"))),
        async pressRequest({ deliveryId, atMs, choice }) {
          const body = pressedBody.parse(await recorded("block-actions-choice"));
          const value = JSON.stringify({ replyKey: choice });
          const payload = JSON.stringify({
            ...body,
            trigger_id: deliveryId,
            actions: body.actions.map((action) => ({ ...action, value })),
          });
          return signedSlackForm({ fields: { payload }, signingSecret: CONTRACT_SIGNING_SECRET, atMs });
        },
      },
      async stop() {
        await adapter.idle();
        await standIn.close();
      },
    };
  },
};
