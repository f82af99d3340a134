import { rowViews, transposeRows } from "../transpose-rows.js";

/** That somebody bought, read or used something. */
export interface Interaction {
  readonly user: string;
  readonly item: string;
  /** How often, or how much; greater than 0. 1 if left out. */
  readonly weight?: number;
  /** When it happened first. */
  readonly timestampMs?: number;
}

/**
 * Users × items, as compressed rows and as compressed columns: row `u` holds the places
 * `rowStarts[u]` … `rowStarts[u + 1] − 1` of `rowItems`, with its items in rising order; columns are the same of users.
 */
export interface InteractionMatrix {
  /** Names by row. */
  readonly users: readonly string[];
  /** Names by column. */
  readonly items: readonly string[];
  readonly rowStarts: Int32Array;
  readonly rowItems: Int32Array;
  readonly rowWeights: Float32Array;
  /** Milliseconds since 1970; NaN where it is not known. */
  readonly rowTimesMs: Float64Array;
  readonly columnStarts: Int32Array;
  readonly columnUsers: Int32Array;
  readonly columnWeights: Float32Array;
}

/** One place of a matrix. */
export interface InteractionEntry {
  readonly row: number;
  readonly column: number;
  readonly weight: number;
  readonly timestampMs: number;
}

/**
 * The matrix of interactions. Users and items stand in the order in which they come first. Of the same pair weights
 * add up and the earliest time counts.
 * @throws RangeError if a weight is not greater than 0
 */
export function interactionMatrix(interactions: Iterable<Interaction>): InteractionMatrix {
  const rows = new Map<string, number>();
  const columns = new Map<string, number>();
  const entries: InteractionEntry[] = [];
  for (const { user, item, weight = 1, timestampMs = Number.NaN } of interactions) {
    if (!(weight > 0 && Number.isFinite(weight)))
      throw new RangeError(`a weight of ${weight}, and not above 0`);
    entries.push({ row: placeOf(rows, user), column: placeOf(columns, item), weight, timestampMs });
  }
  return matrixOfEntries([...rows.keys()], [...columns.keys()], entries);
}

/** The matrix of these users and items that has just these entries; of the same place they are joined. */
export function matrixOfEntries(
  users: readonly string[],
  items: readonly string[],
  entries: readonly InteractionEntry[],
): InteractionMatrix {
  const sorted = [...entries].sort((a, b) => a.row - b.row || a.column - b.column);
  const rowStarts = new Int32Array(users.length + 1);
  const rowItems = new Int32Array(sorted.length);
  const rowWeights = new Float32Array(sorted.length);
  const rowTimesMs = new Float64Array(sorted.length);
  let count = 0;
  let lastRow = -1;
  for (const { row, column, weight, timestampMs } of sorted) {
    const last = count - 1;
    if (row === lastRow && rowItems[last] === column) {
      rowWeights[last] = (rowWeights[last] ?? 0) + weight;
      rowTimesMs[last] = earlier(rowTimesMs[last] ?? Number.NaN, timestampMs);
      continue;
    }
    rowItems[count] = column;
    rowWeights[count] = weight;
    rowTimesMs[count] = timestampMs;
    count += 1;
    rowStarts[row + 1] = count;
    lastRow = row;
  }
  for (let row = 1; row <= users.length; row++) {
    rowStarts[row] = Math.max(rowStarts[row] ?? 0, rowStarts[row - 1] ?? 0);
  }
  const byRow = {
    rowStarts,
    rowItems: rowItems.slice(0, count),
    rowWeights: rowWeights.slice(0, count),
    rowTimesMs: rowTimesMs.slice(0, count),
  };
  return { users, items, ...byRow, ...columnsOf(byRow, items.length) };
}

/** The items of one user, in rising order: a view, not a copy. */
export function itemsOf({ rowStarts, rowItems }: InteractionMatrix, row: number): Int32Array {
  return rowItems.subarray(rowStarts[row], rowStarts[row + 1]);
}

/** All entries, by row and in each by column. */
export function entriesOf(matrix: InteractionMatrix): readonly InteractionEntry[] {
  const entries: InteractionEntry[] = [];
  for (let row = 0; row < matrix.users.length; row++) {
    for (let at = matrix.rowStarts[row] ?? 0; at < (matrix.rowStarts[row + 1] ?? 0); at++) {
      entries.push({
        row,
        column: matrix.rowItems[at] ?? 0,
        weight: matrix.rowWeights[at] ?? 0,
        timestampMs: matrix.rowTimesMs[at] ?? Number.NaN,
      });
    }
  }
  return entries;
}

type Rows = Pick<InteractionMatrix, "rowStarts" | "rowItems" | "rowWeights">;
type Columns = Pick<InteractionMatrix, "columnStarts" | "columnUsers" | "columnWeights">;

function columnsOf({ rowStarts, rowItems, rowWeights }: Rows, items: number): Columns {
  const { starts, rows, values } = transposeRows(
    rowViews(rowStarts, rowItems),
    rowViews(rowStarts, rowWeights),
    items,
  );
  return { columnStarts: starts, columnUsers: rows, columnWeights: values };
}

function placeOf(places: Map<string, number>, name: string): number {
  const known = places.get(name);
  if (known !== undefined) return known;
  places.set(name, places.size);
  return places.size - 1;
}

function earlier(one: number, other: number): number {
  if (Number.isNaN(one)) return other;
  return Number.isNaN(other) ? one : Math.min(one, other);
}
