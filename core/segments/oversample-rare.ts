import { squaredDistance } from "./clustering/squared-distance.js";
import type { Matrix } from "./matrix.js";
import type { Steps } from "./steps.js";

export interface OversamplingOptions {
  /** So many rows a class is to have at least. */
  readonly atLeast: number;
  /** Of these classes only; by default of all. */
  readonly classes?: readonly number[] | undefined;
  /** Nearest rows of the same class that one is mixed with; default 5. */
  readonly neighbours?: number | undefined;
  /** Numbers in [0,1), seeded. */
  readonly random: () => number;
}

const NEIGHBOURS = 5;
/** A few milliseconds, in classes of some hundreds. */
const ROWS_PER_STEP = 20;

/**
 * Makes rows for rare segments, so that what learns from them doesn't learn to leave them out: SMOTE. A new row lies
 * on the line between a row of the class and one of its nearest neighbours of the same class, anywhere on it; all
 * rows of a class take their turn. To be used on what is learnt from only: rows that were made prove nothing.
 *
 * Source: Chawla, Bowyer, Hall, Kegelmeyer, "SMOTE: Synthetic Minority Over-sampling Technique", JAIR 2002.
 * @param matrix scaled, so that distances mean something
 * @param labels by row its class, a whole number from 0; −1 is no class
 * @returns the rows as they were, then the made ones, class by class. A class of a single row has no neighbour and
 *   stays as it is.
 * @throws RangeError if there isn't a label for each row
 */
export function* oversampleRare(
  matrix: Matrix,
  labels: Int32Array,
  { atLeast, classes, neighbours = NEIGHBOURS, random }: OversamplingOptions,
): Steps<{ readonly rows: Matrix; readonly labels: Int32Array }> {
  if (labels.length !== matrix.rows) {
    throw new RangeError(`a label for each row, not ${labels.length} for ${matrix.rows}`);
  }
  const members = new Map<number, number[]>();
  labels.forEach((label, row) => {
    if (label < 0 || classes?.includes(label) === false) return;
    const same = members.get(label);
    if (same === undefined) members.set(label, [row]);
    else same.push(row);
  });
  const madeValues: number[] = [];
  const madeLabels: number[] = [];
  for (const [label, same] of [...members].sort(([a], [b]) => a - b)) {
    if (same.length < 2 || same.length >= atLeast) continue;
    const nearest: (readonly number[])[] = [];
    for (const row of same) {
      if (nearest.length % ROWS_PER_STEP === 0) yield;
      nearest.push(nearestOf(matrix, row, same, neighbours));
    }
    yield;
    for (let made = 0; made < atLeast - same.length; made++) {
      const at = made % same.length;
      const near = nearest[at] ?? [];
      const other = near[Math.floor(random() * near.length)] ?? 0;
      madeValues.push(...between(matrix, same[at] ?? 0, other, random()));
      madeLabels.push(label);
    }
  }
  const values = new Float64Array(matrix.values.length + madeValues.length);
  values.set(matrix.values);
  values.set(madeValues, matrix.values.length);
  return {
    rows: { rows: matrix.rows + madeLabels.length, columns: matrix.columns, values },
    labels: Int32Array.from([...labels, ...madeLabels]),
  };
}

/** The nearest other members, nearest first; of equally near ones those that come first. */
function nearestOf(
  { columns, values }: Matrix,
  row: number,
  members: readonly number[],
  count: number,
): readonly number[] {
  return members
    .filter((member) => member !== row)
    .map((member) => ({
      member,
      distance: squaredDistance(values, row * columns, values, member * columns, columns),
    }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ member }) => member);
}

function between({ columns, values }: Matrix, from: number, to: number, share: number): readonly number[] {
  return Array.from({ length: columns }, (_, column) => {
    const start = values[from * columns + column] ?? 0;
    return start + share * ((values[to * columns + column] ?? 0) - start);
  });
}
