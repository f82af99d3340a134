import type { z } from "zod";

const TYPES: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object of names and values",
  record: "an object of names and values",
};

const UNITS: Readonly<Record<string, string>> = { string: " characters", array: " entries", set: " entries" };

/**
 * What a value breaks, in words that go on after its name: `must be a number`. For schemas that don't say it
 * themselves.
 * @returns `undefined` for what has no such words: the validator's own are taken
 */
export function issueInWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is missing" : `must be ${TYPES[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return issue.input === undefined ? "is missing" : `must be ${issue.values.join(" or ")}`;
    case "too_small": {
      const unit = UNITS[issue.origin];
      if (unit !== undefined && issue.minimum === 1) return "must not be empty";
      return `must ${unit === undefined ? "be" : "have"} ${issue.minimum}${unit ?? ""} or more`;
    }
    case "too_big":
      return `has more than ${issue.maximum}${UNITS[issue.origin] ?? ""}`;
    default:
      return undefined;
  }
}
