import { RapportError } from "../../core/index.js";

const DELIVERY_TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 1_048_576;

export interface Delivered {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export interface DeliveryRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * Sends one real HTTP request to this machine's own server, as a platform would; redirects are not followed.
 * @returns whatever it answered, at most 1 MiB of it
 * @throws RapportError `vendor_unavailable` if it does not answer within 10 s
 */
export async function exchange(request: DeliveryRequest): Promise<Delivered> {
  try {
    const answer = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      redirect: "manual",
      signal: AbortSignal.timeout(DELIVERY_TIMEOUT_MS),
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    const body = await answer.text();
    return {
      status: answer.status,
      contentType: answer.headers.get("content-type") ?? "",
      body: body.slice(0, MAX_ANSWER_BYTES),
    };
  } catch (cause) {
    throw new RapportError("vendor_unavailable", "playground: the server did not answer the stand-in", {
      cause,
    });
  }
}

/**
 * Posts a signed body and insists on a 2xx.
 * @throws RapportError `vendor_refused` naming path and status otherwise
 */
export async function deliver(request: DeliveryRequest): Promise<Delivered> {
  const answer = await exchange(request);
  if (answer.status < 200 || answer.status > 299) {
    const path = new URL(request.url).pathname;
    throw new RapportError("vendor_refused", `playground: ${path} answered ${answer.status}`);
  }
  return answer;
}
