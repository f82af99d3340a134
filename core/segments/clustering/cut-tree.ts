import type { WardTree } from "./ward-tree.js";

/**
 * The clusters that are left when the last `k` − 1 merges are undone, numbered by their first row.
 * @param k from 1 on; as many as rows at most
 * @returns of each row its cluster, in [0, min(`k`, rows))
 */
export function cutTree({ rows, left, right }: WardTree, k: number): Int32Array {
  const merges = Math.max(0, rows - Math.max(1, k));
  const tops = Int32Array.from({ length: rows + merges }, (_, cluster) => cluster);
  // Downwards, so that a cluster knows its top before its parts ask.
  for (let merge = merges - 1; merge >= 0; merge--) {
    const top = tops[rows + merge] ?? 0;
    tops[left[merge] ?? 0] = top;
    tops[right[merge] ?? 0] = top;
  }
  const numbers = new Map<number, number>();
  return Int32Array.from({ length: rows }, (_, row) => {
    const top = tops[row] ?? 0;
    const number = numbers.get(top) ?? numbers.size;
    numbers.set(top, number);
    return number;
  });
}
