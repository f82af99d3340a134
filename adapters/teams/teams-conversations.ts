import type { Clock, Core, Logger, TenantId } from "../../core/index.js";
import { type HttpResponse, jsonResponse } from "../channel-adapter.js";
import { answerTeamsMessage, deliveryIdOf, type TeamsMessage } from "./answer-teams-message.js";
import type { TeamsConnection } from "./connect-teams.js";
import { logTeamsFailure } from "./log-teams-failure.js";
import type { TeamsEvent } from "./parse-teams-activity.js";
import { isAllowedServiceUrl, type ServiceUrlRule } from "./service-url.js";
import { type TeamsAddress, teamsAddressSchema } from "./teams-address.js";
import { phrasesFor, type TeamsPhrases } from "./teams-phrases.js";

type Rated = Extract<TeamsEvent, { readonly kind: "rated" }>;
type Reacted = Extract<TeamsEvent, { readonly kind: "reacted" }>;

export interface TeamsConversationsSetup {
  readonly core: Core;
  readonly tenantId: TenantId;
  readonly clock: Clock;
  readonly log: Logger;
  readonly teams: TeamsConnection;
  readonly serviceUrls: ServiceUrlRule;
  /** The company's own Entra tenant, if it is known. */
  readonly ownTenantId?: string;
}

/** What is done about authenticated events. */
export interface TeamsConversations {
  /** Resolves as soon as the event may be acknowledged; answers follow in the background. */
  handle(event: TeamsEvent): Promise<HttpResponse>;
  resume(): Promise<void>;
  idle(): Promise<void>;
}

/** Claims, answers and settles; see `ChannelAdapter` for what is promised. */
export function createTeamsConversations(setup: TeamsConversationsSetup): TeamsConversations {
  const { core, tenantId, log, teams, serviceUrls } = setup;
  const channel = "teams" as const;
  const pending = new Set<Promise<void>>();

  const inBackground = (work: () => Promise<void>, what: string): void => {
    const job: Promise<void> = work()
      .catch((error: unknown) => logTeamsFailure(log, error, what))
      .finally(() => pending.delete(job));
    pending.add(job);
  };

  const say = (address: TeamsAddress, phrase: keyof TeamsPhrases): Promise<void> =>
    teams.converse(address, async (context) => {
      await context.sendActivity(phrasesFor(address.locale)[phrase]);
    });

  const answer = async (message: TeamsMessage): Promise<void> => {
    try {
      await teams.converse(message.address, (context) => answerTeamsMessage(context, message, setup));
    } catch (error) {
      logTeamsFailure(log, error, "answering failed");
      await say(message.address, "failed").catch((failure: unknown) =>
        logTeamsFailure(log, failure, "apology failed"),
      );
    }
    await core.settle({ tenantId, channel, deliveryId: deliveryIdOf(message) });
  };

  const onMessage = async (message: TeamsMessage): Promise<HttpResponse> => {
    const deliveryId = deliveryIdOf(message);
    if (await core.claim({ tenantId, channel, deliveryId, address: message.address })) {
      inBackground(() => answer(message), "a message was not settled");
    }
    return { status: 200 };
  };

  /** Two kinds of event tell of one installation; the claim lets one of them welcome. */
  const onInstalled = async (address: TeamsAddress): Promise<HttpResponse> => {
    const deliveryId = `welcome/${address.conversationId}`;
    if (await core.claim({ tenantId, channel, deliveryId, address })) {
      inBackground(async () => {
        await say(address, "welcome");
        await core.settle({ tenantId, channel, deliveryId });
      }, "welcoming failed");
    }
    return { status: 200 };
  };

  const onRated = async ({ address, decisionId, rating }: Rated): Promise<HttpResponse> => {
    const { status } = await core.feedback({ tenantId, channel, decisionId, kind: rating });
    if (status === "stored") inBackground(() => say(address, "thanks"), "thanking failed");
    return { status: 200 };
  };

  const onReacted = async ({ conversationId, replyToId, rating }: Reacted): Promise<HttpResponse> => {
    const decisionId = await core.decisionOf({ tenantId, channel, conversationId, messageId: replyToId });
    if (decisionId === undefined) log.info({ channel }, "feedback for a message that is not remembered");
    else await core.feedback({ tenantId, channel, decisionId, kind: rating });
    return jsonResponse(200, {});
  };

  return {
    async handle(event) {
      switch (event.kind) {
        case "message":
          return onMessage(event);
        case "installed":
          return onInstalled(event.address);
        case "rated":
          return onRated(event);
        case "reacted":
          return onReacted(event);
        case "unknown_invoke":
          return { status: 501 };
        case "ignored":
          return { status: 200 };
        case "malformed":
          log.info({ channel, rule: event.rule }, "activity refused");
          return { status: 400 };
      }
    },

    async resume() {
      for (const { deliveryId, address } of await core.interrupted(tenantId, channel)) {
        const parsed = teamsAddressSchema.safeParse(address);
        if (parsed.success && isAllowedServiceUrl(parsed.data.serviceUrl, serviceUrls)) {
          const phrase = parsed.data.kind === "welcome" ? "welcome" : "interrupted";
          await say(parsed.data, phrase).catch((error: unknown) =>
            logTeamsFailure(log, error, "resuming failed"),
          );
        }
        await core.settle({ tenantId, channel, deliveryId });
      }
    },

    async idle() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}
