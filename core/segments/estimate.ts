import type { Estimate } from "./segment-report.js";

/** Two-sided 95 % of a normal distribution. */
const Z = 1.96;

/**
 * A mean with its 95 % confidence interval, by the normal approximation.
 * @returns `undefined` of fewer than `atLeast` values
 */
export function meanEstimate(values: readonly number[], atLeast: number): Estimate | undefined {
  const n = values.length;
  if (n < Math.max(2, atLeast)) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const margin = Z * Math.sqrt(variance / n);
  return { mean, low: mean - margin, high: mean + margin, n };
}
