import { webApi } from "@slack/bolt";
import { type Logger, RapportError } from "../../core/index.js";

/** Refusals of Slack that pass by themselves ("chat.postMessage: errors"). */
const PASSING = new Set([
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "ratelimited",
  "request_timeout",
]);

function translated(error: unknown): RapportError {
  if (error instanceof webApi.WebAPIPlatformError) {
    // Slack's codes are words in snake case; anything else could be the page of somebody's proxy.
    const code = /^[a-z_]{1,60}$/.test(error.data.error) ? error.data.error : "unknown";
    const ours = PASSING.has(code) ? "vendor_unavailable" : "vendor_refused";
    return new RapportError(ours, `Slack Web API: ${code}`, { cause: error });
  }
  const what = error instanceof webApi.SlackError ? error.code : "no answer";
  return new RapportError("vendor_unavailable", `Slack Web API: ${what}`, { cause: error });
}

/**
 * Runs one call of Slack's Web API.
 *
 * @throws RapportError `vendor_refused` with Slack's own code in the message, `vendor_unavailable` for
 *   network, HTTP and rate limit errors
 */
export async function callSlack<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw translated(error);
  }
}

/** Logs a failure by its code and kind; of an error that is not ours, only its class. */
export function logFailure(log: Logger, error: unknown, fields: Readonly<Record<string, unknown>>): void {
  if (!(error instanceof RapportError)) {
    const name = error instanceof Error ? error.name : typeof error;
    log.error({ ...fields, channel: "slack", error: name }, "slack: unexpected error");
    return;
  }
  const level = ({ caller: "info", transient: "warn", bug: "error" } as const)[error.kind];
  log[level]({ ...fields, channel: "slack", code: error.code }, error.message);
}
