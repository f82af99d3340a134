import {
  AppCredentials,
  type AuthenticatorResult,
  type ServiceClientCredentials,
  type ServiceClientCredentialsFactory,
} from "botframework-connector";
import { z } from "zod";
import { RapportError } from "../../core/index.js";

const FETCH_TIMEOUT_MS = 5_000;
const tokenResponse = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

export interface LoopbackCredentialsOptions {
  readonly appId: string;
  readonly appPassword: string;
  readonly tokenUrl: string;
}

/** The bot's own token, from a token endpoint over plain HTTP, which MSAL refuses. */
class LoopbackCredentials extends AppCredentials {
  readonly #options: LoopbackCredentialsOptions;

  constructor(options: LoopbackCredentialsOptions, scope: string) {
    super(options.appId, undefined, scope);
    this.#options = options;
    // The library caches tokens for the whole process; two stand-ins must not share one.
    this.tokenCacheKey = `${options.tokenUrl} ${this.tokenCacheKey}`;
  }

  /** @throws RapportError `vendor_unavailable` if the endpoint gives no token. */
  protected override async refreshToken(): Promise<AuthenticatorResult> {
    const { appId, appPassword, tokenUrl } = this.#options;
    const response = await fetch(tokenUrl, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: appId,
        client_secret: appPassword,
        scope: `${this.oAuthScope}/.default`,
      }),
      signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
    }).catch(() => undefined);
    const parsed = response?.ok
      ? tokenResponse.safeParse(await response.json().catch(() => null))
      : undefined;
    if (!parsed?.success) throw new RapportError("vendor_unavailable", "Teams: no token for the bot");
    const { access_token: accessToken, expires_in: expiresInSeconds } = parsed.data;
    return { accessToken, expiresOn: new Date(Date.now() + expiresInSeconds * 1000) };
  }
}

/** Credentials for a stand-in of Microsoft's login on this machine. */
export class LoopbackCredentialsFactory implements ServiceClientCredentialsFactory {
  readonly #options: LoopbackCredentialsOptions;

  constructor(options: LoopbackCredentialsOptions) {
    this.#options = options;
  }

  async isValidAppId(appId: string): Promise<boolean> {
    return appId === this.#options.appId;
  }

  async isAuthenticationDisabled(): Promise<boolean> {
    return false;
  }

  async createCredentials(_appId: string, audience: string | undefined): Promise<ServiceClientCredentials> {
    return new LoopbackCredentials(this.#options, audience ?? "https://api.botframework.com");
  }
}
