/** `it` and its like; in German `sie` in small letters, for `Sie` addresses somebody. */
const PRONOUN =
  /(?<!\p{L})(?:[Ii]t|[Tt]hat(?: one)?|[Tt]his(?: one)?|[Tt]hem|[Tt]hose|[Tt]hese|(?:[Tt]he )?same(?: one)?|sie|[Ee]s|ihn|[Dd]iese[rnms]?|[Dd]ies|[Dd]ieselben?|[Dd]enselben|[Dd]asselbe|damit|davon)(?!\p{L})/u;

/** True for a message that speaks of what was named before: `and send it back`, `ich will sie zurückschicken`. */
export function refersBack(text: string): boolean {
  return PRONOUN.test(text);
}
