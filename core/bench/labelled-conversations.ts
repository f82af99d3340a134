import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parse } from "csv-parse/sync";
import { z } from "zod";

/** A customer's message and what it asks for. */
export interface LabelledTurn {
  readonly text: string;
  /** At least one. */
  readonly intents: readonly string[];
}

/** The customer's messages of one conversation, in their order. */
export type LabelledConversation = readonly LabelledTurn[];

export interface Domain {
  readonly name: string;
  readonly train: readonly LabelledConversation[];
  readonly test: readonly LabelledConversation[];
}

const rowSchema = z.object({
  conversationId: z.string().min(1),
  turnNumber: z.coerce.number(),
  utterance: z.string(),
  intent: z.string(),
});

/**
 * The domains to measure. Both paths are files of one domain; or both are folders that hold a folder a domain, with
 * `train.tsv` in the first and `test.tsv` in the second (they may be the same).
 * @throws Error if a path is missing, or if no domain stands in both
 */
export function readDomains(train: string, test: string): readonly Domain[] {
  if (statSync(train).isFile()) {
    const name = basename(dirname(train));
    return [{ name, train: readConversations(train), test: readConversations(test) }];
  }
  const names = readdirSync(train).filter(
    (name) => existsSync(join(train, name, "train.tsv")) && existsSync(join(test, name, "test.tsv")),
  );
  if (names.length === 0) throw new Error(`no folder with train.tsv in ${train} and test.tsv in ${test}`);
  return names.sort().map((name) => ({
    name,
    train: readConversations(join(train, name, "train.tsv")),
    test: readConversations(join(test, name, "test.tsv")),
  }));
}

/**
 * Conversations from a tab-separated file with a header, as MultiDoGO has them (Peskov et al., EMNLP-IJCNLP 2019):
 * `conversationId`, `turnNumber`, `utterance`, `intent`; several intents are joined by `<div>`. Turns without an
 * intent are left out.
 * @throws ZodError if a column is missing
 */
export function readConversations(file: string): readonly LabelledConversation[] {
  const rows: unknown = parse(readFileSync(file), { delimiter: "\t", columns: true });
  const conversations = new Map<string, { readonly turn: number; readonly labelled: LabelledTurn }[]>();
  for (const { conversationId, turnNumber, utterance, intent } of z.array(rowSchema).parse(rows)) {
    const intents = intent.split("<div>").filter((one) => one !== "");
    if (intents.length === 0) continue;
    const turns = conversations.get(conversationId) ?? [];
    turns.push({ turn: turnNumber, labelled: { text: utterance.replace(/\s+/g, " ").trim(), intents } });
    conversations.set(conversationId, turns);
  }
  return [...conversations.values()].map((turns) =>
    turns.sort((a, b) => a.turn - b.turn).map(({ labelled }) => labelled),
  );
}
