/** What the service's tests share: a running server with stand-ins of the three platforms, and raw HTTP. */
import { mkdtemp, rm } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SlackStandIn, startSlackStandIn } from "../adapters/slack/slack-stand-in.js";
import { startTeamsStandIn, type TeamsStandIn } from "../adapters/teams/teams-stand-in.js";
import { ADMIN_SCOPES, type Config, readConfig, tenantId } from "../core/index.js";
import { stockTestCompany } from "../core/testing.js";
import { type RunningServer, serve } from "./serve.js";

/** What signs requests to one server. */
export interface Secrets {
  readonly slackSigning: string;
  readonly zendeskWebhook: string;
  readonly zendeskApp: string;
  readonly writeKey: string;
}

export const SECRETS: Secrets = secretsOf("the-tests");

function secretsOf(whom: string): Secrets {
  return {
    slackSigning: `slack-signing-secret-of-${whom}`,
    zendeskWebhook: `zendesk-webhook-secret-of-${whom}`,
    zendeskApp: `zendesk-app-shared-secret-of-${whom}`,
    writeKey: `write-key-of-${whom}`,
  };
}

/** Where a server keeps its data, and whose it is. */
export interface WiredOptions {
  readonly tenant?: string;
  readonly dataDir?: string;
  readonly databaseUrl?: string | undefined;
  /** Then the server works no queue: `work` does. */
  readonly redisUrl?: string | undefined;
}

/** A server with all three channels configured as at a customer's, whose platforms are stand-ins on loopback. */
export interface WiredServer {
  readonly server: RunningServer;
  readonly config: Config;
  readonly slack: SlackStandIn;
  readonly teams: TeamsStandIn;
  readonly secrets: Secrets;
  /** May do everything. */
  readonly adminToken: string;
  stop(): Promise<void>;
}

export async function startWiredServer(options: WiredOptions = {}): Promise<WiredServer> {
  const { tenant } = options;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "rapport-service-")));
  const secrets = tenant === undefined ? SECRETS : secretsOf(tenant);
  const slack = await startSlackStandIn();
  const teams = await startTeamsStandIn();
  const config = readConfig({
    PORT: "0",
    RAPPORT_DATA_DIR: dataDir,
    RAPPORT_TENANT: tenant,
    DATABASE_URL: options.databaseUrl,
    REDIS_URL: options.redisUrl,
    RAPPORT_WRITE_KEY: secrets.writeKey,
    SLACK_SIGNING_SECRET: secrets.slackSigning,
    SLACK_BOT_TOKEN: "xoxb-of-the-tests",
    SLACK_API_URL: slack.apiUrl,
    MICROSOFT_APP_ID: teams.appId,
    MICROSOFT_APP_PASSWORD: teams.appPassword,
    MICROSOFT_APP_TYPE: "MultiTenant",
    ZENDESK_SUBDOMAIN: "acme",
    ZENDESK_WEBHOOK_SECRET: secrets.zendeskWebhook,
    ZENDESK_APP_SHARED_SECRET: secrets.zendeskApp,
  });
  const server = await serve({ config, demo: false, playground: false, teamsAuthority: teams.authority });
  await stockTestCompany(server.core, tenantId(tenant ?? "default"), Date.now());
  const adminToken = await server.core.tokens.create("tests", ADMIN_SCOPES);
  if (adminToken === undefined) throw new Error("the server has a token of this name");
  return {
    server,
    config,
    slack,
    teams,
    secrets,
    adminToken,
    async stop() {
      await server.close();
      await slack.close();
      await teams.stop();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer | string;
}

export interface RawResponse {
  readonly status: number;
  readonly body: string;
}

/** One request as it is, on a connection of its own. A server that hangs up early still counts by its status. */
export function sendRaw(url: string, { method, path, headers, body }: RawRequest): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
    let answered = false;
    const request = httpRequest(
      new URL(path, url),
      { method, headers: { ...given, "content-length": Buffer.byteLength(body) }, agent: false },
      (response) => {
        answered = true;
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          text += chunk;
        });
        response.on("close", () => resolve({ status: response.statusCode ?? 0, body: text }));
      },
    );
    request.on("error", (error) => {
      if (!answered) reject(error);
    });
    request.end(body);
  });
}

/** Waits until `condition` holds, asking every 20 ms. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  patienceMs = 20_000,
): Promise<void> {
  const deadlineMs = performance.now() + patienceMs;
  while (!(await condition())) {
    if (performance.now() > deadlineMs) throw new Error(`did not happen within ${patienceMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
