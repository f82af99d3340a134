import {
  type Document,
  type ErrorCode,
  isAlias,
  isCollection,
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

/** Levels of lists and maps within each other: more than a person writes, and few enough to be walked through. */
const MAX_DEPTH = 100;
const TOO_DEEP = "is nested too deeply";

/** What the parser says in a programmer's words. */
const IN_PLAIN_WORDS: Readonly<Partial<Record<ErrorCode, string>>> = {
  MULTIPLE_DOCS: "begins a second document here: put all into one, without the line ---",
  RESOURCE_EXHAUSTION: TOO_DEEP,
};

/** @returns what the file says, or at least one problem: no YAML, nested too deeply, keys that every object has */
export function readPlaced(yaml: string): PlacedFile | { readonly problems: readonly PlacedProblem[] } {
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter, prettyErrors: false, logLevel: "error" });
  const place = (offset: number, message: string): PlacedProblem => {
    const { line, col } = lineCounter.linePos(offset);
    return { line, column: col, message };
  };
  if (document.errors.length > 0) {
    // After a depth that the parser gave up at come its echoes.
    const tooDeep = document.errors.filter(({ code }) => code === "RESOURCE_EXHAUSTION").slice(0, 1);
    const errors = tooDeep.length > 0 ? tooDeep : document.errors;
    return {
      problems: errors.map(({ pos, code, message }) => place(pos[0], IN_PLAIN_WORDS[code] ?? message)),
    };
  }
  const unusable = unusableParts(document).map(({ offset, message }) => place(offset, message));
  if (unusable.length > 0) return { problems: unusable };
  try {
    return { document, plain: document.toJS(), place };
  } catch {
    return { problems: [place(0, "has an alias that leads nowhere, or too far")] };
  }
}

/** Keys that every object has from its birth, such as `constructor` (read back, they would never be missing); depths. */
function unusableParts(document: Document): readonly { readonly offset: number; readonly message: string }[] {
  const unusable: { offset: number; message: string }[] = [];
  visit(document, {
    Pair(_, { key }) {
      const name = isScalar(key) ? String(key.value) : "";
      if (!(name in Object.prototype)) return;
      unusable.push({
        offset: startOf(key) ?? 0,
        message: `${name} is a name that is taken: choose another`,
      });
    },
    Collection(_, node, path) {
      if (path.filter(isCollection).length < MAX_DEPTH) return undefined;
      unusable.push({ offset: startOf(node) ?? 0, message: TOO_DEEP });
      return visit.SKIP;
    },
  });
  return unusable;
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
