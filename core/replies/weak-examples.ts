import { type TextExample, weakExample } from "../language/text-example.js";
import type { ReplyRecord } from "./reply-record.js";

/** What the library says of its replies by itself, for a text model that has seen few tickets: titles and intents. */
export function weakExamples(
  replies: Iterable<Pick<ReplyRecord, "key" | "title" | "intents">>,
): readonly TextExample[] {
  return [...replies].flatMap(({ key, title, intents }) =>
    [title, ...intents].map((words) => weakExample(words, key)),
  );
}
