import type { SayFn, webApi } from "@slack/bolt";
import { z } from "zod";
import {
  type Core,
  type Delivery,
  type InboundMessage,
  type Logger,
  type ProfileEvent,
  privacyTopic,
  RapportError,
  type Sender,
  type TenantId,
} from "../../core/index.js";
import { renderSlackReply } from "./render-slack-reply.js";
import { resolveSlackSender } from "./resolve-slack-sender.js";
import type { SlackAddress, SlackChoice, SlackMessage } from "./slack-delivery.js";
import { callSlack, logFailure } from "./slack-error.js";

const APOLOGY = "Sorry, something went wrong on my side. Please try once more in a moment.";
const INTERRUPTED = "I was interrupted before I could answer. Could you send that once more?";

/** A thread as it was stored. */
export const storedAddress = z.object({ team: z.string(), channel: z.string(), threadTs: z.string() });

/** That somebody wrote, and when: what may be kept of a Slack message. */
function messageReceived(message: SlackMessage, sender: Sender): ProfileEvent {
  return {
    type: "track",
    event: "Message Received",
    messageId: `slack:${message.deliveryId}`,
    timestamp: new Date(message.sentAtMs).toISOString(),
    properties: { channel: "slack" },
    context: {
      externalIds: sender.identifiers.map(({ type, value }) => ({ type, id: value })),
      ...(sender.locale === undefined ? {} : { locale: sender.locale }),
    },
  };
}

/** Claims, answers and settles what customers write and choose. */
export class SlackConversation {
  readonly #core: Core;
  readonly #tenantId: TenantId;
  readonly #log: Logger;

  constructor(options: { readonly core: Core; readonly tenantId: TenantId; readonly log: Logger }) {
    this.#core = options.core;
    this.#tenantId = options.tenantId;
    this.#log = options.log;
  }

  /** Durably claims what will be answered; `false` if it was claimed before. */
  async admit({ deliveryId, address }: SlackMessage | SlackChoice): Promise<boolean> {
    return this.#core.claim({
      tenantId: this.#tenantId,
      channel: "slack",
      deliveryId,
      address: { ...address },
    });
  }

  /** Answers in the thread; an apology when that fails. Never rejects: the platform was answered long ago. */
  async answer(delivery: SlackMessage | SlackChoice, client: webApi.WebClient, say: SayFn): Promise<void> {
    const thread_ts = delivery.address.threadTs;
    const fields = { deliveryId: delivery.deliveryId };
    try {
      const reply = await this.#replyTo(delivery, client);
      const message = { ...renderSlackReply(reply), thread_ts, unfurl_links: false, unfurl_media: false };
      if (reply.kind !== "relayed") await callSlack(() => say(message));
      await this.#settle(delivery.deliveryId);
      this.#log.info({ ...fields, channel: "slack", kind: reply.kind }, "slack message answered");
    } catch (error) {
      logFailure(this.#log, error, { ...fields, step: "answer" });
      await this.#closeWith(delivery.deliveryId, () => say({ text: APOLOGY, thread_ts }));
    }
  }

  /** Marks a claimed delivery as one that needs no answer. */
  async drop(delivery: SlackMessage | SlackChoice): Promise<void> {
    await this.#settle(delivery.deliveryId);
  }

  /** Asks somebody whom a crash left without an answer to write again. */
  async resume(
    { deliveryId, address }: Delivery,
    post: (address: SlackAddress, text: string) => Promise<unknown>,
  ): Promise<void> {
    const parsed = storedAddress.safeParse(address);
    if (parsed.success) await this.#closeWith(deliveryId, () => post(parsed.data, INTERRUPTED));
    else await this.#settle(deliveryId);
  }

  async #replyTo(
    delivery: SlackMessage | SlackChoice,
    client: webApi.WebClient,
  ): ReturnType<Core["respond"]> {
    const { address, conversationId, isPrivate, person } = delivery;
    const [core, tenantId] = [this.#core, this.#tenantId];
    const homeTeam = address.team;
    const sender = await resolveSlackSender({ core, tenantId, client, log: this.#log, person, homeTeam });
    const common = {
      tenantId,
      channel: "slack",
      conversationId,
      sender,
      isPrivate,
      address: { ...address },
      link: () => this.#linkTo(delivery, client),
    } as const;
    if (delivery.kind === "choice") return core.respond({ ...common, text: "", choice: delivery.replyKey });
    const message: InboundMessage = { ...common, text: delivery.text };
    // Whoever asks what is known of them, or to be forgotten, leaves no trace by asking.
    if (privacyTopic(message) === undefined) {
      await core.ingest(tenantId, [messageReceived(delivery, sender)], "slack");
    }
    return core.respond(message);
  }

  /** For people of the team who may see the message in Slack. Without it they still learn that there is one. */
  async #linkTo(
    { address: { channel }, messageTs: message_ts }: SlackMessage | SlackChoice,
    client: webApi.WebClient,
  ): Promise<string | undefined> {
    try {
      return (await callSlack(() => client.chat.getPermalink({ channel, message_ts }))).permalink;
    } catch (error) {
      logFailure(this.#log, error, { method: "chat.getPermalink" });
      return undefined;
    }
  }

  /** Posts a last word and settles; when Slack is out of reach, leaves the delivery for the next `resume`. */
  async #closeWith(deliveryId: string, post: () => Promise<unknown>): Promise<void> {
    try {
      await callSlack(post);
    } catch (error) {
      logFailure(this.#log, error, { deliveryId, step: "last word" });
      if (!(error instanceof RapportError && error.code === "vendor_refused")) return;
    }
    await this.#settle(deliveryId);
  }

  async #settle(deliveryId: string): Promise<void> {
    try {
      await this.#core.settle({ tenantId: this.#tenantId, channel: "slack", deliveryId });
    } catch (error) {
      logFailure(this.#log, error, { deliveryId, step: "settle" });
    }
  }
}
