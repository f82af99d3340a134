import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { HttpRequest } from "../channel-adapter.js";

/** One call of the Web API that the stand-in received; parameters that hold JSON are decoded. */
interface WebApiCall {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly authorization: string | undefined;
}

/** A Slack Web API for tests, on a free port of the loopback interface. */
export interface SlackStandIn {
  readonly apiUrl: string;
  readonly calls: readonly WebApiCall[];
  /** What `users.info` knows, by user id. */
  readonly users: Map<string, Readonly<Record<string, unknown>>>;
  /** Makes every later call of a method answer `{ ok: false, error }`, until `accept`. */
  refuse(method: string, error: string): void;
  accept(method: string): void;
  /** Takes every later call of a method and never answers it, until `accept`. */
  hold(method: string): void;
  /** Calls that were taken and not answered, by method. */
  readonly held: readonly string[];
  callsOf(method: string): readonly WebApiCall[];
  close(): Promise<void>;
}

function decoded(value: string): unknown {
  return /^[[{]/.test(value) ? JSON.parse(value) : value;
}

async function readCall(request: IncomingMessage): Promise<WebApiCall> {
  const form = new URLSearchParams(await text(request));
  return {
    method: (request.url ?? "").replace("/api/", ""),
    params: Object.fromEntries([...form].map(([name, value]) => [name, decoded(value)])),
    authorization: request.headers.authorization,
  };
}

/** Starts the stand-in. It answers as docs.slack.dev says for the few methods that the adapter calls. */
export async function startSlackStandIn(): Promise<SlackStandIn> {
  const calls: WebApiCall[] = [];
  const users = new Map<string, Readonly<Record<string, unknown>>>();
  const refusals = new Map<string, string>();
  const holding = new Set<string>();
  const held: string[] = [];

  const answerTo = ({ method, params }: WebApiCall): Readonly<Record<string, unknown>> => {
    const refusal = refusals.get(method);
    if (refusal !== undefined) return { ok: false, error: refusal };
    switch (method) {
      case "auth.test":
        return { ok: true, team_id: "T0ALPINE", user_id: "U0BOT", bot_id: "B0BOT", user: "rapport" };
      case "users.info": {
        const user = users.get(String(params.user));
        return user === undefined ? { ok: false, error: "user_not_found" } : { ok: true, user };
      }
      case "chat.postMessage":
        return {
          ok: true,
          channel: params.channel,
          ts: `1795472000.${String(calls.length).padStart(6, "0")}`,
        };
      case "chat.getPermalink": {
        const { channel, message_ts } = params;
        const permalink = `https://acme.slack.com/archives/${channel}/p${String(message_ts).replace(".", "")}`;
        return { ok: true, channel, permalink };
      }
      case "chat.postEphemeral":
        return { ok: true, message_ts: "1795472000.900000" };
      case "views.publish":
        return { ok: true, view: { id: "V0HOME" } };
      default:
        return { ok: false, error: "unknown_method" };
    }
  };

  const server = createServer((request, response) => {
    readCall(request)
      .then((call) => {
        if (holding.has(call.method)) {
          held.push(call.method);
          return;
        }
        calls.push(call);
        response.writeHead(200, { "content-type": "application/json; charset=utf-8" });
        response.end(JSON.stringify(answerTo(call)));
      })
      .catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    calls,
    held,
    users,
    refuse: (method, error) => {
      refusals.set(method, error);
    },
    accept: (method) => {
      refusals.delete(method);
      holding.delete(method);
    },
    hold: (method) => {
      holding.add(method);
    },
    callsOf: (method) => calls.filter((call) => call.method === method),
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}

/** A request as Slack sends it to `/slack/events`, signed with `signingSecret` at `atMs`. */
export function signedSlackRequest(request: {
  readonly body: string;
  readonly signingSecret: string;
  readonly atMs: number;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}): HttpRequest {
  const timestamp = String(Math.floor(request.atMs / 1000));
  const hmac = createHmac("sha256", request.signingSecret).update(`v0:${timestamp}:${request.body}`);
  return {
    method: "POST",
    path: "/slack/events",
    query: new URLSearchParams(),
    headers: {
      "content-type": request.contentType ?? "application/json",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${hmac.digest("hex")}`,
      ...request.headers,
    },
    body: Buffer.from(request.body),
  };
}

/** A form of `fields`, as Slack sends slash commands and, in the field `payload`, button presses. */
export function signedSlackForm(request: {
  readonly fields: Readonly<Record<string, string>>;
  readonly signingSecret: string;
  readonly atMs: number;
}): HttpRequest {
  return signedSlackRequest({
    ...request,
    body: new URLSearchParams({ ...request.fields }).toString(),
    contentType: "application/x-www-form-urlencoded",
  });
}
