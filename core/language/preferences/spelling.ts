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
 * Finds the word of a list that somebody meant: one letter missing, too many or another, or two swapped. Of words of
 * fewer than `shortest` letters none is found, since they have too many neighbours; nor with another first letter,
 * which is seldom wrong; nor another form of the same word, which means another thing.
 *
 * Words that are one off have in common what is left of each without one letter: they are looked up by that
 * (Garbe's symmetric deletion, "SymSpell"), in time that does not depend on how many words there are.
 */
export function createSpelling(
  words: readonly string[],
  shortest: number,
): (written: string) => string | undefined {
  const known = new Set(words);
  const byRemainder = new Map<string, string[]>();
  for (const word of known) {
    if (word.length < shortest || word.includes(" ")) continue;
    for (const rest of remainders(word)) byRemainder.set(rest, [...(byRemainder.get(rest) ?? []), word]);
  }
  return (written) => {
    if (written.length < shortest - 1 || written.length > MAX_LETTERS) return undefined;
    if (known.has(written) || REAL_WORDS.has(written)) return undefined;
    for (const rest of remainders(written)) {
      const meant = byRemainder.get(rest)?.find((word) => {
        return word[0] === written[0] && !isOtherForm(written, word) && isOneOff(written, word);
      });
      if (meant !== undefined) return meant;
    }
    return undefined;
  };
}

const MAX_LETTERS = 30;

/** A word, and what is left of it without one letter. */
function remainders(word: string): readonly string[] {
  return [word, ...Array.from(word, (_letter, index) => word.slice(0, index) + word.slice(index + 1))];
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
