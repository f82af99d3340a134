import { randomBytes } from "node:crypto";
import type { Router } from "express";
import type { Route } from "../adapters/channel-adapter.js";
import type { TeamsAuthority } from "../adapters/teams/teams-adapter.js";
import { type Config, type RunningCore, systemClock } from "../core/index.js";
import { createAdminApi } from "./admin-api.js";
import { type ChannelCredentials, configuredChannels, createChannels, standInSecrets } from "./channels.js";
import { consoleRoutes } from "./console/console-routes.js";
import { downloadRoutes } from "./download-page.js";
import { healthRoutes } from "./health-routes.js";
import { type HttpHost, startHttpHost } from "./http-host.js";
import { loadDemo } from "./load-demo.js";
import { warnOfUnknown } from "./load-flows.js";
import { metricsRoute } from "./metrics-route.js";
import { type Installation, openInstallation } from "./open-installation.js";
import { createPlayground } from "./playground/playground.js";
import type { PlaygroundCustomer } from "./playground/playground-customer.js";
import { createSegmentApi } from "./segment-api.js";

export interface ServeOptions {
  readonly config: Config;
  /** Load the demo company into an empty data folder. */
  readonly demo: boolean;
  /** Stand-ins for the three platforms, on loopback, even if real channels are configured. */
  readonly playground: boolean;
  /** Where Teams' keys and tokens come from, when not from Microsoft. */
  readonly teamsAuthority?: TeamsAuthority;
}

/** A running server. */
export interface RunningServer {
  readonly url: string;
  readonly playground: boolean;
  readonly writeKey: string;
  /** True if this start made the keys. */
  readonly keysCreated: boolean;
  readonly core: RunningCore;
  /** Every public address, for the README's table. */
  readonly routes: readonly Route[];
  /** Resolves when all that was acknowledged is answered and applied. */
  idle(): Promise<void>;
  /** Takes nothing new, answers what was acknowledged, and closes the storage. */
  close(): Promise<void>;
}

/** With what the queue may take, below the ten seconds after which whoever stops us loses patience. */
const DRAIN_MS = 7_000;
const RESUME_EVERY_MS = 60_000;

/**
 * Starts the product. Without a configured channel, or with `playground`, the three channels are stand-ins
 * that this process makes up, and it listens on loopback only.
 */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const { config } = options;
  const configured = configuredChannels(config, options.teamsAuthority);
  const playground = options.playground || Object.keys(configured).length === 0;
  let url: string | undefined;
  const publicUrl = () => config.RAPPORT_PUBLIC_URL ?? (playground ? url : undefined);
  const installation = await openInstallation(config, { publicUrl, processMetrics: true });
  const { core, log } = installation;
  const host = await startHttpHost({
    port: config.PORT,
    hostname: playground ? "127.0.0.1" : "0.0.0.0",
    log,
  }).catch(async (error: unknown) => {
    await core.close();
    throw error;
  });
  url = host.url;
  try {
    return await openChannels(options, host, installation, playground ? undefined : configured);
  } catch (error) {
    await host.close();
    await core.close();
    throw error;
  }
}

