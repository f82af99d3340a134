import { randomBytes, randomUUID } from "node:crypto";
import type { ChannelAdapter } from "../adapters/channel-adapter.js";
import { createSlackAdapter, type SlackAdapterOptions } from "../adapters/slack/slack-adapter.js";
import {
  createTeamsAdapter,
  type TeamsAdapterOptions,
  type TeamsAuthority,
} from "../adapters/teams/teams-adapter.js";
import { createZendeskAdapter, type ZendeskAdapterOptions } from "../adapters/zendesk/zendesk-adapter.js";
import type { Clock, Config, Core, Logger, TenantId } from "../core/index.js";

/** What every adapter needs beside its credentials. */
export interface ChannelSurroundings {
  readonly core: Core;
  readonly tenantId: TenantId;
  readonly clock: Clock;
  readonly log: Logger;
}

type Credentials<T> = Omit<T, keyof ChannelSurroundings>;

/** The credentials of each channel that is installed. */
export interface ChannelCredentials {
  readonly slack?: Credentials<SlackAdapterOptions>;
  readonly teams?: Credentials<TeamsAdapterOptions>;
  readonly zendesk?: Credentials<ZendeskAdapterOptions>;
}

/** The channels that the configuration installs; empty when nothing is configured. */
export function configuredChannels(config: Config, teamsAuthority?: TeamsAuthority): ChannelCredentials {
  return {
    ...(config.SLACK_SIGNING_SECRET !== undefined && config.SLACK_BOT_TOKEN !== undefined
      ? {
          slack: {
            signingSecret: config.SLACK_SIGNING_SECRET,
            botToken: config.SLACK_BOT_TOKEN,
            apiUrl: config.SLACK_API_URL,
          },
        }
      : {}),
    ...(config.MICROSOFT_APP_ID !== undefined && config.MICROSOFT_APP_PASSWORD !== undefined
      ? {
          teams: {
            appId: config.MICROSOFT_APP_ID,
            appPassword: config.MICROSOFT_APP_PASSWORD,
            appType: config.MICROSOFT_APP_TYPE,
            ...(config.MICROSOFT_APP_TENANT_ID === undefined
              ? {}
              : { appTenantId: config.MICROSOFT_APP_TENANT_ID }),
            ...(teamsAuthority === undefined ? {} : { authority: teamsAuthority }),
          },
        }
      : {}),
    ...zendeskCredentials(config),
  };
}

function zendeskCredentials(config: Config): Pick<ChannelCredentials, "zendesk"> {
  const { ZENDESK_SUBDOMAIN: subdomain, ZENDESK_WEBHOOK_SECRET, ZENDESK_APP_SHARED_SECRET } = config;
  if (subdomain === undefined) return {};
  return {
    zendesk: {
      subdomain,
      ...(ZENDESK_WEBHOOK_SECRET === undefined ? {} : { webhookSecret: ZENDESK_WEBHOOK_SECRET }),
      ...(ZENDESK_APP_SHARED_SECRET === undefined ? {} : { appSharedSecret: ZENDESK_APP_SHARED_SECRET }),
      ...(config.ZENDESK_EMAIL === undefined || config.ZENDESK_API_TOKEN === undefined
        ? {}
        : {
            api: {
              url: config.ZENDESK_API_URL ?? `https://${subdomain}.zendesk.com/api/v2`,
              email: config.ZENDESK_EMAIL,
              token: config.ZENDESK_API_TOKEN,
            },
          }),
    },
  };
}

/** Secrets for stand-ins, made anew at each start: nothing outside this process knows them. */
export function standInSecrets() {
  const secret = () => randomBytes(24).toString("hex");
  return {
    slack: { signingSecret: secret(), botToken: `xoxb-${secret()}` },
    teams: { appId: randomUUID(), appPassword: secret() },
    zendesk: {
      subdomain: "playground",
      webhookSecret: secret(),
      appSharedSecret: secret(),
      apiEmail: "rapport@playground.example",
      apiToken: secret(),
    },
  };
}

/** The adapters of the installed channels. */
export function createChannels(
  credentials: ChannelCredentials,
  around: ChannelSurroundings,
): readonly ChannelAdapter[] {
  const { slack, teams, zendesk } = credentials;
  return [
    ...(zendesk === undefined ? [] : [createZendeskAdapter({ ...zendesk, ...around })]),
    ...(slack === undefined ? [] : [createSlackAdapter({ ...slack, ...around })]),
    ...(teams === undefined ? [] : [createTeamsAdapter({ ...teams, ...around })]),
  ];
}
