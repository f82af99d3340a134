/** Rows of the table that one machine word holds. */
const WORD = 32;

/**
 * Levenshtein distance of two texts in characters (code points): how many must be inserted, removed or replaced
 * to make one of the other. Bit-parallel over columns of 32 rows (Myers 1999; Hyyrö 2003): two unlike texts of
 * 20,000 characters take a fraction of a second, where the plain table would take seconds.
 * @returns 0 for equal texts; at most the longer one's length
 */
export function editDistance(a: string, b: string): number {
  const [before, after] = withoutCommonEnds([...a], [...b]);
  const [pattern, text] = before.length < after.length ? [before, after] : [after, before];
  if (pattern.length === 0) return text.length;

  const numbers = new Map<string, number>();
  const numbered = text.map((character) => {
    const number = numbers.get(character) ?? numbers.size;
    numbers.set(character, number);
    return number;
  });
  /** How the row above grows from one column to the next: by 1, 0 or -1. */
  const steps = new Int8Array(text.length).fill(1);
  for (let start = 0; start < pattern.length; start += WORD) {
    const height = Math.min(WORD, pattern.length - start);
    const equal = new Int32Array(numbers.size);
    for (let row = 0; row < height; row++) {
      const number = numbers.get(pattern[start + row] ?? "");
      if (number !== undefined) equal[number] = (equal[number] ?? 0) | (1 << row);
    }
    advance(steps, numbered, equal, height);
  }
  let distance = pattern.length;
  for (const step of steps) distance += step;
  return distance;
}

/** Takes the steps of the row above a block of rows to those of its last row. */
function advance(steps: Int8Array, text: readonly number[], equal: Int32Array, height: number): void {
  const last = height - 1;
  let up = -1;
  let down = 0;
  for (let column = 0; column < text.length; column++) {
    const step = steps[column] ?? 0;
    const rises = step > 0 ? 1 : 0;
    const falls = step < 0 ? 1 : 0;
    const match = equal[text[column] ?? 0] ?? 0;
    const vertical = match | down;
    const matched = match | falls;
    const horizontal = (((matched & up) + up) ^ up) | matched;
    let right = down | ~(horizontal | up);
    let left = up & horizontal;
    steps[column] = ((right >>> last) & 1) - ((left >>> last) & 1);
    right = (right << 1) | rises;
    left = (left << 1) | falls;
    up = left | ~(vertical | right);
    down = right & vertical;
  }
}

function withoutCommonEnds(
  a: readonly string[],
  b: readonly string[],
): readonly [readonly string[], readonly string[]] {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)];
}
