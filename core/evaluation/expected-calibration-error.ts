const BINS = 15;

/** An answer: how sure it was, in [0,1], and whether it was right. */
export interface Answer {
  readonly confidence: number;
  readonly right: boolean;
}

/**
 * Expected calibration error: answers in 15 bins of equal width by confidence; the mean over the answers of how far
 * their bin's share of right ones is from its mean confidence (Naeini et al., AAAI 2015; Guo et al., ICML 2017).
 * @returns in [0,1]; 0 of no answers
 */
export function expectedCalibrationError(answers: readonly Answer[]): number {
  const gaps = new Float64Array(BINS);
  for (const { confidence, right } of answers) {
    const bin = Math.min(BINS - 1, Math.floor(confidence * BINS));
    gaps[bin] = (gaps[bin] ?? 0) + (right ? 1 : 0) - confidence;
  }
  const sum = gaps.reduce((total, gap) => total + Math.abs(gap), 0);
  return answers.length === 0 ? 0 : sum / answers.length;
}
