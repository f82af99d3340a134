import type { Channel } from "../core/index.js";

/** One HTTP request, as any server can hand it over. */
export interface HttpRequest {
  readonly method: "GET" | "POST" | "OPTIONS";
  /** Path without the query, e.g. `/slack/events`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case; a repeated header is joined by the server. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The raw bytes, never parsed before: signatures are made over them. At most `Route.maxBodyBytes`. */
  readonly body: Buffer;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** One public address of an adapter. The host answers 413 above `maxBodyBytes` (400 if that is 0) before `handle` is called. */
export interface Route {
  readonly method: "GET" | "POST" | "OPTIONS";
  readonly path: string;
  /** What it is for, in one line: printed in the README's table of routes. */
  readonly summary: string;
  readonly maxBodyBytes: number;
  /** Takes compressed bodies too (gzip, deflate, br); `maxBodyBytes` then bounds what they inflate to. Default false. */
  readonly inflate?: boolean;
  /**
   * Pages of any origin may call it: the host answers their preflights, and lets them read every answer. For routes
   * that no cookie opens. Default false.
   */
  readonly cors?: boolean;
  /** Never rejects for a bad request: a bad request gets a 4xx. */
  handle(request: HttpRequest): Promise<HttpResponse>;
}

/**
 * A channel's adapter: verify → parse → core → render. It owns no profile, segment or reply logic.
 *
 * What all implementations agree on (`adapter-contract.ts` runs it against each):
 * - A request that the platform did not sign, signed more than 5 minutes ago, or signed for the future is
 *   answered 401 and stores nothing.
 * - A request that was signed and can't be understood is answered 400 and stores nothing.
 * - A delivery that came before is acknowledged and has no second effect.
 * - A message is claimed durably, then acknowledged, then answered; `idle` resolves once all are answered.
 */
export interface ChannelAdapter {
  readonly channel: Channel;
  readonly routes: readonly Route[];
  /** Tells the customers whose messages a crash left unanswered; call once, after the server listens. */
  resume(): Promise<void>;
  /** Resolves when no acknowledged message waits for its answer. */
  idle(): Promise<void>;
  /** Ends what happens by the clock. */
  stop?(): void;
}

/** A response with a JSON body. */
export function jsonResponse(status: number, body: unknown): HttpResponse {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(body),
  };
}
