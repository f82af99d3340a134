import { type InteractionMatrix, itemsOf, matrixOfEntries } from "./interactions.js";

/**
 * What was bought at one time by one user, each such basket as a list of items, in the order of users and times.
 * Baskets of one item, and what has no time, say nothing of what goes together and are left out.
 */
export function basketsOf(matrix: InteractionMatrix): readonly Int32Array[] {
  const baskets: Int32Array[] = [];
  for (let user = 0; user < matrix.users.length; user++) {
    const times = new Map<number, number[]>();
    for (const [at, item] of itemsOf(matrix, user).entries()) {
      const time = matrix.rowTimesMs[(matrix.rowStarts[user] ?? 0) + at] ?? Number.NaN;
      if (!Number.isNaN(time)) times.set(time, [...(times.get(time) ?? []), item]);
    }
    for (const [, items] of [...times].sort(([a], [b]) => a - b)) {
      if (items.length > 1) baskets.push(Int32Array.from(items));
    }
  }
  return baskets;
}

/** Baskets as if each had been another user's. */
export function basketMatrix(matrix: InteractionMatrix): InteractionMatrix {
  const baskets = basketsOf(matrix);
  const entries = baskets.flatMap((items, row) =>
    Array.from(items, (column) => ({ row, column, weight: 1, timestampMs: Number.NaN })),
  );
  return matrixOfEntries(
    baskets.map((_, row) => `basket ${row}`),
    matrix.items,
    entries,
  );
}
