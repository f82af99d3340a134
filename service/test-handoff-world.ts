/** The three platforms' stand-ins around the built server, for tests that hand conversations off and kill it. */
import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signedSlackRequest, startSlackStandIn } from "../adapters/slack/slack-stand-in.js";
import { startTeamsStandIn, teamsRequest } from "../adapters/teams/teams-stand-in.js";
import {
  signedZendeskWebhook,
  startZendeskStandIn,
  type ZendeskStandIn,
} from "../adapters/zendesk/zendesk-stand-in.js";
import { TEST_MASTER_KEY } from "../core/testing.js";
import { type ProductProcess, startServerWith } from "./test-processes.js";
import { sendRaw, until } from "./testing.js";

/** One customer's conversation with the bot in one channel. */
export interface CustomerChannel {
  readonly name: "slack" | "teams";
  /** Writes to the bot; resolves once the server has acknowledged it. */
  write(text: string): Promise<void>;
  /** All messages of the bot, oldest first, each as JSON. */
  received(): readonly string[];
  /** The platform takes messages of the bot from now on, and keeps and answers none. */
  hold(): void;
  release(): void;
  /** How many it took so. */
  held(): number;
}

export interface HandoffWorld {
  readonly zendesk: ZendeskStandIn;
  readonly channels: Readonly<Record<"slack" | "teams", CustomerChannel>>;
  /** The server that runs now. */
  server(): ProductProcess;
  /** Kills it as a crash does, and starts another on the same data. */
  crash(): Promise<void>;
  /** Delivers one webhook. @returns the status */
  webhook(body: string): Promise<number>;
  /** True if any file of the data folder holds these words in the clear. */
  dataHolds(words: string): Promise<boolean>;
  readonly dataDir: string;
  close(): Promise<void>;
}

const WEBHOOK_SECRET = "zendesk-webhook-secret-of-the-hand-off";
const SIGNING_SECRET = "slack-signing-secret-of-the-hand-off";
const ROOM = "D0HANDOFF";

/** Starts stand-ins and one server. */
export async function startHandoffWorld(
  shared: Readonly<Record<string, string | undefined>> = {},
): Promise<HandoffWorld> {
  const dataDir = await mkdtemp(join(tmpdir(), "rapport-handoff-"));
  const [slack, teams, zendesk] = await Promise.all([
    startSlackStandIn(),
    startTeamsStandIn(),
    startZendeskStandIn(),
  ]);
  slack.users.set("U0HANDOFF", {
    id: "U0HANDOFF",
    team_id: "T0ALPINE",
    real_name: "Vera Example",
    is_email_confirmed: true,
    profile: { email: "vera@customers.example" },
  });
  const settings = {
    PORT: "0",
    RAPPORT_DATA_DIR: dataDir,
    RAPPORT_MASTER_KEY: TEST_MASTER_KEY,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_BOT_TOKEN: "xoxb-of-the-hand-off",
    SLACK_API_URL: slack.apiUrl,
    MICROSOFT_APP_ID: teams.appId,
    MICROSOFT_APP_PASSWORD: teams.appPassword,
    MICROSOFT_APP_TYPE: "MultiTenant",
    ZENDESK_SUBDOMAIN: "acme",
    ZENDESK_WEBHOOK_SECRET: WEBHOOK_SECRET,
    ZENDESK_EMAIL: zendesk.email,
    ZENDESK_API_TOKEN: zendesk.token,
    ZENDESK_API_URL: zendesk.apiUrl,
    ...shared,
  };
  let server = await startServerWith(teams.authority, settings);
  let sentAt = 0;

  async function deliver(request: Parameters<typeof sendRaw>[1]): Promise<void> {
    const { status } = await sendRaw(server.url, request);
    if (status !== 200) throw new Error(`the server answered ${status}`);
  }

  const channels: HandoffWorld["channels"] = {
    slack: {
      name: "slack",
      async write(text) {
        const ts = `1795472000.${String(++sentAt).padStart(6, "0")}`;
        const event = { type: "message", channel_type: "im", channel: ROOM, user: "U0HANDOFF", text, ts };
        const body = JSON.stringify({
          type: "event_callback",
          team_id: "T0ALPINE",
          api_app_id: "A0",
          event_id: `Ev${randomUUID()}`,
          event_time: Math.floor(Date.now() / 1_000),
          event: sentAt === 1 ? event : { ...event, thread_ts: "1795472000.000001" },
        });
        await deliver(signedSlackRequest({ body, signingSecret: SIGNING_SECRET, atMs: Date.now() }));
      },
      received: () => slack.callsOf("chat.postMessage").map(({ params }) => JSON.stringify(params)),
      hold: () => slack.hold("chat.postMessage"),
      release: () => slack.accept("chat.postMessage"),
      held: () => slack.held.length,
    },
    teams: {
      name: "teams",
      async write(text) {
        const activity = {
          type: "message",
          id: `activity-${randomUUID()}`,
          timestamp: new Date().toISOString(),
          channelId: "msteams",
          serviceUrl: teams.serviceUrl,
          from: { id: "29:vera", aadObjectId: "aad-vera", name: "Vera Example" },
          recipient: { id: `28:${teams.appId}`, name: "Rapport" },
          conversation: {
            id: "a:vera",
            conversationType: "personal",
            tenantId: "1c2d3e4f-2222-4d7c-9a41-7f2f5c1d0002",
          },
          text,
        };
        await deliver(teamsRequest(activity, await teams.signToken(Date.now())));
      },
      received: () => teams.messages().map((message) => JSON.stringify(message)),
      hold: () => {
        teams.holds = true;
      },
      release: () => {
        teams.holds = false;
      },
      held: () => teams.held.length,
    },
  };

  return {
    zendesk,
    channels,
    dataDir,
    server: () => server,
    async crash() {
      await server.end("SIGKILL");
      server = await startServerWith(teams.authority, settings);
    },
    async webhook(body) {
      return (await sendRaw(server.url, signedZendeskWebhook(WEBHOOK_SECRET, body, Date.now()))).status;
    },
    async dataHolds(words) {
      for (const name of await readdir(dataDir)) {
        if ((await readFile(join(dataDir, name))).includes(words)) return true;
      }
      return false;
    },
    async close() {
      await server.end("SIGKILL");
      await Promise.all([slack.close(), teams.stop(), zendesk.close()]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Waits until the bot has sent so many messages. */
export async function untilReceived(channel: CustomerChannel, count: number): Promise<void> {
  await until(() => channel.received().length >= count, `${count} messages in ${channel.name}`);
}
