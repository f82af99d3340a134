import { RE2JS } from "re2js";
import { RapportError } from "../../error.js";
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
 * Compiles a tenant's patterns. RE2 matches in time that is linear in the text whatever the pattern, so no
 * pattern can hang the process; it knows neither look-around nor back-references.
 * @throws RapportError `config_invalid` whose message lists all problems, one a line
 */
export function compileEntityPatterns(
  declarations: readonly EntityPatternDeclaration[],
): readonly EntityPattern[] {
  const problems: string[] = [];
  const patterns = declarations.flatMap(({ name, pattern }) => {
    const problem = (message: string) => problems.push(`${name} ${message}`);
    if (pattern.length > MAX_PATTERN_CHARS) problem(`is over ${MAX_PATTERN_CHARS} characters`);
    const expression = pattern.length > MAX_PATTERN_CHARS ? undefined : compile(pattern, problem);
    if (expression === undefined) return [];
    if (expression.programSize() > MAX_PROGRAM_SIZE) problem("repeats too much: its counts are too high");
    if (expression.matches("")) problem("matches an empty text");
    return [{ name, expression }];
  });
  if (problems.length === 0) return patterns;
  throw new RapportError(
    "config_invalid",
    `Entity patterns:\n${problems.map((line) => `  ${line}`).join("\n")}`,
  );
}

function compile(pattern: string, problem: (message: string) => void): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    problem(`is no regular expression of RE2: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
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
