/** A mention as Teams lists it beside the text. */
export interface Mention {
  /** Id of who is mentioned. */
  readonly id: string;
  /** How the mention is written in the text: `<at>Name</at>`. */
  readonly text: string;
}

/**
 * The text without the mention of the bot, which Teams puts there in chats and channels. A mention of
 * somebody else stays as their name.
 *
 * @example stripMentions("<at>Rapport</at> hi", [{ id: "28:app", text: "<at>Rapport</at>" }], "28:app") // "hi"
 */
export function stripMentions(text: string, mentions: readonly Mention[], botId: string): string {
  const others = new Set(mentions.filter((mention) => mention.id !== botId).map((mention) => mention.text));
  return text
    .replaceAll(/<at(?: [^<>]{0,200})?>([^<>]{0,200})<\/at>/gi, (whole, name: string) =>
      others.has(whole) ? name : " ",
    )
    .replaceAll(/&nbsp;|\u00a0/g, " ")
    .replaceAll(/[ \t]{2,}/g, " ")
    .trim();
}
