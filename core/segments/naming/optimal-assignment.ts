/**
 * Pairs rows with columns, each at most once, so that as many as can be are paired and the pairs' costs add up to the
 * least. O(rows² × columns) with the fewer as rows.
 *
 * Source: Kuhn, "The Hungarian Method for the Assignment Problem", 1955, with the shortest augmenting paths of Jonker
 * and Volgenant, Computing 1987.
 * @param costs of each row the finite cost of every column, as many in each row
 * @returns of each row its column, or `undefined` if there are fewer columns than rows and it gets none
 */
export function optimalAssignment(costs: readonly (readonly number[])[]): readonly (number | undefined)[] {
  const columns = costs[0]?.length ?? 0;
  if (costs.length <= columns) return assignFewer(costs, columns);
  const turned = Array.from({ length: columns }, (_, column) => costs.map((row) => row[column] ?? 0));
  const assigned: (number | undefined)[] = Array.from(costs, () => undefined);
  for (const [column, row] of assignFewer(turned, costs.length).entries()) assigned[row] = column;
  return assigned;
}

/** With as many columns as rows at least. Rows and columns count from 1 inside; column 0 is where a path begins. */
function assignFewer(costs: readonly (readonly number[])[], columns: number): readonly number[] {
  const rowPrices = new Float64Array(costs.length + 1);
  const columnPrices = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  const before = new Int32Array(columns + 1);
  for (let row = 1; row <= costs.length; row++) {
    rowOf[0] = row;
    const slack = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
    const onPath = new Uint8Array(columns + 1);
    let at = 0;
    do {
      onPath[at] = 1;
      const current = rowOf[at] ?? 0;
      let least = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let column = 1; column <= columns; column++) {
        if (onPath[column] === 1) continue;
        const price = (rowPrices[current] ?? 0) + (columnPrices[column] ?? 0);
        const reduced = (costs[current - 1]?.[column - 1] ?? 0) - price;
        if (reduced < (slack[column] ?? 0)) {
          slack[column] = reduced;
          before[column] = at;
        }
        if ((slack[column] ?? 0) < least) {
          least = slack[column] ?? 0;
          next = column;
        }
      }
      for (let column = 0; column <= columns; column++) {
        if (onPath[column] === 1) {
          const owner = rowOf[column] ?? 0;
          rowPrices[owner] = (rowPrices[owner] ?? 0) + least;
          columnPrices[column] = (columnPrices[column] ?? 0) - least;
        } else {
          slack[column] = (slack[column] ?? 0) - least;
        }
      }
      at = next;
    } while (rowOf[at] !== 0);
    while (at !== 0) {
      const previous = before[at] ?? 0;
      rowOf[at] = rowOf[previous] ?? 0;
      at = previous;
    }
  }
  const columnOf: number[] = Array.from(costs, () => 0);
  for (let column = 1; column <= columns; column++) {
    const row = rowOf[column] ?? 0;
    if (row > 0) columnOf[row - 1] = column - 1;
  }
  return columnOf;
}
