import { type Logger as BoltLogger, LogLevel } from "@slack/bolt";
import type { Logger } from "../../core/index.js";

/** Lines of bolt and its Web API client that hold nothing of a request or an answer. */
const SAFE_LINES = [
  "Could not determine the type of an incoming event",
  "Authorization of incoming event did not succeed",
  "http request failed",
  "API Call failed due to rate limiting",
];

/**
 * Bolt's log, routed to ours. Bolt and its client log bodies, response texts and tokens in places, so only
 * lines known to be harmless keep their words; debug and info lines are dropped.
 */
export function boltLogger(log: Logger): BoltLogger {
  const line = (args: readonly unknown[]): { vendor: string; detail: string } => ({
    vendor: "bolt",
    detail: SAFE_LINES.find((safe) => String(args[0]).startsWith(safe)) ?? "withheld",
  });
  let level = LogLevel.WARN;
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...args: readonly unknown[]) => log.warn(line(args), "bolt warns"),
    error: (...args: readonly unknown[]) => log.error(line(args), "bolt reports an error"),
    setLevel: (next) => {
      level = next;
    },
    getLevel: () => level,
    setName: () => undefined,
  };
}
