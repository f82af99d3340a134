import type { Matrix } from "../segments/matrix.js";

/** How clusters are found by whoever has all the time in the world: the definitions, written down. */

function distance({ columns, values }: Matrix, a: number, b: Matrix, bRow: number): number {
  let sum = 0;
  for (let column = 0; column < columns; column++) {
    sum += ((values[a * columns + column] ?? 0) - (b.values[bRow * columns + column] ?? 0)) ** 2;
  }
  return Math.sqrt(sum);
}

/** Lloyd's rule from those rows on, until no row changes its cluster. @returns of each row its cluster */
export function plainKMeans(matrix: Matrix, seeds: readonly number[]): Int32Array {
  const { rows, columns, values } = matrix;
  const centroids = new Float64Array(
    seeds.flatMap((row) => [...values.subarray(row * columns).slice(0, columns)]),
  );
  let labels = new Int32Array(rows).fill(-1);
  for (;;) {
    const next = Int32Array.from({ length: rows }, (_, row) => {
      const all = seeds.map((_, at) => distance(matrix, row, { rows, columns, values: centroids }, at));
      return all.indexOf(Math.min(...all));
    });
    if (next.every((label, row) => label === labels[row])) return labels;
    labels = next;
    for (const label of seeds.keys()) {
      const members = [...labels.keys()].filter((row) => labels[row] === label);
      if (members.length === 0) continue;
      for (let column = 0; column < columns; column++) {
        const sum = members.reduce((sum, row) => sum + (values[row * columns + column] ?? 0), 0);
        centroids[label * columns + column] = sum / members.length;
      }
    }
  }
}

/** Of each row its cluster, −1 for noise; and the cores. */
export function plainDbscan(matrix: Matrix, eps: number, minPoints: number) {
  const all = Array.from({ length: matrix.rows }, (_, row) => row);
  const around = all.map((row) => all.filter((other) => distance(matrix, row, matrix, other) <= eps));
  const isCore = (row: number) => (around[row]?.length ?? 0) >= minPoints;
  const labels = new Int32Array(matrix.rows).fill(-1);
  let cluster = 0;
  for (const row of all) {
    if (!isCore(row) || labels[row] !== -1) continue;
    labels[row] = cluster;
    const queue = [row];
    for (const core of queue) {
      for (const other of around[core] ?? []) {
        if (labels[other] !== -1) continue;
        labels[other] = cluster;
        if (isCore(other)) queue.push(other);
      }
    }
    cluster += 1;
  }
  return { labels, cores: Uint8Array.from(all, (row) => (isCore(row) ? 1 : 0)) };
}

/** Ward's merges, each the cheapest of all pairs of clusters. @returns heights, and clusters when `k` are left */
export function plainWard(matrix: Matrix, k: number) {
  const { rows } = matrix;
  const squares = Array.from({ length: rows }, (_, row) =>
    Float64Array.from({ length: rows }, (_, other) => distance(matrix, row, matrix, other) ** 2),
  );
  const sizes = new Float64Array(rows).fill(1);
  const labels = Int32Array.from({ length: rows }, (_, row) => row);
  let cut = labels.slice();
  const left = new Set(labels);
  const heights: number[] = [];
  while (left.size > 1) {
    let [a, b, least] = [0, 0, Number.POSITIVE_INFINITY];
    for (const one of left) {
      for (const other of left) {
        const square = squares[one]?.[other] ?? 0;
        if (one < other && square < least) [a, b, least] = [one, other, square];
      }
    }
    heights.push(Math.sqrt(least));
    for (const other of left) {
      if (other === a || other === b) continue;
      const [sizeA, sizeB, size] = [sizes[a] ?? 1, sizes[b] ?? 1, sizes[other] ?? 1];
      const toA = (sizeA + size) * (squares[a]?.[other] ?? 0);
      const toB = (sizeB + size) * (squares[b]?.[other] ?? 0);
      const square = (toA + toB - size * least) / (sizeA + sizeB + size);
      squares[a]?.fill(square, other, other + 1);
      squares[other]?.fill(square, a, a + 1);
    }
    sizes[a] = (sizes[a] ?? 1) + (sizes[b] ?? 1);
    left.delete(b);
    for (const [row, label] of labels.entries()) if (label === b) labels[row] = a;
    if (left.size === k) cut = labels.slice();
  }
  return { heights, labels: cut };
}

/** The mean silhouette of all rows that are in a cluster. */
export function plainSilhouette(matrix: Matrix, labels: Int32Array): number {
  const clustered = [...labels.keys()].filter((row) => (labels[row] ?? -1) >= 0);
  const clusters = [...new Set(clustered.map((row) => labels[row]))];
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return mean(
    clustered.map((row) => {
      const to = (label: number | undefined) =>
        clustered
          .filter((other) => other !== row && labels[other] === label)
          .map((other) => distance(matrix, row, matrix, other));
      const own = to(labels[row]);
      if (own.length === 0) return 0;
      const next = Math.min(
        ...clusters.filter((label) => label !== labels[row]).map((label) => mean(to(label))),
      );
      const greater = Math.max(mean(own), next);
      return greater === 0 ? 0 : (next - mean(own)) / greater;
    }),
  );
}
