import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { AdapterContractDescriptor } from "../adapter-contract.js";
import { createTeamsAdapter } from "./teams-adapter.js";
import { startTeamsStandIn, type TeamsStandIn, type TokenOptions, teamsRequest } from "./teams-stand-in.js";

const HOUR_SECONDS = 3_600;

const submit = z.object({
  data: z.object({ choice: z.string().optional(), feedback: z.string().optional() }),
});
const element = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  actions: z.array(submit).optional(),
});
const boxed = z.looseObject({ items: z.array(element).optional() });
const cardAttachment = z.object({ content: z.object({ body: z.array(element.and(boxed)) }) });

interface ShownCard {
  readonly texts: readonly string[];
  /** Keys of choices, and the marks of ratings. */
  readonly buttons: readonly string[];
}

/** What the customer sees of each of the bot's cards. */
function shown(standIn: TeamsStandIn): readonly ShownCard[] {
  return standIn.messages().map(({ attachments }) => {
    const cards = z.array(cardAttachment).parse(attachments ?? []);
    const elements = cards.flatMap(({ content }) => content.body.flatMap((part) => part.items ?? [part]));
    return {
      texts: elements.flatMap(({ text }) => (text === undefined ? [] : [text])),
      buttons: elements
        .flatMap(({ actions }) => actions ?? [])
        .flatMap(({ data }) => data.choice ?? data.feedback ?? []),
    };
  });
}

/** How `adapter-contract.ts` runs the Teams adapter. */
export const contractDescriptor: AdapterContractDescriptor = {
  channel: "teams",
  async start({ core, tenantId, clock, log }) {
    const standIn = await startTeamsStandIn();
    const { appId, appPassword, authority, serviceUrl } = standIn;
    const adapter = createTeamsAdapter({
      core,
      tenantId,
      clock,
      log,
      appId,
      appPassword,
      appType: "MultiTenant",
      authority,
    });
    const message = (id: string, text: string, atMs: number) => ({
      type: "message",
      id,
      timestamp: new Date(atMs).toISOString(),
      channelId: "msteams",
      serviceUrl,
      from: {
        id: "29:contract-customer",
        aadObjectId: "5f1f9b0e-1111-4d7c-9a41-7f2f5c1d0001",
        name: "Contract",
      },
      recipient: { id: `28:${appId}`, name: "Rapport" },
      conversation: {
        id: "a:contract-chat",
        conversationType: "personal",
        tenantId: "1c2d3e4f-2222-4d7c-9a41-7f2f5c1d0002",
      },
      text,
    });
    const room = { id: "19:contract-room", conversationType: "groupChat" };
    const signed = async (body: unknown, options?: TokenOptions) =>
      teamsRequest(body, await standIn.signToken(clock.nowMs(), options));

    return {
      adapter,
      validRequest: async ({ deliveryId, atMs, text }) =>
        teamsRequest(message(deliveryId, text, atMs), await standIn.signToken(atMs)),
      async forge(kind) {
        const nowSeconds = Math.floor(clock.nowMs() / 1000);
        const body = message(randomUUID(), "Where is my order?", clock.nowMs());
        switch (kind) {
          case "unsigned":
            return teamsRequest(body, undefined);
          case "wrong_key":
            return signed(body, { key: "other" });
          case "stale": {
            const issued = nowSeconds - 2 * HOUR_SECONDS;
            return signed(body, { claims: { nbf: issued, iat: issued, exp: issued + HOUR_SECONDS } });
          }
          case "future": {
            const issued = nowSeconds + HOUR_SECONDS;
            return signed(body, { claims: { nbf: issued, iat: issued, exp: issued + HOUR_SECONDS } });
          }
          case "malformed":
            return signed({ ...body, conversation: "not an object" });
        }
      },
      effects: () => standIn.messages().length,
      conversation: {
        async sharedRequest({ deliveryId, atMs, text }) {
          const body = message(deliveryId, text, atMs);
          const conversation = { ...body.conversation, ...room };
          return teamsRequest({ ...body, conversation }, await standIn.signToken(atMs));
        },
        lastTexts: () => shown(standIn).at(-1)?.texts ?? [],
        lastButtons: () => shown(standIn).at(-1)?.buttons ?? [],
        choices: () =>
          shown(standIn).flatMap(({ buttons }) => buttons.filter((key) => !key.startsWith("rated_"))),
        pressRequest: async ({ deliveryId, atMs, choice }) =>
          teamsRequest(
            { ...message(deliveryId, "", atMs), value: { choice } },
            await standIn.signToken(atMs),
          ),
      },
      stop: () => standIn.stop(),
    };
  },
};
