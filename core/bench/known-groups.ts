import { randomNormal } from "../random-normal.js";
import type { Matrix } from "../segments/matrix.js";

export interface KnownGroups {
  readonly matrix: Matrix;
  /** Of each row the group that it was drawn from; −1 of the strays. */
  readonly truth: Int32Array;
}

/** Shares of the six groups; what is left are strays. */
const SHARES = [0.3, 0.22, 0.18, 0.13, 0.09, 0.06] as const;
/** How far the groups' centres are apart in each column, and how the members spread around them. */
const CENTRE_REACH = 3;
const SPREADS = [0.5, 0.7] as const;
const STRAY_REACH = 5;

/**
 * Customers of known groups: six normal clouds of unequal size (30 % to 6 %) and spread (0.5 to 0.7), with centres
 * drawn evenly from [−3, 3] in each column, and 2 % strays drawn evenly from [−5, 5].
 */
export function knownGroups(rows: number, columns: number, random: () => number): KnownGroups {
  const between = (least: number, most: number) => least + (most - least) * random();
  const centres = SHARES.map(() =>
    Array.from({ length: columns }, () => between(-CENTRE_REACH, CENTRE_REACH)),
  );
  const spreads = SHARES.map(() => between(...SPREADS));
  const values = new Float64Array(rows * columns);
  const truth = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const group = drawGroup(random());
    truth[row] = group;
    for (let column = 0; column < columns; column++) {
      values[row * columns + column] =
        group < 0
          ? between(-STRAY_REACH, STRAY_REACH)
          : (centres[group]?.[column] ?? 0) + (spreads[group] ?? 0) * randomNormal(random);
    }
  }
  return { matrix: { rows, columns, values }, truth };
}

function drawGroup(threshold: number): number {
  let passed = 0;
  for (const [group, share] of SHARES.entries()) {
    passed += share;
    if (threshold < passed) return group;
  }
  return -1;
}
