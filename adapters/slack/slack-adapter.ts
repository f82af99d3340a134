import { App, type AuthorizeResult, type BlockAction, webApi } from "@slack/bolt";
import { type Clock, type Core, type Logger, RapportError, type TenantId } from "../../core/index.js";
import type { ChannelAdapter } from "../channel-adapter.js";
import { boltLogger } from "./bolt-logger.js";
import { renderSlackHome, SLACK_HELP, SLACK_UNKNOWN_COMMAND } from "./render-slack-home.js";
import { SlackConversation } from "./slack-conversation.js";
import type { SlackDelivery, SlackRating } from "./slack-delivery.js";
import { SlackErasure } from "./slack-erasure.js";
import { callSlack, logFailure } from "./slack-error.js";
import { SlackReceiver } from "./slack-receiver.js";
import { createSlackRelays } from "./slack-relays.js";

export interface SlackAdapterOptions {
  readonly core: Core;
  readonly tenantId: TenantId;
  readonly clock: Clock;
  readonly log: Logger;
  /** "Signing Secret" of the app's Basic Information page. */
  readonly signingSecret: string;
  /** "Bot User OAuth Token", `xoxb-…`. */
  readonly botToken: string;
  /** Where the Web API is. Default `https://slack.com/api/`. */
  readonly apiUrl?: string;
}

const CALL_TIMEOUT_MS = 10_000;
const MAX_BODY_BYTES = 1024 * 1024;

/** Two more tries within seconds: later than that, an answer confuses more than it helps. */
const RETRIES: NonNullable<webApi.WebClientOptions["retryConfig"]> = {
  retries: 2,
  minTimeout: 300,
  maxTimeout: 2_000,
};

const THANKS = "Thanks, noted.";
const TOO_OLD = "I can't find that answer any more, but thanks.";

/** Asks once who the bot is, so that its own messages are left out; asks again only after a failure. */
function botIdentity(client: webApi.WebClient, log: Logger): () => Promise<AuthorizeResult> {
  let identity: Promise<AuthorizeResult> | undefined;
  const ask = async (): Promise<AuthorizeResult> => {
    try {
      const { bot_id, user_id } = await callSlack(() => client.auth.test());
      return { ...(bot_id ? { botId: bot_id } : {}), ...(user_id ? { botUserId: user_id } : {}) };
    } catch (error) {
      identity = undefined;
      logFailure(log, error, { method: "auth.test" });
      return {};
    }
  };
  return () => {
    identity ??= ask();
    return identity;
  };
}

async function storeRating(
  { core, tenantId }: SlackAdapterOptions,
  { decisionId, rating }: SlackRating,
): Promise<string> {
  const { status } = await core.feedback({ tenantId, decisionId, kind: rating, channel: "slack" });
  return status === "unknown_decision" ? TOO_OLD : THANKS;
}

/**
 * The Slack adapter: direct messages and mentions are answered in their thread. Makes no connection until
 * the first request, and logs no text, token or address.
 *
 * @throws RapportError `config_invalid` without a signing secret or a token: every request would pass
 */
export function createSlackAdapter(options: SlackAdapterOptions): ChannelAdapter {
  const { core, tenantId, clock, log, signingSecret, botToken, apiUrl } = options;
  if (signingSecret === "")
    throw new RapportError("config_invalid", "Slack adapter: signing secret is empty");
  if (botToken === "") throw new RapportError("config_invalid", "Slack adapter: bot token is empty");

  const conversation = new SlackConversation({ core, tenantId, log });
  const admit = async (delivery: SlackDelivery): Promise<boolean> => {
    if (delivery.kind === "access_ended") return erasure.admit(delivery);
    return delivery.kind === "message" || delivery.kind === "choice" ? conversation.admit(delivery) : true;
  };
  const receiver = new SlackReceiver({ signingSecret, clock, log, admit });
  const app: App<{ delivery: SlackDelivery }> = new App<{ delivery: SlackDelivery }>({
    receiver,
    logger: boltLogger(log),
    convoStore: false,
    // Bolt would leave out the bot's own message after it was claimed, and a restart would answer it.
    ignoreSelf: false,
    // Only events can come from the bot itself; buttons and commands must not wait for this call.
    authorize: async (_source, body) => ({
      botToken,
      ...(body !== undefined && "event" in body ? await identity() : {}),
    }),
    clientOptions: {
      slackApiUrl: apiUrl ?? "https://slack.com/api/",
      timeout: CALL_TIMEOUT_MS,
      retryConfig: RETRIES,
      allowAbsoluteUrls: false,
    },
  });
  const botClient = new webApi.WebClient(botToken, app.webClientOptions);
  const identity = botIdentity(botClient, log);
  const relays = core.handoffs.serve(tenantId, "slack", createSlackRelays(botClient));
  const erasure = new SlackErasure({ core, tenantId, log, client: botClient });

  app.use(async ({ context: { delivery, botUserId }, next }) => {
    const isOwn = delivery.kind === "message" && delivery.person.user === botUserId;
    await (isOwn ? conversation.drop(delivery) : next());
  });
  app.event("app_mention", async ({ context: { delivery }, client, say }) => {
    if (delivery.kind === "message") await conversation.answer(delivery, client, say);
  });
  app.message(async ({ context: { delivery }, client, say }) => {
    if (delivery.kind === "message") await conversation.answer(delivery, client, say);
  });
  app.action<BlockAction>(/^choice:\d$/, async ({ context: { delivery }, ack, client, say }) => {
    await ack();
    if (delivery.kind === "choice") await conversation.answer(delivery, client, say);
  });
  app.action(/^rate:(up|down)$/, async ({ context: { delivery }, ack, client }) => {
    if (delivery.kind !== "rating") return;
    const text = await storeRating(options, delivery);
    await ack();
    const { channel, threadTs } = delivery.address;
    const user = delivery.person.user;
    await callSlack(() => client.chat.postEphemeral({ channel, user, thread_ts: threadTs, text }));
  });
  app.event("app_home_opened", async ({ context: { delivery }, client }) => {
    if (delivery.kind !== "home_opened") return;
    await callSlack(() => client.views.publish({ user_id: delivery.user, view: renderSlackHome() }));
  });
  app.command("/rapport", async ({ context: { delivery }, ack }) => {
    const isHelp = delivery.kind === "command" && /^(help)?$/i.test(delivery.text);
    await ack({ response_type: "ephemeral", text: isHelp ? SLACK_HELP : SLACK_UNKNOWN_COMMAND });
  });
  app.event(/^(app_uninstalled|tokens_revoked)$/, async ({ context: { delivery } }) => {
    if (delivery.kind === "access_ended") await erasure.run(delivery);
  });
  // Bolt's default logs whole errors; thrown on, the receiver logs them by code and answers 500 if it still can.
  app.error(async (error) => {
    throw "original" in error && error.original !== undefined ? error.original : error;
  });

  return {
    channel: "slack",
    routes: [
      {
        method: "POST",
        path: "/slack/events",
        summary: "Slack's events, button presses and slash commands",
        maxBodyBytes: MAX_BODY_BYTES,
        handle: (request) => receiver.handle(request),
      },
    ],
    async resume() {
      const passingOn = relays.resume();
      for (const delivery of await core.interrupted(tenantId, "slack")) {
        if (await erasure.resume(delivery.deliveryId, delivery.address)) continue;
        await conversation.resume(delivery, ({ channel, threadTs }, text) =>
          botClient.chat.postMessage({ channel, thread_ts: threadTs, text }),
        );
      }
      await passingOn;
    },
    async idle() {
      await receiver.idle();
      await relays.idle();
    },
  };
}
