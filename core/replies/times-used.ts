/** How often agents used a reply: what was sent was inserted before, or typed over, so each use stands in one count at least. */
export function timesUsed({
  accepted = 0,
  sent = 0,
  edited = 0,
}: {
  readonly accepted?: number | undefined;
  readonly sent?: number | undefined;
  readonly edited?: number | undefined;
}): number {
  return Math.max(accepted, sent + edited);
}
