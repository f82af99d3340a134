import { type ReplyRecord, replyRecordSchema } from "../reply-record.js";
import type { LintedLibrary } from "./linted-library.js";
import { type ReplyUsage, UNUSED } from "./reply-usage.js";

/** A reply of which only what matters to a test is said. */
export function testReply(key: string, more: Partial<ReplyRecord> = {}): ReplyRecord {
  return replyRecordSchema.parse({ key, title: `Title of ${key}`, body: `The text of ${key}.`, ...more });
}

/** A library as rules look at it. */
export function testLibrary(
  replies: readonly ReplyRecord[],
  usage: Readonly<Record<string, Partial<ReplyUsage>>> = {},
  more: Partial<Pick<LintedLibrary, "flows" | "segments">> = {},
): LintedLibrary {
  return {
    replies,
    usage: new Map(Object.entries(usage).map(([key, known]) => [key, { ...UNUSED, ...known }])),
    flows: { intents: [], startsOn: [] },
    segments: undefined,
    ...more,
  };
}
