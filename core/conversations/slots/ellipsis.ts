import type { Entity } from "../../language/entities/entity.js";
import { textTokens } from "../../language/entities/text-token.js";

/** What ties a remark to what was said before, and tells nothing itself. */
const CONNECTIVES = new Set(
  (
    "and or also but what how about then with for from to in of on at by the a an my this that these those too as well instead please " +
    "one ones ok so only just until since it its i mean meant s order product any " +
    "und oder auch aber was wie ist mit fur von nach in im am um zu zum zur ab bis aus auf bei der die das den dem des ein eine einen einem " +
    "mein meine meinen diese dieser dieses dann denn bitte stattdessen ja nur noch so ich meine meinte bestellung produkt ubrigens"
  ).split(" "),
);

/** A remark is short; a whole sentence stands for itself. */
const MAX_WORDS = 8;

/**
 * True for a message that carries only an entity and what ties it to before: `and to Germany?`, `what about
 * A-1002?`, `und bis Freitag?`. It is read as the previous topic with that slot replaced.
 * @param entities of `findEntities` for the same text
 */
export function isEllipsis(text: string, entities: readonly Entity[]): boolean {
  if (entities.length === 0) return false;
  const words = textTokens(text).filter(({ start, end }) =>
    entities.every((entity) => end <= entity.start || start >= entity.end),
  );
  return words.length <= MAX_WORDS && words.every(({ folded }) => CONNECTIVES.has(folded));
}
