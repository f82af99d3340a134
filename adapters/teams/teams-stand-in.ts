import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import type { HttpRequest } from "../channel-adapter.js";
import type { TeamsAuthority } from "./teams-authority.js";

const ISSUER = "https://api.botframework.com";

/** What the bot sent to a conversation, as it came over the wire. */
interface SentToTeams {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly activity: Readonly<Record<string, unknown>>;
}

export interface TokenOptions {
  /** Replaces claims; `undefined` leaves one out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** `other` signs with a key that is not published, under the published key's id. */
  readonly key?: "teams" | "other" | "not_endorsed";
}

/**
 * Microsoft's side of a Teams bot on loopback, for tests: the OpenID document and its keys, the token
 * endpoint, and a `serviceUrl` that takes the bot's messages and knows members.
 */
export interface TeamsStandIn {
  readonly appId: string;
  readonly appPassword: string;
  readonly authority: TeamsAuthority;
  readonly serviceUrl: string;
  /** Everything the bot sent, in order, typing included. */
  readonly sent: readonly SentToTeams[];
  /** Ids of members that the bot asked about, in order. */
  readonly memberLookups: readonly string[];
  /** The public key as PEM: what an HS256 forger would use as the secret. */
  readonly publicKeyPem: string;
  /** Members by id; somebody else is answered 404. */
  readonly members: Map<string, Readonly<Record<string, unknown>>>;
  /** Decides with which status an activity of the bot is refused; `undefined` takes it. */
  refuse: (activity: Readonly<Record<string, unknown>>) => number | undefined;
  /** Takes messages of the bot from now on, and neither keeps nor answers them. */
  holds: boolean;
  /** How many were taken so. */
  readonly held: readonly unknown[];
  /** Messages the bot sent, typing not counted. */
  messages(): readonly Readonly<Record<string, unknown>>[];
  signToken(nowMs: number, options?: TokenOptions): Promise<string>;
  stop(): Promise<void>;
}

/** A request of Teams to the bot. */
export function teamsRequest(activity: unknown, token: string | undefined): HttpRequest {
  const body = typeof activity === "string" ? activity : JSON.stringify(activity);
  return {
    method: "POST",
    path: "/api/messages",
    query: new URLSearchParams(),
    headers: {
      "content-type": "application/json; charset=utf-8",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: Buffer.from(body, "utf8"),
  };
}

interface Keys {
  readonly teams: { readonly privateKey: CryptoKey; readonly publicKey: CryptoKey };
  readonly other: { readonly privateKey: CryptoKey };
  readonly not_endorsed: { readonly privateKey: CryptoKey; readonly publicKey: CryptoKey };
}

async function publishedKeys(keys: Keys): Promise<unknown> {
  const published = { use: "sig", alg: "RS256" };
  return {
    keys: [
      { ...(await exportJWK(keys.teams.publicKey)), ...published, kid: "teams", endorsements: ["msteams"] },
      {
        ...(await exportJWK(keys.not_endorsed.publicKey)),
        ...published,
        kid: "not_endorsed",
        endorsements: ["webchat"],
      },
    ],
  };
}

/** Starts on a free port. */
export async function startTeamsStandIn(): Promise<TeamsStandIn> {
  const keys: Keys = {
    teams: await generateKeyPair("RS256"),
    other: await generateKeyPair("RS256"),
    not_endorsed: await generateKeyPair("RS256"),
  };
  const appId = "6f1c6a36-9c3f-4d1f-8f07-3c1c6f1f2a11";
  const appPassword = "stand-in-password";
  const jwks = await publishedKeys(keys);
  const sent: SentToTeams[] = [];
  const memberLookups: string[] = [];
  const held: unknown[] = [];
  let base = "";

  const answer = async (
    request: IncomingMessage,
  ): Promise<readonly [status: number, body: unknown] | undefined> => {
    const path = new URL(request.url ?? "/", base).pathname;
    if (path === "/openid") return [200, { issuer: ISSUER, jwks_uri: `${base}/keys` }];
    if (path === "/keys") return [200, jwks];
    const body = await text(request);
    if (path === "/token") {
      const form = new URLSearchParams(body);
      const right = form.get("client_id") === appId && form.get("client_secret") === appPassword;
      return right
        ? [200, { token_type: "Bearer", expires_in: 3600, access_token: "stand-in-token" }]
        : [401, { error: "invalid_client" }];
    }
    const member = /^\/amer\/v3\/conversations\/[^/]+\/members\/([^/]+)$/.exec(path)?.[1];
    if (request.method === "GET" && member !== undefined) {
      const id = decodeURIComponent(member);
      memberLookups.push(id);
      const known = standIn.members.get(id);
      return known === undefined ? [404, { error: { code: "MemberNotFound" } }] : [200, known];
    }
    if (request.method === "POST" && /^\/amer\/v3\/conversations\/[^/]+\/activities(\/[^/]+)?$/.test(path)) {
      const activity: Record<string, unknown> = JSON.parse(body);
      if (standIn.holds && activity.type === "message") {
        held.push(activity);
        return undefined;
      }
      const refusal = standIn.refuse(activity);
      if (refusal !== undefined) return [refusal, { error: { code: "Refused" } }];
      sent.push({ path, authorization: request.headers.authorization, activity });
      return [201, { id: `sent-${sent.length}` }];
    }
    return [404, {}];
  };

  const server = createServer((request, response) => {
    answer(request).then(
      (given) => {
        if (given === undefined) return;
        const [status, body] = given;
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      },
      () => response.writeHead(500).end(),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the stand-in has no port");
  base = `http://127.0.0.1:${bound.port}`;

  const standIn: TeamsStandIn = {
    appId,
    appPassword,
    authority: { openIdMetadataUrl: `${base}/openid`, issuer: ISSUER, tokenUrl: `${base}/token` },
    serviceUrl: `${base}/amer/`,
    sent,
    memberLookups,
    publicKeyPem: await exportSPKI(keys.teams.publicKey),
    members: new Map(),
    refuse: () => undefined,
    holds: false,
    held,
    messages: () => sent.map(({ activity }) => activity).filter(({ type }) => type === "message"),
    async signToken(nowMs, { claims = {}, key = "teams" } = {}) {
      const nowSeconds = Math.floor(nowMs / 1000);
      const payload = Object.entries({
        iss: ISSUER,
        aud: appId,
        nbf: nowSeconds - 60,
        iat: nowSeconds - 60,
        exp: nowSeconds + 3_600,
        serviceurl: standIn.serviceUrl,
        ...claims,
      }).filter(([, value]) => value !== undefined);
      return new SignJWT(Object.fromEntries(payload) as JWTPayload)
        .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: key === "other" ? "teams" : key })
        .sign(keys[key].privateKey);
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return standIn;
}
