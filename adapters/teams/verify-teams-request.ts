import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from "jose";
import { z } from "zod";
import { type Clock, RapportError } from "../../core/index.js";
import { isAllowedServiceUrl, type ServiceUrlRule } from "./service-url.js";
import { isLoopbackUrl } from "./teams-authority.js";

/** Clocks of the two sides may differ by this much ("industry-standard clock-skew is 5 minutes"). */
const CLOCK_SKEW_SECONDS = 300;
const FETCH_TIMEOUT_MS = 5_000;
/** The OpenID document is read again after a day, as its page asks; the keys behind it more often. */
const OPENID_MAX_AGE_MS = 24 * 3_600_000;

export interface TeamsVerifierOptions {
  /** `aud` of every inbound token; never empty. */
  readonly appId: string;
  readonly issuer: string;
  readonly openIdMetadataUrl: string;
  readonly serviceUrls: ServiceUrlRule;
  readonly clock: Clock;
}

/** What of a request decides whether Teams sent it. */
export interface TeamsCredentials {
  /** The `authorization` header. */
  readonly authorization: string | undefined;
  /** The activity's `channelId` and `serviceUrl`, whatever was in the body. */
  readonly channelId: unknown;
  readonly serviceUrl: unknown;
}

type TeamsRefusal =
  | "no_bearer_token"
  | "token_invalid"
  | "token_expired"
  | "token_from_the_future"
  | "channel_not_teams"
  | "service_url_not_in_token"
  | "service_url_not_allowed"
  | "key_not_endorsed";

type TeamsVerification =
  | { readonly ok: true; readonly serviceUrl: string }
  | { readonly ok: false; readonly reason: TeamsRefusal };

export type TeamsVerifier = (credentials: TeamsCredentials) => Promise<TeamsVerification>;

const openIdDocument = z.object({ jwks_uri: z.url() });
const keyWithEndorsements = z.looseObject({ kid: z.string(), endorsements: z.array(z.string()) });

interface KeySet {
  readonly getKey: JWTVerifyGetKey;
  readonly endorsements: (kid: string | undefined) => readonly string[];
}

async function fetchKeySet(openIdMetadataUrl: string): Promise<KeySet> {
  const response = await fetch(openIdMetadataUrl, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`OpenID document answered ${response.status}`);
  const jwksUrl = new URL(openIdDocument.parse(await response.json()).jwks_uri);
  const loopback = isLoopbackUrl(new URL(openIdMetadataUrl));
  if (jwksUrl.protocol !== "https:" && !(loopback && isLoopbackUrl(jwksUrl))) {
    throw new Error("jwks_uri is not https");
  }
  const remote = createRemoteJWKSet(jwksUrl, { timeoutDuration: FETCH_TIMEOUT_MS });
  return {
    getKey: remote,
    endorsements: (kid) => {
      for (const key of remote.jwks()?.keys ?? []) {
        const parsed = keyWithEndorsements.safeParse(key);
        if (parsed.success && parsed.data.kid === kid) return parsed.data.endorsements;
      }
      return [];
    },
  };
}

function refusalOf(error: unknown): TeamsRefusal | undefined {
  if (error instanceof errors.JWTExpired) return "token_expired";
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === "nbf")
    return "token_from_the_future";
  if (error instanceof errors.JWKSTimeout) return undefined;
  // jose reports a key server that answers with an error as its plain base class.
  if (error instanceof errors.JOSEError && error.code !== "ERR_JOSE_GENERIC") return "token_invalid";
  return undefined;
}

/**
 * Makes the check of inbound requests. A request passes if its bearer token
 * 1. is signed with RS256 by a key of the OpenID document,
 * 2. was issued by `issuer` for `appId`,
 * 3. is valid now, give or take 5 minutes: not expired, `nbf` and `iat` not ahead,
 * 4. has a `serviceurl` claim equal to the activity's `serviceUrl`,
 * 5. and its key is endorsed for `msteams`, the activity's only allowed `channelId`;
 * and the `serviceUrl` is on the list of hosts.
 *
 * Source: "Authenticate requests with the Bot Connector API", section "Authenticate requests from the Bot
 * Connector service to your bot" (learn.microsoft.com).
 *
 * The returned function throws RapportError `vendor_unavailable` if the keys can't be fetched.
 */
export function createTeamsVerifier(options: TeamsVerifierOptions): TeamsVerifier {
  let current: { readonly keySet: Promise<KeySet>; readonly loadedAtMs: number } | undefined;

  const loadKeySet = (): Promise<KeySet> => {
    const nowMs = options.clock.nowMs();
    if (current !== undefined && nowMs - current.loadedAtMs < OPENID_MAX_AGE_MS) return current.keySet;
    const keySet = fetchKeySet(options.openIdMetadataUrl).catch(() => {
      current = undefined;
      throw new RapportError("vendor_unavailable", "Teams: the OpenID document can't be read");
    });
    current = { keySet, loadedAtMs: nowMs };
    return keySet;
  };

  return async ({ authorization, channelId, serviceUrl }) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/.exec(authorization ?? "")?.[1];
    if (token === undefined) return { ok: false, reason: "no_bearer_token" };
    if (channelId !== "msteams") return { ok: false, reason: "channel_not_teams" };

    const keys = await loadKeySet();
    const nowMs = options.clock.nowMs();
    let verified: Awaited<ReturnType<typeof jwtVerify>>;
    try {
      verified = await jwtVerify(token, keys.getKey, {
        algorithms: ["RS256"],
        issuer: options.issuer,
        audience: options.appId,
        requiredClaims: ["exp"],
        clockTolerance: CLOCK_SKEW_SECONDS,
        currentDate: new Date(nowMs),
      });
    } catch (error) {
      const reason = refusalOf(error);
      if (reason !== undefined) return { ok: false, reason };
      throw new RapportError("vendor_unavailable", "Teams: the signing keys can't be read");
    }

    const { payload, protectedHeader } = verified;
    if (payload.iat !== undefined && payload.iat > nowMs / 1000 + CLOCK_SKEW_SECONDS) {
      return { ok: false, reason: "token_from_the_future" };
    }
    if (typeof serviceUrl !== "string" || payload.serviceurl !== serviceUrl) {
      return { ok: false, reason: "service_url_not_in_token" };
    }
    if (!keys.endorsements(protectedHeader.kid).includes(channelId)) {
      return { ok: false, reason: "key_not_endorsed" };
    }
    if (!isAllowedServiceUrl(serviceUrl, options.serviceUrls)) {
      return { ok: false, reason: "service_url_not_allowed" };
    }
    return { ok: true, serviceUrl };
  };
}
