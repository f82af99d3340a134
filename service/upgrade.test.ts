import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signedSlackRequest } from "../adapters/slack/slack-stand-in.js";
import { teamsRequest } from "../adapters/teams/teams-stand-in.js";
import { type RedisServer, startRedisServer, TEST_DATABASES, type TestDatabase } from "../core/testing.js";
import { SECRETS, sendRaw, startWiredServer, until, type WiredServer } from "./testing.js";
import { type RunningWorker, work } from "./work.js";

const QUESTION = "Where is my order?";
const AAD_TENANT = "1c2d3e4f-2222-4d7c-9a41-7f2f5c1d0002";

/** A person in each channel asks, upgrades, and asks again. */
interface Person {
  readonly key: string;
  readonly email: string;
  readonly firstName: string;
}

const person = (key: string): Person => ({
  key,
  email: `${key}@example.com`,
  firstName: `${key[0]?.toUpperCase()}${key.slice(1)}`,
});

const SLACK = person("sella");
const TEAMS = person("tilo");
const ZENDESK = person("zora");

describe.each(["embedded", "scaled out"] as const)(
  "a plan that is upgraded in mid-conversation, %s",
  (mode) => {
    let database: TestDatabase | undefined;
    let redis: RedisServer | undefined;
    let wired: WiredServer;
    let worker: RunningWorker | undefined;

    beforeAll(async () => {
      if (mode === "scaled out") {
        database = await TEST_DATABASES.find(({ name }) => name === "postgres")?.create();
        redis = await startRedisServer();
      }
      wired = await startWiredServer({
        ...(database === undefined ? {} : { dataDir: database.dataDir, databaseUrl: database.databaseUrl }),
        redisUrl: redis?.url,
      });
      if (mode === "scaled out") worker = await work(wired.config, undefined);
      for (const each of [SLACK, TEAMS, ZENDESK]) await makeKnown(each);
    });

    afterAll(async () => {
      await worker?.close();
      await wired.stop();
      await redis?.stop("SIGKILL");
      await database?.drop();
    });

    function post(path: string, event: Readonly<Record<string, unknown>>) {
      return sendRaw(wired.server.url, {
        method: "POST",
        path,
        headers: {
          "content-type": "application/json",
          authorization: `Basic ${Buffer.from(`${SECRETS.writeKey}:`).toString("base64")}`,
        },
        body: JSON.stringify({ messageId: randomUUID(), timestamp: new Date().toISOString(), ...event }),
      });
    }

    async function makeKnown({ key, email, firstName }: Person): Promise<void> {
      const identify = {
        userId: key,
        traits: { email, firstName, plan: "trail" },
        context: { consent: { categoryPreferences: { personalization: true } } },
      };
      expect(await post("/v1/identify", identify)).toMatchObject({ status: 200 });
      const properties = { order_id: `A-${key}`, total: 20, currency: "EUR" };
      const order = { userId: key, event: "Order Completed", properties };
      expect(await post("/v1/track", order)).toMatchObject({ status: 200 });
    }

    /** Asks, upgrades, and asks again as soon as the upgrade is acknowledged. */
    async function askTwice(
      { key, firstName }: Person,
      ask: (turn: number) => Promise<string>,
    ): Promise<void> {
      const priority = `${firstName}, your order A-${key} has priority`;
      expect(await ask(1)).not.toContain(priority);
      const upgrade = { userId: key, event: "Subscription Upgraded", properties: { plan: "summit" } };
      expect(await post("/v1/track", upgrade)).toMatchObject({ status: 200 });
      const startMs = performance.now();
      expect(await ask(2)).toContain(priority);
      console.error("UPGRADE_MS", key, performance.now() - startMs);
    }

    it("changes the next reply in Slack", async () => {
      const { slack, server } = wired;
      slack.users.set("U0SELLA", {
        id: "U0SELLA",
        team_id: "T0ALPINE",
        is_email_confirmed: true,
        profile: { email: SLACK.email },
      });
      await askTwice(SLACK, async (turn) => {
        const said = slack.callsOf("chat.postMessage").length;
        const body = JSON.stringify({
          type: "event_callback",
          team_id: "T0ALPINE",
          api_app_id: "A0",
          event_id: `Ev0${mode}${turn}`,
          event_time: 1,
          event: {
            type: "message",
            channel_type: "im",
            channel: "D0SELLA",
            user: "U0SELLA",
            text: QUESTION,
            ts: `1795472000.00010${turn}`,
          },
        });
        const request = signedSlackRequest({ body, signingSecret: SECRETS.slackSigning, atMs: Date.now() });
        expect(await sendRaw(server.url, request)).toMatchObject({ status: 200 });
        await until(() => slack.callsOf("chat.postMessage").length > said, "a Slack reply");
        return JSON.stringify(slack.callsOf("chat.postMessage").at(-1)?.params);
      });
    });

    it("changes the next reply in Teams", async () => {
      const { teams, server } = wired;
      teams.members.set("29:tilo", {
        id: "29:tilo",
        aadObjectId: "aad-tilo",
        userPrincipalName: TEAMS.email,
        tenantId: AAD_TENANT,
      });
      await askTwice(TEAMS, async (turn) => {
        const said = teams.messages().length;
        const activity = {
          type: "message",
          id: `activity-${turn}`,
          timestamp: new Date().toISOString(),
          channelId: "msteams",
          serviceUrl: teams.serviceUrl,
          from: { id: "29:tilo", aadObjectId: "aad-tilo", name: "Tilo" },
          recipient: { id: `28:${teams.appId}`, name: "Rapport" },
          conversation: { id: "a:tilo", conversationType: "personal", tenantId: AAD_TENANT },
          text: QUESTION,
        };
        const response = await sendRaw(server.url, teamsRequest(activity, await teams.signToken(Date.now())));
        expect(response.status).toBeLessThan(300);
        await until(() => teams.messages().length > said, "a Teams card");
        return JSON.stringify(teams.messages().at(-1));
      });
    });

    it("changes the next suggestions in Zendesk", async () => {
      await askTwice(ZENDESK, async () => {
        const token = await new SignJWT({ jti: randomUUID() })
          .setProtectedHeader({ alg: "HS256" })
          .setIssuer("rapport-zendesk-app")
          .setSubject("suggestions")
          .setExpirationTime("60s")
          .sign(Buffer.from(SECRETS.zendeskApp));
        const requester = { id: "77", email: ZENDESK.email, emailVerified: true };
        const response = await sendRaw(wired.server.url, {
          method: "POST",
          path: "/zendesk/app/suggestions",
          headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
          body: JSON.stringify({ ticketId: "42", requester, text: QUESTION }),
        });
        expect(response.status).toBe(200);
        return response.body;
      });
    });
  },
);
