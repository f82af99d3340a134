import { randomUUID } from "node:crypto";
import express from "express";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { z } from "zod";
import { parseRequest } from "./message-request.js";

/** Who signs what Teams sends to a bot ("Authenticate requests with the Bot Connector API", Microsoft Learn). */
export const CONNECTOR_ISSUER = "https://api.botframework.com";

const TOKEN_TTL_S = 3_600;
const INBOUND_TTL_S = 300;
const MAX_TOKENS = 100;

const tokenRequest = z.looseObject({
  grant_type: z.literal("client_credentials"),
  client_id: z.string(),
});

/** The stand-in of the two authorities that a bot trusts: the connector's keys and the login service. */
export interface TeamsAuthority {
  /** `GET /openid`, `GET /keys`, `POST /token`. */
  readonly router: express.Router;
  /** The value of `Authorization` for an activity that says it came from this `serviceUrl`. */
  authorize(serviceUrl: string): Promise<string>;
  /** Whether this `Authorization` carries a token that `POST /token` gave out and that still holds. */
  accepts(authorization: string | undefined): boolean;
}

/** The keys are new at each start; nothing outside this process can sign for it. */
export function createTeamsAuthority(options: {
  readonly publicUrl: () => string;
  readonly appId: string;
  readonly nowMs: () => number;
}): TeamsAuthority {
  const kid = randomUUID();
  const keys = generateKeyPair("RS256", { modulusLength: 2048 });
  const tokens = new Map<string, number>();

  const router = express.Router();
  router.get("/openid", (_request, response) => {
    response.json({
      issuer: CONNECTOR_ISSUER,
      jwks_uri: `${options.publicUrl()}/keys`,
      id_token_signing_alg_values_supported: ["RS256"],
      token_endpoint: `${options.publicUrl()}/token`,
      token_endpoint_auth_methods_supported: ["client_secret_post"],
    });
  });
  router.get("/keys", async (_request, response) => {
    const { publicKey } = await keys;
    const jwk = await exportJWK(publicKey);
    response.json({ keys: [{ ...jwk, kid, use: "sig", alg: "RS256", endorsements: ["msteams"] }] });
  });
  router.post(
    "/token",
    express.json({ limit: "64kb" }),
    express.urlencoded({ extended: false, limit: "64kb" }),
    (request, response) => {
      const { client_id } = parseRequest(tokenRequest, request.body);
      if (client_id !== options.appId) {
        response.status(401).json({ error: "invalid_client" });
        return;
      }
      const token = randomUUID();
      tokens.set(token, options.nowMs() + TOKEN_TTL_S * 1000);
      for (const oldest of tokens.keys()) {
        if (tokens.size <= MAX_TOKENS) break;
        tokens.delete(oldest);
      }
      response.json({ token_type: "Bearer", expires_in: TOKEN_TTL_S, access_token: token });
    },
  );

  return {
    router,
    authorize: async (serviceUrl) => {
      const { privateKey } = await keys;
      const nowS = Math.floor(options.nowMs() / 1000);
      const token = await new SignJWT({ serviceurl: serviceUrl })
        .setProtectedHeader({ alg: "RS256", kid, typ: "JWT" })
        .setIssuer(CONNECTOR_ISSUER)
        .setAudience(options.appId)
        .setNotBefore(nowS - 30)
        .setExpirationTime(nowS + INBOUND_TTL_S)
        .sign(privateKey);
      return `Bearer ${token}`;
    },
    accepts: (authorization) => {
      const [scheme, token] = (authorization ?? "").split(" ");
      const expiresAtMs = scheme === "Bearer" && token !== undefined ? tokens.get(token) : undefined;
      return expiresAtMs !== undefined && expiresAtMs > options.nowMs();
    },
  };
}
