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

/**
 * A share with its 95 % confidence interval (Wilson, "Probable Inference", 1927): right for few, and for shares near
 * 0 and 1.
 * @returns `undefined` of fewer than `atLeast`
 */
export function shareEstimate(hits: number, n: number, atLeast: number): Estimate | undefined {
  if (n < Math.max(1, atLeast)) return undefined;
  const mean = hits / n;
  const centre = (mean + Z ** 2 / (2 * n)) / (1 + Z ** 2 / n);
  const margin = (Z / (1 + Z ** 2 / n)) * Math.sqrt((mean * (1 - mean)) / n + Z ** 2 / (4 * n ** 2));
  return { mean, low: Math.max(0, centre - margin), high: Math.min(1, centre + margin), n };
}
