import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from "yaml";

/** Something wrong with a file that a tenant wrote; lines and columns count from 1. */
export interface PlacedProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A file that is YAML, or JSON. */
export interface PlacedFile {
  readonly document: Document;
  readonly plain: unknown;
  /** A problem at so many characters from the beginning. */
  place(offset: number, message: string): PlacedProblem;
}

/** @returns what the file says, or at least one problem if it is no YAML, or has keys that every object has */
export function readPlaced(yaml: string): PlacedFile | { readonly problems: readonly PlacedProblem[] } {
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter, prettyErrors: false, logLevel: "error" });
  const place = (offset: number, message: string): PlacedProblem => {
    const { line, col } = lineCounter.linePos(offset);
    return { line, column: col, message };
  };
  if (document.errors.length > 0) {
    return { problems: document.errors.map(({ pos, message }) => place(pos[0], message)) };
  }
  const taken = takenKeys(document).map(({ key, offset }) =>
    place(offset, `${key} is a name that is taken: choose another`),
  );
  if (taken.length > 0) return { problems: taken };
  try {
    return { document, plain: document.toJS(), place };
  } catch {
    return { problems: [place(0, "has an alias that leads nowhere, or too far")] };
  }
}

/** Keys that every object has from its birth, such as `constructor`: read back, they would never be missing. */
function takenKeys(document: Document): readonly { readonly key: string; readonly offset: number }[] {
  const taken: { key: string; offset: number }[] = [];
  visit(document, {
    Pair(_, { key }) {
      const name = isScalar(key) ? String(key.value) : "";
      if (name in Object.prototype) taken.push({ key: name, offset: startOf(key) ?? 0 });
    },
  });
  return taken;
}

/** Where the innermost part of a path begins that is there, at its key if it has one; `rest` is what is not there. */
export function offsetOf(
  document: Document,
  path: readonly (string | number)[],
): { readonly offset: number; readonly rest: readonly (string | number)[] } {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [depth, key] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    const pair = isMap(node)
      ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key))
      : undefined;
    const item = pair?.value ?? (isSeq(node) ? node.items[Number(key)] : undefined);
    if (pair === undefined && item === undefined) return { offset, rest: path.slice(depth) };
    offset = startOf(pair?.key ?? item) ?? offset;
    node = item;
  }
  return { offset, rest: [] };
}

/** The problems in the order of the file, each once. */
export function inOrder(problems: readonly PlacedProblem[]): readonly PlacedProblem[] {
  const key = ({ line, column, message }: PlacedProblem) => `${line}:${column}:${message}`;
  return [...new Map(problems.map((problem) => [key(problem), problem])).values()].sort(
    (a, b) => a.line - b.line || a.column - b.column,
  );
}

/** One problem a line: `name:line:column message`. */
export function problemLines(name: string, problems: readonly PlacedProblem[]): string {
  return problems.map(({ line, column, message }) => `  ${name}:${line}:${column} ${message}`).join("\n");
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
