/** A row of a CSV file as the record that a JSONL file would have: lists are separated by `;`. */
export function recordOfCsv(
  row: Readonly<Record<string, string>>,
  lists: readonly string[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(row).map(([name, cell]) => [name, lists.includes(name) ? split(cell) : cell]),
  );
}

function split(cell: string): readonly string[] {
  return cell
    .split(";")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}
