import MiniSearch from "minisearch";

const LONG = 9;

/** Words that are no misspelling of the one they look like. */
const REAL_WORDS: ReadonlySet<string> = new Set([
  "wundern",
  "scandal",
  "simmer",
  "winner",
  "alleged",
  "allergen",
]);

/**
 * Finds the word of a list that somebody meant: one letter off, or two swapped; in long words two off. Of words of
 * fewer than `shortest` letters none is found, since they have too many neighbours; nor with another first letter, which is
 * seldom wrong; nor another form of the same word, which means another thing.
 */
export function createSpelling(
  words: readonly string[],
  shortest: number,
): (written: string) => string | undefined {
  const search = new MiniSearch<{ id: string }>({ fields: ["id"], tokenize: (text) => [text] });
  const known = new Set(words);
  const long = [...known].filter((word) => word.length >= shortest && !word.includes(" "));
  search.addAll(long.map((id) => ({ id })));
  return (written) => {
    if (written.length < shortest - 1 || known.has(written) || REAL_WORDS.has(written)) return undefined;
    const found = search.search(written, { fuzzy: 2, prefix: false }) as readonly { readonly id: string }[];
    return found.find(({ id }) => {
      if (id[0] !== written[0] || isOtherForm(written, id)) return false;
      return id.length >= LONG || isOneOff(written, id);
    })?.id;
  };
}

/** `prefers` is no misspelling of `prefer`, nor `bevorzugt` of `bevorzuge`. */
function isOtherForm(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  const shared = sharedStart(a, b);
  return shared === shorter || (shared === shorter - 1 && Math.abs(a.length - b.length) !== 1);
}

function sharedStart(a: string, b: string): number {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  return start;
}

function isOneOff(a: string, b: string): boolean {
  const start = sharedStart(a, b);
  const [restA, restB] = [a.slice(start), b.slice(start)];
  const swapped = `${restA[1] ?? ""}${restA[0] ?? ""}${restA.slice(2)}`;
  const [tailA, tailB] = [restA.slice(1), restB.slice(1)];
  return swapped === restB || tailA === tailB || tailA === restB || restA === tailB;
}
