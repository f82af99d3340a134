import type { ReplyRecord } from "../replies/reply-record.js";
import type { TurnIntent } from "./flows/dialogue-turn.js";
import type { MessageReading } from "./read-message.js";

/**
 * What a message is about, as flows see it. Several replies may answer one intent, for different segments: what the
 * model is unsure between is no doubt about the intent, so their probabilities add up.
 * @returns `undefined` if it is out of scope, or nothing is known yet
 */
export function turnIntent(
  { labels, inScope }: Pick<MessageReading, "labels" | "inScope">,
  replies: ReadonlyMap<string, ReplyRecord>,
): TurnIntent | undefined {
  const [best] = labels;
  if (!inScope || best === undefined) return undefined;
  const groups = new Map<string, { confidence: number; aliases: Set<string> }>();
  for (const { label, probability } of labels) {
    const name = intentOf(label, replies);
    const group = groups.get(name) ?? { confidence: 0, aliases: new Set() };
    group.confidence += probability;
    for (const alias of [label, ...(replies.get(label)?.intents ?? [])]) group.aliases.add(alias);
    groups.set(name, group);
  }
  const [first] = [...groups].sort(([, a], [, b]) => b.confidence - a.confidence);
  if (first === undefined) return undefined;
  const [name, { confidence, aliases }] = first;
  return { name, confidence: Math.min(1, confidence), aliases: [...aliases] };
}

/** The intent that a label of the text model stands for: of a reply the first that it answers. */
export function intentOf(label: string, replies: ReadonlyMap<string, ReplyRecord>): string {
  return replies.get(label)?.intents[0] ?? label;
}
