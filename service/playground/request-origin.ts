const LOOPBACK_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/** The headers that say who asks; names in lower case. */
export interface OriginHeaders {
  readonly host?: string | undefined;
  readonly origin?: string | string[] | undefined;
  readonly "sec-fetch-site"?: string | string[] | undefined;
}

/**
 * Whether `Host` names this machine itself. A page of another site that rebinds its own name to 127.0.0.1
 * still sends its own name here.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && LOOPBACK_HOST.test(host);
}

/**
 * Why a request must not drive the playground, or `undefined` if it may. The playground holds the signing
 * secrets of its stand-ins, so only its own page may make it sign. At least one of `Origin` and
 * `Sec-Fetch-Site` ("Fetch Metadata Request Headers", W3C) must be there and all that are there must agree.
 */
export function crossOriginReason(headers: OriginHeaders): string | undefined {
  if (!isLoopbackHost(headers.host)) return "the Host header is not a loopback address";
  const site = headers["sec-fetch-site"];
  const origin = headers.origin;
  if (site === undefined && origin === undefined) return "neither Origin nor Sec-Fetch-Site is present";
  if (site !== undefined && site !== "same-origin") return "Sec-Fetch-Site is not same-origin";
  if (origin !== undefined && origin !== `http://${headers.host}`) return "Origin is not this page's own";
  return undefined;
}
