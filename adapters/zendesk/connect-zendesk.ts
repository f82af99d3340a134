import zendesk from "node-zendesk";
import { RapportError } from "../../core/index.js";

/** Where the Support API is and who asks. */
export interface ZendeskApiSettings {
  /** With the version: `https://acme.zendesk.com/api/v2`. */
  readonly url: string;
  readonly email: string;
  readonly token: string;
}

/** How patient the client is. The defaults fit a background look-up. */
export interface ZendeskPatience {
  /** Of one attempt. Default 10,000. */
  readonly timeoutMs?: number;
  /** After the first. Default 3. */
  readonly retries?: number;
  /** Wait before the first retry when Zendesk names none; doubles each time. Default 500. */
  readonly backoffMs?: number;
  /** Longest wait that Zendesk may ask for before we give up instead. Default 60,000. */
  readonly maxWaitMs?: number;
}

/**
 * Opens the API over `node-zendesk`. Its own transport has no timeout and no retry, and hands 429, 502, 503 and
 * 504 back as success (seen with 6.0.1), so all of that is done here, in the one function that
 * every call of the package goes through.
 * @param headers sent with every call beside its own
 */
export function connectZendesk(
  settings: ZendeskApiSettings,
  patience: ZendeskPatience,
  headers: Readonly<Record<string, string>> = {},
) {
  return zendesk.createClient({
    endpointUri: settings.url.replace(/\/+$/, ""),
    username: settings.email,
    token: settings.token,
    throwOriginalException: true,
    customHeaders: { ...headers },
    transportConfig: {
      transportFn: patientFetch(patience),
      responseAdapter: (response: Response) => response,
    },
  });
}

/**
 * What was answered; `undefined` if there is no such thing.
 * @throws RapportError `vendor_unavailable` if the answer broke off, or what the call failed with
 */
export async function found(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    // What is not ours comes from reading the body: the connection ended within it, or it is not JSON.
    if (!(error instanceof RapportError)) {
      throw new RapportError("vendor_unavailable", "zendesk's answer broke off", { cause: error });
    }
    if (error.code === "not_found") return undefined;
    throw error;
  }
}

/** A `fetch` that retries what may pass, and throws on everything that is not a 2xx. */
function patientFetch(patience: ZendeskPatience): (url: string, init: RequestInit) => Promise<Response> {
  const { timeoutMs = 10_000, retries = 3, backoffMs = 500, maxWaitMs = 60_000 } = patience;
  return async (url, init) => {
    const { method, headers, body } = init;
    for (let attempt = 0; ; attempt += 1) {
      const response = await fetch(url, {
        method: method ?? "GET",
        headers: headers ?? {},
        body: body ?? null,
        // Following a redirect would carry the API token to wherever it points.
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
      }).catch(
        (cause: unknown) => new RapportError("vendor_unavailable", "zendesk did not answer", { cause }),
      );
      if (response instanceof Response && response.ok) return response;

      const failure = response instanceof Response ? failureOf(response.status) : response;
      const waitMs =
        (response instanceof Response ? retryAfterMs(response.headers.get("retry-after")) : undefined) ??
        backoffMs * 2 ** attempt;
      if (response instanceof Response) await response.body?.cancel();
      if (!failure.retry || attempt >= retries || waitMs > maxWaitMs) throw failure;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  };
}

function failureOf(status: number): RapportError {
  const message = `zendesk answered ${status}`;
  if (status === 404) return new RapportError("not_found", message);
  return new RapportError(status === 429 || status >= 500 ? "vendor_unavailable" : "vendor_refused", message);
}

/** `Retry-After` in seconds, or `undefined` where there is none; Zendesk does not send the date form. */
function retryAfterMs(header: string | null): number | undefined {
  return header !== null && /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : undefined;
}
