import type { ReplyRecord } from "../reply-record.js";
import type { ReplyUsage } from "./reply-usage.js";

/** What the rules look at. */
export interface LintedLibrary {
  /** Sorted by key. */
  readonly replies: readonly ReplyRecord[];
  /** By key; also of keys that the library does not have. */
  readonly usage: ReadonlyMap<string, ReplyUsage>;
  readonly flows: {
    /** Intents that the tenant's flows give examples of. */
    readonly intents: readonly string[];
    /** Intents or replies that start a flow. */
    readonly startsOn: readonly string[];
  };
  /** Keys of the segments that a customer can be in; `undefined`: not known. */
  readonly segments: readonly string[] | undefined;
}
