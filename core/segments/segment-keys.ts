import type { SegmentStanding } from "../replies/receipt.js";

/** The keys under which texts and flows are looked up for somebody: their segment's, then that of the wider one. */
export function segmentKeys({ key, base }: Pick<SegmentStanding, "key" | "base">): readonly string[] {
  return base === undefined ? [key] : [key, base];
}
