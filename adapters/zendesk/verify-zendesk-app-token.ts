import { jwtVerify } from "jose";
import type { Clock } from "../../core/index.js";

/** Who the sidebar app says it is, in the token's `iss`. */
export const APP_TOKEN_ISSUER = "rapport-zendesk-app";

/** Longest accepted time to expiry, in seconds. ZAF makes tokens of 60 s. */
const MAX_LIFETIME_S = 300;

const CLOCK_SKEW_S = 5;

/** What the token is for; its `sub`. A token made to rate a reply can't be used to read a customer. */
export type AppAction = "suggestions" | "feedback" | "watch" | "undo" | "propose";

/** Judges the `Authorization` header of one request; `true` means that the sidebar app sent it, once. */
export type AppTokenVerifier = (authorization: string | undefined, action: AppAction) => Promise<boolean>;

/**
 * Makes the check for the sidebar app's requests. ZAF signs them in Zendesk's proxy, so that the browser never
 * holds the secret (developer.zendesk.com, "Making API requests from a Zendesk app", secure settings with JWT).
 *
 * A token passes if it is HS256 with `sharedSecret`, `iss` is ours, `sub` is the action, `exp` lies ahead by at
 * most 5 minutes, `iat` (if there) is not ahead by more than 5 s, and its `jti` can be claimed: it was not seen
 * before, by this process or another.
 */
export function createAppTokenVerifier(options: {
  readonly sharedSecret: string;
  readonly clock: Clock;
  /** Durably; false if the id was claimed before. */
  readonly claim: (jti: string) => Promise<boolean>;
}): AppTokenVerifier {
  const key = new TextEncoder().encode(options.sharedSecret);

  return async (authorization, action) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? "")?.[1];
    if (!token) return false;
    const nowS = options.clock.nowMs() / 1000;
    const claims = await jwtVerify(token, key, {
      algorithms: ["HS256"],
      issuer: APP_TOKEN_ISSUER,
      subject: action,
      requiredClaims: ["exp", "jti"],
      currentDate: new Date(options.clock.nowMs()),
    }).then(
      ({ payload }) => payload,
      () => undefined,
    );
    if (!claims) return false;

    const { exp, iat, jti } = claims;
    if (exp === undefined || exp > nowS + MAX_LIFETIME_S) return false;
    if (iat !== undefined && iat > nowS + CLOCK_SKEW_S) return false;
    if (typeof jti !== "string" || jti.length < 16 || jti.length > 128) return false;
    return options.claim(jti);
  };
}
