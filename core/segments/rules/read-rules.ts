import { type Document, isScalar } from "yaml";
import { z } from "zod";
import { schemaIssues } from "../../conversations/flows/schema-issue.js";
import { RapportError } from "../../error.js";
import { inOrder, offsetOf, type PlacedProblem, problemLines, readPlaced } from "../../placed-problem.js";
import { titleOfKey } from "../../title-of-key.js";
import { RESERVED_KEYS } from "../reserved-keys.js";
import { parseRule } from "./parse-rule.js";
import type { RuleNames } from "./rule-names.js";
import type { SegmentRule } from "./segment-rule.js";
import type { RuleProblem } from "./tokenize-rule.js";

const MAX_RULES = 100;
const MAX_CONDITION = 2_000;

const segmentKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,59}$/, "a segment's name is made of a-z, 0-9 and _, such as churn_risk")
  .refine((key) => !RESERVED_KEYS.includes(key), "is the name of a segment that is always there");

const NOT_A_FILE = "must be segments: with a condition for each";

const fileSchema = z.strictObject(
  {
    segments: z
      .record(segmentKey, z.unknown(), "must list segments, each with its condition")
      .refine(
        (rules) => Object.keys(rules).length <= MAX_RULES,
        `there may be ${MAX_RULES} segments at most`,
      ),
  },
  NOT_A_FILE,
);

const condition = z
  .string("must be a condition, such as orders_12m >= 10")
  .max(MAX_CONDITION, `is longer than ${MAX_CONDITION} characters`);

const ruleSchema = z.strictObject(
  { when: condition, name: z.string("must be text").min(1).max(60).optional() },
  "must be a condition, or when: with a condition and name: with a name",
);

type Path = readonly (string | number)[];

/** A problem at a part of the file, or at a place within a condition. */
interface FileProblem {
  readonly path: Path;
  readonly message: string;
  readonly within?: RuleProblem;
}

/**
 * Reads a tenant's segments (YAML; JSON is YAML too) and finds all problems, in the order of the file:
 * `segments:` with a condition for each key, or `{ when: …, name: … }`. Their order is their precedence.
 * @returns the rules, or at least one problem
 */
export function checkRules(
  yaml: string,
  names: RuleNames,
): { readonly rules: readonly SegmentRule[] } | { readonly problems: readonly PlacedProblem[] } {
  const file = readPlaced(yaml);
  if ("problems" in file) return file;
  const { document, plain, place } = file;
  const { rules, problems } = readFile(plain, names);
  if (problems.length === 0) return { rules };
  return {
    problems: inOrder(
      problems.map(({ path, message, within }) => {
        const { offset, rest } = offsetOf(document, path);
        if (within !== undefined) return place(offsetWithin(yaml, document, path, within.at), message);
        return place(offset, `${rest.length === 0 ? "" : `${rest.join(".")} `}${message}`);
      }),
    ),
  };
}

/**
 * Reads segments that must be right.
 * @param name what the file is called in the message
 * @throws RapportError `config_invalid` whose message lists all problems as `name:line:column message`, one a line
 */
export function parseRules(yaml: string, name: string, names: RuleNames): readonly SegmentRule[] {
  const checked = checkRules(yaml, names);
  if ("rules" in checked) return checked.rules;
  throw new RapportError("config_invalid", `Segments:\n${problemLines(name, checked.problems)}`);
}

function readFile(
  plain: unknown,
  names: RuleNames,
): { readonly rules: readonly SegmentRule[]; readonly problems: readonly FileProblem[] } {
  const file = fileSchema.safeParse(plain);
  const problems: FileProblem[] = file.success ? [] : file.error.issues.flatMap(schemaIssues);
  // The conditions are read although something else is wrong, so that all is told at once.
  const segments = z.object({ segments: z.record(z.string(), z.unknown()) }).safeParse(plain);
  const rules: SegmentRule[] = [];
  for (const [key, raw] of Object.entries(segments.data?.segments ?? {})) {
    const path: Path = ["segments", key];
    const isShort = typeof raw === "string";
    const rule = ruleSchema.safeParse(isShort ? { when: raw } : raw);
    if (!rule.success) {
      const issues = rule.error.issues.flatMap(schemaIssues);
      problems.push(
        ...issues.map((issue) => ({ ...issue, path: isShort ? path : [...path, ...issue.path] })),
      );
      continue;
    }
    const { when, name = titleOfKey(key) } = rule.data;
    const parsed = parseRule(when, names);
    if ("expression" in parsed) rules.push({ key, name, ...parsed });
    else {
      const at = isShort ? path : [...path, "when"];
      problems.push(...parsed.problems.map((within) => ({ path: at, message: within.message, within })));
    }
  }
  return { rules, problems };
}

/** In a condition that stands in the file as it is, the very place; in one that YAML folds or escapes, its beginning. */
function offsetWithin(yaml: string, document: Document, path: Path, at: number): number {
  const node: unknown = document.getIn(path, true);
  if (!isScalar(node) || !node.range) return offsetOf(document, path).offset;
  const [start, end] = node.range;
  const begins = yaml.slice(start, end).indexOf(String(node.value));
  return begins < 0 ? start : start + begins + at;
}
