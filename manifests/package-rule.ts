import type { PackageFiles } from "./package-files.js";

/** One thing that a platform's validator or reviewer asks for. */
export interface PackageRule {
  /** kebab-case, unique in its table. */
  readonly id: string;
  /** One line for each place that breaks the rule; none if the package keeps it or has no such place. */
  problems(pkg: PackageFiles): readonly string[];
}

export interface PackageProblem {
  readonly ruleId: string;
  readonly message: string;
}

/** All problems of a package, in the order of the rules. */
export function checkPackage(rules: readonly PackageRule[], pkg: PackageFiles): readonly PackageProblem[] {
  return rules.flatMap((rule) => rule.problems(pkg).map((message) => ({ ruleId: rule.id, message })));
}
