import type { Purpose } from "../../consent/purpose.js";
import type { Operator, RuleExpression, RuleValue } from "./rule-expression.js";
import { purposesOf, type RuleName, type RuleNames } from "./rule-names.js";
import { type RuleProblem, type RuleToken, tokenizeRule } from "./tokenize-rule.js";

/** A condition as it was read. */
export interface ParsedRule {
  readonly expression: RuleExpression;
  /** Purposes that must be allowed for all of it to be read, in the order in which they are declared. */
  readonly needs: readonly Purpose[];
}

/** Deeper conditions are refused: nobody reads them, and a machine's stack ends somewhere. */
const MAX_DEPTH = 50;

/**
 * Reads a condition: comparisons of known names, joined by `and`, `or`, `not` and brackets; `and` binds closer than
 * `or`. Words have no case.
 * @returns what was read, or at least one problem; places count from 0 within `source`
 */
export function parseRule(
  source: string,
  names: RuleNames,
): ParsedRule | { readonly problems: readonly RuleProblem[] } {
  const { tokens, problems: strange } = tokenizeRule(source);
  const parser = new RuleParser(tokens, names);
  const expression = parser.parse();
  const problems = [...strange, ...parser.problems].sort((a, b) => a.at - b.at);
  if (problems.length > 0 || expression === undefined) return { problems };
  return { expression, needs: purposesOf(parser.needs) };
}

/** What cannot be read further: names and values that are wrong are noted, and reading goes on. */
class Unreadable extends Error {}

class RuleParser {
  readonly problems: RuleProblem[] = [];
  readonly needs: Purpose[] = [];
  readonly #tokens: readonly RuleToken[];
  readonly #names: RuleNames;
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly RuleToken[], names: RuleNames) {
    this.#tokens = tokens;
    this.#names = names;
  }

  parse(): RuleExpression | undefined {
    try {
      const expression = this.#joined("or");
      if (this.#peek.kind === ")") this.#fail("this bracket was never opened");
      if (this.#peek.kind !== "end") this.#fail(`and, or, or the end should stand here, not ${this.#seen}`);
      return expression;
    } catch (error) {
      if (error instanceof Unreadable) return undefined;
      throw error;
    }
  }

  #joined(kind: "and" | "or"): RuleExpression {
    const part = () => (kind === "or" ? this.#joined("and") : this.#single());
    const first = part();
    const parts = [first];
    while (this.#peek.kind === kind) {
      this.#next++;
      parts.push(part());
    }
    return parts.length === 1 ? first : { kind, parts };
  }

  #single(): RuleExpression {
    const token = this.#peek;
    if (token.kind !== "not" && token.kind !== "(") return this.#comparison();
    if (++this.#depth > MAX_DEPTH) this.#fail(`is nested more than ${MAX_DEPTH} deep`);
    this.#next++;
    if (token.kind === "not") {
      const part = this.#single();
      this.#depth--;
      return { kind: "not", part };
    }
    const inner = this.#joined("or");
    if (this.#peek.kind !== ")") this.#fail("this bracket is not closed", token.at);
    this.#next++;
    this.#depth--;
    return inner;
  }

  #comparison(): RuleExpression {
    const token = this.#peek;
    if (token.kind !== "word") this.#fail(`the name of something should stand here, not ${this.#seen}`);
    this.#next++;
    const name = this.#names.get(token.text.toLowerCase());
    if (name === undefined) this.#note(token.at, `there is nothing called ${token.text}`);
    const operatorAt = this.#peek.at;
    const operator = this.#operator(token.text);
    const value = this.#value(name, token.text, operator, operatorAt);
    this.needs.push(...(name?.needs ?? []));
    const words = token.text.toLowerCase().slice(token.text.indexOf(".") + 1);
    const key = name?.key ?? token.text;
    return { kind: "compare", key, words: words.replaceAll("_", " "), operator, value };
  }

  #operator(name: string): Operator {
    const token = this.#peek;
    if (token.kind !== "operator" && token.kind !== "is") {
      this.#fail(`after ${name} a comparison should stand, such as >= or is, not ${this.#seen}`);
    }
    this.#next++;
    if (token.kind === "operator") return token.text as Operator;
    if (this.#peek.kind !== "not") return "=";
    this.#next++;
    return "!=";
  }

  #value(name: RuleName | undefined, called: string, operator: Operator, operatorAt: number): RuleValue {
    const token = this.#peek;
    if (token.kind !== "number" && token.kind !== "word" && token.kind !== "text") {
      this.#fail(`a value should stand here, not ${this.#seen}`);
    }
    this.#next++;
    const { text, at } = token;
    if (name === undefined) return text;
    if (name.kind === "number") {
      if (token.kind !== "number") this.#note(at, `${called} is a number, which "${text}" is not`);
      return Number(text);
    }
    if (operator !== "=" && operator !== "!=") {
      this.#note(operatorAt, `${called} can only be or not be something: write is, or is not`);
    }
    const lower = text.toLowerCase();
    if (name.kind === "boolean") {
      if (lower !== "true" && lower !== "false") this.#note(at, `${called} is true or false, not "${text}"`);
      return lower === "true";
    }
    if (name.values !== undefined && !name.values.includes(lower)) {
      this.#note(at, `${called} is never "${text}": it is ${name.values.join(", ")}`);
    }
    return text;
  }

  get #peek(): RuleToken {
    return this.#tokens[this.#next] as RuleToken;
  }

  get #seen(): string {
    return this.#peek.kind === "end" ? "the end" : `"${this.#peek.text}"`;
  }

  #note(at: number, message: string): void {
    this.problems.push({ at, message });
  }

  #fail(message: string, at = this.#peek.at): never {
    this.#note(at, message);
    throw new Unreadable();
  }
}
