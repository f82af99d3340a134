import type { z } from "zod";

/** One problem of a value against its schema. */
export interface SchemaIssue {
  readonly path: (string | number)[];
  readonly message: string;
}

/** A schema's complaint as problems in plain words: an unknown key is a problem at that key, a bad key says why. */
export function schemaIssues(issue: z.core.$ZodIssue): readonly SchemaIssue[] {
  const path = issue.path.map((key) => (typeof key === "symbol" ? String(key) : key));
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ path: [...path, key], message: "is not known here" }));
    case "invalid_key":
      return [{ path, message: issue.issues[0]?.message ?? issue.message }];
    default:
      return [{ path, message: issue.message }];
  }
}

/** Hands another schema's complaints on to the one at hand, below `at`. */
export function handOnIssues(
  context: z.RefinementCtx,
  error: z.ZodError | undefined,
  at: readonly string[] = [],
): void {
  for (const { path, message } of error?.issues.flatMap(schemaIssues) ?? []) {
    context.addIssue({ code: "custom", path: [...at, ...path], message });
  }
}
