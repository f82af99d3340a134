import type { ReplyRecord } from "../replies/reply-record.js";
import type { TurnIntent } from "./flows/dialogue-turn.js";
import type { MessageReading } from "./read-message.js";

/**
 * What a message is about, as flows see it. Several replies may answer one intent, for different segments: what the
 * model is unsure between is no doubt about the intent, so their probabilities add up.
 * @param choice the key of the reply that the customer chose: it leaves no doubt
 * @returns `undefined` if it is out of scope, or nothing is known yet
 */
export function turnIntent(
  { labels, inScope }: Pick<MessageReading, "labels" | "inScope">,
  replies: ReadonlyMap<string, ReplyRecord>,
  choice?: string,
): TurnIntent | undefined {
  const chosen = choice === undefined ? undefined : replies.get(choice);
  if (chosen !== undefined) {
    return { name: intentOf(chosen.key, replies), confidence: 1, aliases: [chosen.key, ...chosen.intents] };
  }
  const [best] = labels;
  if (!inScope || best === undefined) return undefined;
  const sums = new Map<string, number>();
  let first = { name: "", confidence: Number.NEGATIVE_INFINITY };
  for (const { label, probability } of labels) {
    const name = intentOf(label, replies);
    sums.set(name, (sums.get(name) ?? 0) + probability);
  }
  for (const [name, confidence] of sums) if (confidence > first.confidence) first = { name, confidence };
  const same = labels.filter(({ label }) => intentOf(label, replies) === first.name);
  const aliases = new Set(same.flatMap(({ label }) => [label, ...(replies.get(label)?.intents ?? [])]));
  return { name: first.name, confidence: Math.min(1, first.confidence), aliases: [...aliases] };
}

/** The intent that a label of the text model stands for: of a reply the first that it answers. */
export function intentOf(label: string, replies: ReadonlyMap<string, ReplyRecord>): string {
  return replies.get(label)?.intents[0] ?? label;
}
