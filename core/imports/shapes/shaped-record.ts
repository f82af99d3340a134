/** What became of a record of another product: ours, left out on purpose, or not what it should be. */
export type ShapedRecord =
  | {
      readonly record: Readonly<Record<string, unknown>>;
      /** What was not taken over, each a sentence's end: "are restricted to some agents". */
      readonly notes: readonly string[];
    }
  /** Why it is no use here, a sentence's end as well: "are not active". */
  | { readonly leftOut: string }
  | { readonly invalid: string };

/** Reads one record of another product. */
export type ReadShape = (value: unknown) => ShapedRecord;

/** What is wrong with a record of another product: its first problem, with the place in it. */
export function invalidShape(
  what: string,
  {
    issues,
  }: { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] },
): ShapedRecord {
  const [issue] = issues;
  return { invalid: `no ${what}: ${issue?.path.map(String).join(".") || "record"}: ${issue?.message}` };
}
