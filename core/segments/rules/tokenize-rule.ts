/** A piece of a condition, and where it begins in it; the last one is the end. */
export interface RuleToken {
  readonly kind: "word" | "number" | "text" | "operator" | "(" | ")" | "and" | "or" | "not" | "is" | "end";
  /** As it was written; of `text` without its quotes. */
  readonly text: string;
  readonly at: number;
}

/** Something wrong with a condition, and where in it. */
export interface RuleProblem {
  readonly at: number;
  readonly message: string;
}

const PATTERN =
  /(?<blank>\s+)|(?<operator>>=|<=|!=|==|=|>|<)|(?<bracket>[()])|(?<quoted>"[^"]*"|'[^']*')|(?<word>[\p{L}\p{N}_.+-]+)|(?<other>.)/gsu;

const NUMBER = /^[+-]?\d+(\.\d+)?$/;
const KEYWORDS = ["and", "or", "not", "is"] as const;

/** Cuts a condition into pieces. What belongs in none is a problem, and left out. */
export function tokenizeRule(source: string): {
  readonly tokens: readonly RuleToken[];
  readonly problems: readonly RuleProblem[];
} {
  const tokens: RuleToken[] = [];
  const problems: RuleProblem[] = [];
  for (const { index: at, groups = {} } of source.matchAll(PATTERN)) {
    const { operator, bracket, quoted, word, other } = groups;
    if (operator !== undefined)
      tokens.push({ kind: "operator", text: operator === "==" ? "=" : operator, at });
    if (bracket !== undefined) tokens.push({ kind: bracket as "(" | ")", text: bracket, at });
    if (quoted !== undefined) tokens.push({ kind: "text", text: quoted.slice(1, -1), at });
    if (word !== undefined) tokens.push({ kind: kindOf(word), text: word, at });
    if (other !== undefined) {
      const isOpen = other === '"' || other === "'";
      problems.push({ at, message: isOpen ? "the quote is not closed" : `"${other}" means nothing here` });
    }
  }
  return { tokens: [...tokens, { kind: "end", text: "", at: source.length }], problems };
}

function kindOf(word: string): RuleToken["kind"] {
  if (NUMBER.test(word)) return "number";
  return KEYWORDS.find((keyword) => keyword === word.toLowerCase()) ?? "word";
}
