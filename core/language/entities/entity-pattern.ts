import { RE2JS } from "re2js";
import { codeSpelling } from "./code-spelling.js";
import type { Entity } from "./entity.js";

/** A tenant's own kind of entity: a name, and a regular expression in RE2's syntax. */
export interface EntityPatternDeclaration {
  /** `order_number` replaces the shape that the customer's orders give; other names make `pattern` entities. */
  readonly name: string;
  /** Matched anywhere in a message, whatever the case, but not within a longer word or number. */
  readonly pattern: string;
}

/** A pattern that is ready to be matched. */
export interface EntityPattern {
  readonly name: string;
  readonly expression: RE2JS;
}

const MAX_PATTERN_CHARS = 200;

/** Length of the program that RE2 makes of a pattern; it bounds the time per character. */
const MAX_PROGRAM_SIZE = 400;

/**
 * Compiles one of a tenant's patterns. RE2 matches in time that is linear in the text whatever the pattern, so no
 * pattern can hang the process; it knows neither look-around nor back-references.
 * @returns the pattern, or what is wrong with it: at least one problem
 */
export function compileEntityPattern({
  name,
  pattern,
}: EntityPatternDeclaration): EntityPattern | { readonly problems: readonly string[] } {
  if (pattern.length > MAX_PATTERN_CHARS) return { problems: [`is over ${MAX_PATTERN_CHARS} characters`] };
  let expression: RE2JS;
  try {
    expression = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problems: [`is no regular expression of RE2: ${reason}`] };
  }
  const problems = [
    ...(expression.programSize() > MAX_PROGRAM_SIZE ? ["repeats too much: its counts are too high"] : []),
    ...(expression.matches("") ? ["matches an empty text"] : []),
  ];
  return problems.length === 0 ? { name, expression } : { problems };
}

/** Where a pattern matches whole words. */
export function findPattern(text: string, { name, expression }: EntityPattern): Entity[] {
  const found: Entity[] = [];
  const matcher = expression.matcher(text);
  while (matcher.find()) {
    const [start, end] = [matcher.start(), matcher.end()];
    if (end === start || isInsideWord(text, start) || isInsideWord(text, end)) continue;
    found.push({
      type: "pattern",
      name,
      value: codeSpelling(text.slice(start, end)),
      start,
      end,
      confidence: 0.9,
    });
  }
  return found;
}

function isInsideWord(text: string, offset: number): boolean {
  return /^[\p{L}\p{N}]{2}$/u.test(text.slice(offset - 1, offset + 1));
}
