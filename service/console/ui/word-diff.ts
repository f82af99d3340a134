/** A stretch of words that both texts have, that was taken out, or that was put in. */
export interface DiffPart {
  readonly kind: "kept" | "removed" | "added";
  readonly text: string;
}

/** Larger tables are not made: the middle of two long, unlike texts is shown as replaced. */
const MAX_CELLS = 4_000_000;

/**
 * What has to be taken out of one text and put in to make the other, by words: the fewest of them, by the longest
 * common subsequence (Wagner and Fischer 1974). White space and tags of templates (`{{ order.id }}`) are words of
 * their own.
 * @returns in order; what is removed comes before what is added in its place. `kept` and `removed` together are the
 * one text, `kept` and `added` the other. Empty for two empty texts.
 */
export function wordDiff(before: string, after: string): readonly DiffPart[] {
  const [a, b] = [words(before), words(after)];
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [middleA, middleB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return joined([
    ...a.slice(0, start).map((text) => ({ kind: "kept" as const, text })),
    ...middle(middleA, middleB),
    ...a.slice(a.length - end).map((text) => ({ kind: "kept" as const, text })),
  ]);
}

function words(text: string): readonly string[] {
  return text.match(/\{\{[^{}]*\}\}|\{%[^{}]*%\}|[\p{L}\p{N}\p{M}'’]+|\s+|[\s\S]/gu) ?? [];
}

function middle(a: readonly string[], b: readonly string[]): readonly DiffPart[] {
  const width = b.length + 1;
  if (a.length * b.length > MAX_CELLS) {
    return [
      { kind: "removed", text: a.join("") },
      { kind: "added", text: b.join("") },
    ];
  }
  /** How many words the rests behind a row and a column have in common. */
  const common = new Uint16Array((a.length + 1) * width);
  const at = (row: number, column: number) => common[row * width + column] ?? 0;
  for (let row = a.length - 1; row >= 0; row--) {
    for (let column = b.length - 1; column >= 0; column--) {
      common[row * width + column] =
        a[row] === b[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const parts: DiffPart[] = [];
  for (let [row, column] = [0, 0]; row < a.length || column < b.length; ) {
    const [left, right] = [a[row], b[column]];
    if (left !== undefined && left === right) {
      parts.push({ kind: "kept", text: left });
      row++;
      column++;
    } else if (left !== undefined && (right === undefined || at(row + 1, column) >= at(row, column + 1))) {
      parts.push({ kind: "removed", text: left });
      row++;
    } else {
      parts.push({ kind: "added", text: right ?? "" });
      column++;
    }
  }
  return parts;
}

/**
 * Neighbours of one kind as one; of a change, what was removed comes first. White space between two changes belongs to
 * them: a sentence that was rewritten is one change.
 */
function joined(parts: readonly DiffPart[]): readonly DiffPart[] {
  const result: DiffPart[] = [];
  let [removed, added] = ["", ""];
  const flush = () => {
    if (removed !== "") result.push({ kind: "removed", text: removed });
    if (added !== "") result.push({ kind: "added", text: added });
    [removed, added] = ["", ""];
  };
  for (const [place, { kind, text }] of parts.entries()) {
    const isBetween = removed + added !== "" && (parts[place + 1]?.kind ?? "kept") !== "kept";
    if (kind === "removed") removed += text;
    else if (kind === "added") added += text;
    else if (isBetween && text.trim() === "") {
      removed += text;
      added += text;
    } else {
      flush();
      const last = result.at(-1);
      if (last?.kind === "kept") result[result.length - 1] = { kind, text: last.text + text };
      else result.push({ kind, text });
    }
  }
  flush();
  return result;
}
