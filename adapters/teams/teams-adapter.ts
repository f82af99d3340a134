import { type Clock, type Core, type Logger, RapportError, type TenantId } from "../../core/index.js";
import type { ChannelAdapter, HttpRequest, HttpResponse } from "../channel-adapter.js";
import { connectTeams } from "./connect-teams.js";
import { logTeamsFailure } from "./log-teams-failure.js";
import { parseTeamsActivity, type TeamsEvent } from "./parse-teams-activity.js";
import { MICROSOFT_SERVICE_HOSTS } from "./service-url.js";
import { requireLoopbackAuthority, type TeamsAuthority } from "./teams-authority.js";
import { createTeamsConversations } from "./teams-conversations.js";
import { createTeamsRelays } from "./teams-relays.js";
import { createTeamsVerifier } from "./verify-teams-request.js";

export type { TeamsAuthority } from "./teams-authority.js";

const MAX_BODY_BYTES = 256 * 1024;
const MICROSOFT_ISSUER = "https://api.botframework.com";
const MICROSOFT_OPENID_URL = "https://login.botframework.com/v1/.well-known/openidconfiguration";

export interface TeamsAdapterOptions {
  readonly core: Core;
  readonly tenantId: TenantId;
  readonly clock: Clock;
  readonly log: Logger;
  /** The bot's Microsoft app id. Never empty: botbuilder takes an empty one for "no authentication". */
  readonly appId: string;
  readonly appPassword: string;
  readonly appType: "MultiTenant" | "SingleTenant";
  /** Microsoft Entra tenant of the app; `SingleTenant` needs it and then serves no other tenant. */
  readonly appTenantId?: string | undefined;
  /** Stand-ins on this machine instead of Microsoft; loopback addresses only. */
  readonly authority?: TeamsAuthority | undefined;
  /**
   * Hosts that a `serviceUrl` may name, each with the names below it. Default: Microsoft's. Loopback is
   * allowed if, and only if, `authority` is set.
   */
  readonly serviceUrlHosts?: readonly string[] | undefined;
}

function requireUsable(options: TeamsAdapterOptions): void {
  if (options.appId.trim() === "") throw new RapportError("config_invalid", "Teams: the app id is empty");
  if (options.appPassword === "")
    throw new RapportError("config_invalid", "Teams: the app password is empty");
  if (options.appType === "SingleTenant" && !options.appTenantId) {
    throw new RapportError("config_invalid", "Teams: a SingleTenant app needs its tenant id");
  }
  if (options.authority !== undefined) requireLoopbackAuthority(options.authority);
}

function parseJson(body: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The Teams bot: `POST /api/messages`.
 * @throws RapportError `config_invalid` if it could not authenticate requests.
 */
export function createTeamsAdapter(options: TeamsAdapterOptions): ChannelAdapter {
  requireUsable(options);
  const { core, tenantId, clock, log, appId, authority } = options;
  const ownTenantId = options.appTenantId?.toLowerCase();
  const channel = "teams" as const;
  const serviceUrls = {
    hosts: options.serviceUrlHosts ?? MICROSOFT_SERVICE_HOSTS,
    loopbackAllowed: authority !== undefined,
  };
  const verify = createTeamsVerifier({
    appId,
    issuer: authority?.issuer ?? MICROSOFT_ISSUER,
    openIdMetadataUrl: authority?.openIdMetadataUrl ?? MICROSOFT_OPENID_URL,
    serviceUrls,
    clock,
  });
  const teams = connectTeams(options);
  const conversations = createTeamsConversations({
    core,
    tenantId,
    clock,
    log,
    teams,
    serviceUrls,
    ...(ownTenantId === undefined ? {} : { ownTenantId }),
  });

  const relays = core.handoffs.serve(tenantId, channel, createTeamsRelays(teams, serviceUrls));

  /** A SingleTenant app is not for people of other organizations, who could bring any name along. */
  const isForeign = (event: TeamsEvent): boolean => {
    if (options.appType !== "SingleTenant") return false;
    if ("address" in event) return event.address.tenantId !== ownTenantId;
    return event.kind === "reacted" && event.tenantId !== ownTenantId;
  };

  const handle = async (request: HttpRequest): Promise<HttpResponse> => {
    const activity = parseJson(request.body);
    if (activity === undefined) return { status: 400 };
    const { authorization } = request.headers;
    const { channelId, serviceUrl } = activity;
    const verification = await verify({ authorization, channelId, serviceUrl });
    if (!verification.ok) {
      log.info({ channel, reason: verification.reason }, "request refused");
      return { status: 401 };
    }
    const proven = { channelId: "msteams", serviceUrl: verification.serviceUrl };
    if (!(await teams.authenticate(proven, authorization ?? ""))) {
      log.info({ channel, reason: "botbuilder_refused" }, "request refused");
      return { status: 401 };
    }
    const event = parseTeamsActivity(activity);
    if (isForeign(event)) {
      log.info({ channel, reason: "other_tenant" }, "request refused");
      return { status: 403 };
    }
    return conversations.handle(event);
  };

  return {
    channel,
    routes: [
      {
        method: "POST",
        path: "/api/messages",
        summary: "Teams: activities from the Bot Framework, each with its token",
        maxBodyBytes: MAX_BODY_BYTES,
        handle: (request) =>
          handle(request).catch((error: unknown) => {
            logTeamsFailure(log, error, "request failed");
            return { status: error instanceof RapportError && error.retry ? 503 : 500 };
          }),
      },
    ],

    async resume() {
      await Promise.all([relays.resume(), conversations.resume()]);
    },
    async idle() {
      await conversations.idle();
      await relays.idle();
    },
  };
}
