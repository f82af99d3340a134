import type { ReportedSegment } from "../../../core/index.js";
import { segmentColour } from "./segment-colours.js";
import type { ColourScheme } from "./use-colour-scheme.js";

/** What a segment is called and drawn in, the same on all tabs. */
export interface SegmentNames {
  /** Keys in the order of the newest build. */
  readonly keys: readonly string[];
  name(key: string): string;
  colour(key: string): string;
}

/** @param older names of segments that are gone */
export function segmentNames(
  segments: readonly Pick<ReportedSegment, "key" | "name">[],
  scheme: ColourScheme,
  older: readonly Pick<ReportedSegment, "key" | "name">[] = [],
): SegmentNames {
  const keys = [...new Set([...segments, ...older].map(({ key }) => key))];
  const names = new Map([...older, ...segments].map(({ key, name }) => [key, name]));
  return {
    keys,
    name: (key) => names.get(key) ?? key,
    colour: (key) => segmentColour(keys.indexOf(key) < 0 ? 11 : keys.indexOf(key), scheme),
  };
}