/** @param configured `undefined`: stand-ins take the channels' place */
async function openChannels(
  { config, demo }: ServeOptions,
  host: HttpHost,
  installation: Installation,
  configured: ChannelCredentials | undefined,
): Promise<RunningServer> {
  const { core, log, tenantId, writeKey, flowsFile } = installation;
  let ready = false;
  const health = [
    ...healthRoutes(core, () => ready),
    metricsRoute({ metrics: core.metrics, token: config.RAPPORT_METRICS_TOKEN }),
  ];
  host.serveOnly(health);
  const standIns = configured
    ? { credentials: configured }
    : await openStandIns(host, installation, demo, config);
  if (flowsFile !== undefined) await warnOfUnknown(flowsFile, core.library, log);
  const adapters = createChannels(standIns.credentials, { core, tenantId, clock: systemClock, log });
  const segmentApi = createSegmentApi({
    core,
    tenantId,
    writeKey,
    nowMs: () => systemClock.nowMs(),
    publicUrl: () => config.RAPPORT_PUBLIC_URL,
  });
  const routes = [
    ...adapters.flatMap((adapter) => adapter.routes),
    ...segmentApi,
    ...createAdminApi({ core }),
    ...consoleRoutes({
      segments: core.segments,
      replies: core.replies,
      replySettings: core.replySettings,
      tokens: core.tokens,
      log,
      library: core.library,
      demoToken: configured ? undefined : randomBytes(32).toString("base64url"),
      framedBy: zendeskFrames(configured && config.ZENDESK_SUBDOMAIN),
    }),
    ...downloadRoutes(core),
    ...health,
  ];
  host.serve(routes, standIns.router);
  ready = true;
  const resume = () => {
    for (const adapter of adapters) {
      adapter
        .resume()
        .catch(() => log.warn({ channel: adapter.channel }, "interrupted messages could not be resumed"));
    }
  };
  resume();
  // Of several servers one may have gone without coming back: the others answer for it.
  const resuming = config.REDIS_URL === undefined ? undefined : setInterval(resume, RESUME_EVERY_MS).unref();
  await core.startUpkeep();
  const answered = () => Promise.all(adapters.map((adapter) => adapter.idle()));
  const idle = async () => {
    await answered();
    await core.drained();
  };
  return {
    url: host.url,
    playground: configured === undefined,
    writeKey,
    keysCreated: installation.keysCreated,
    core,
    routes,
    idle,
    async close() {
      standIns.close?.();
      for (const adapter of adapters) adapter.stop?.();
      core.answerWatchers();
      clearInterval(resuming);
      // Events that wait are on disk: only who was promised an answer is waited for.
      const late = new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref());
      await Promise.race([host.close().then(answered), late]);
      await core.close();
    },
  };
}

/** Whose pages may show the console: the desk's own, and the frames that it puts apps into. */
function zendeskFrames(subdomain: string | undefined): readonly string[] {
  return subdomain === undefined
    ? []
    : [`https://${subdomain}.zendesk.com`, "https://*.apps.zdusercontent.com"];
}

/** Who the playground plays when the demo company's customers are not there: a stranger. */
const GUEST: PlaygroundCustomer = {
  key: "guest",
  email: "guest@playground.example",
  firstName: "Guest",
  lastName: "",
  language: "en",
  plan: "",
  persona: "Somebody your data doesn't know yet",
};

interface StandIns {
  readonly credentials: ChannelCredentials;
  readonly router?: Router | undefined;
  readonly close?: (() => void) | undefined;
}

async function openStandIns(
  host: HttpHost,
  { core, log, flowsFile, writeKey }: Installation,
  withDemo: boolean,
  config: Config,
): Promise<StandIns> {
  const secrets = standInSecrets();
  const company = withDemo
    ? await loadDemo(core, config.RAPPORT_DATA_DIR, Date.now(), flowsFile !== undefined)
    : undefined;
  const playground = createPlayground({
    baseUrl: () => host.url,
    tenantName: company?.name ?? "Your company",
    customers: company?.featured ?? [GUEST],
    ...secrets,
    writeKey,
    log,
  });
  return {
    credentials: {
      slack: { ...secrets.slack, apiUrl: `${host.url}/playground/slack/api/` },
      teams: { ...secrets.teams, appType: "MultiTenant", authority: playground.teamsAuthority() },
      zendesk: {
        subdomain: secrets.zendesk.subdomain,
        webhookSecret: secrets.zendesk.webhookSecret,
        appSharedSecret: secrets.zendesk.appSharedSecret,
        api: {
          url: `${host.url}/playground/zendesk/api/v2`,
          email: secrets.zendesk.apiEmail,
          token: secrets.zendesk.apiToken,
        },
      },
    },
    router: playground.router,
    close: () => playground.close(),
  };
}
