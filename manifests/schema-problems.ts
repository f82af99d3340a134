import type { ErrorObject } from "ajv";

/** ajv's errors, one line each: where, and which rule of the schema. */
export function schemaProblems(errors: readonly ErrorObject[] | null | undefined): readonly string[] {
  return (errors ?? []).map(({ instancePath, message, params }) => {
    const detail = params.additionalProperty ?? params.allowedValues ?? params.allowedValue;
    const suffix = detail === undefined ? "" : ` (${[detail].flat().join(", ")})`;
    return `${instancePath === "" ? "The manifest" : instancePath} ${message ?? "is wrong"}${suffix}`;
  });
}
