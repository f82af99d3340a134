/**
 * Where a curve bends most: its place farthest from the straight line between its ends, with both axes scaled to
 * [0,1].
 *
 * Source: Satopää, Albrecht, Irwin and Raghavan, "Finding a 'Kneedle' in a Haystack", ICDCSW 2011; one knee, so no
 * smoothing and no sensitivity.
 * @param curve evenly spaced, all rising or all falling; two values at least to have a knee
 * @returns a place in [0, length), the first of several; 0 of a straight line
 */
export function knee(curve: readonly number[]): number {
  const first = curve[0] ?? 0;
  const rise = (curve.at(-1) ?? 0) - first;
  if (rise === 0) return 0;
  let at = 0;
  let greatest = 1e-12;
  for (const [place, value] of curve.entries()) {
    const bend = Math.abs((value - first) / rise - place / (curve.length - 1));
    if (bend <= greatest) continue;
    greatest = bend;
    at = place;
  }
  return at;
}
