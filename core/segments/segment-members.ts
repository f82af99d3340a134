import { z } from "zod";

/** Who was where after a build: one place each in all lists. */
export interface SegmentMembers {
  readonly profileIds: readonly string[];
  /** Keys of the segments, in the order that `segments` counts them by. */
  readonly keys: readonly string[];
  /** Place of each one's segment in `keys`. */
  readonly segments: Uint8Array;
  /** In steps of 1/`CONFIDENCE_STEPS`. */
  readonly confidence: Uint8Array;
  /** Coordinates on the map. */
  readonly x: Float32Array;
  readonly y: Float32Array;
}

export const CONFIDENCE_STEPS = 255;

/** Key of the segment of a row. */
export function segmentOf({ keys, segments }: SegmentMembers, row: number): string {
  return keys[segments[row] ?? 0] ?? "";
}

/** How sure a row is of its segment, in [0,1]. */
export function confidenceOf({ confidence }: Pick<SegmentMembers, "confidence">, row: number): number {
  return (confidence[row] ?? 0) / CONFIDENCE_STEPS;
}

/** The segments' keys by profile. */
export function segmentsByProfile(members: SegmentMembers): ReadonlyMap<string, string> {
  const segments = new Map<string, string>();
  for (const [row, profileId] of members.profileIds.entries())
    segments.set(profileId, segmentOf(members, row));
  return segments;
}

const schema = z.object({
  profileIds: z.array(z.string()),
  keys: z.array(z.string()),
  segments: z.base64(),
  confidence: z.base64(),
  x: z.base64(),
  y: z.base64(),
});

/** As text, for sealing. */
export function writeMembers({ profileIds, keys, ...lists }: SegmentMembers): string {
  const text = (list: Uint8Array | Float32Array) =>
    Buffer.from(list.buffer, list.byteOffset, list.byteLength).toString("base64");
  return JSON.stringify({
    profileIds,
    keys,
    segments: text(lists.segments),
    confidence: text(lists.confidence),
    x: text(lists.x),
    y: text(lists.y),
  });
}

/** @throws Error if the text is none that `writeMembers` wrote */
export function readMembers(text: string): SegmentMembers {
  const { profileIds, keys, ...lists } = schema.parse(JSON.parse(text));
  const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, "base64"));
  const numbers = (base64: string) => new Float32Array(bytes(base64).buffer);
  return {
    profileIds,
    keys,
    segments: bytes(lists.segments),
    confidence: bytes(lists.confidence),
    x: numbers(lists.x),
    y: numbers(lists.y),
  };
}

/** Those for whom `keep` holds. */
export function someMembers(all: SegmentMembers, keep: (profileId: string) => boolean): SegmentMembers {
  const left = all.profileIds.flatMap((profileId, at) => (keep(profileId) ? [at] : []));
  const pick = <T extends Uint8Array | Float32Array>(list: T): T =>
    list.filter((_, at) => keep(all.profileIds[at] ?? "")) as T;
  return {
    profileIds: left.map((at) => all.profileIds[at] ?? ""),
    keys: all.keys,
    segments: pick(all.segments),
    confidence: pick(all.confidence),
    x: pick(all.x),
    y: pick(all.y),
  };
}
