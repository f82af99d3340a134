import { compileEntityPattern, type EntityPattern, type EntityPatternDeclaration } from "./entity-pattern.js";

/** @throws Error if one of them has a problem */
export function testPatterns(declarations: readonly EntityPatternDeclaration[]): readonly EntityPattern[] {
  return declarations.map((declaration) => {
    const compiled = compileEntityPattern(declaration);
    if ("problems" in compiled) throw new Error(compiled.problems.join("; "));
    return compiled;
  });
}
