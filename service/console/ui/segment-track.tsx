import type { ShownShift } from "../../../core/index.js";
import { dayOf } from "./number-words.js";
import type { SegmentNames } from "./segment-names.js";

interface SegmentTrackProps {
  /** The newest first; at least one. */
  readonly shifts: readonly ShownShift[];
  readonly names: SegmentNames;
}

const WIDTH = 1_000;

/** A customer's segments as a band through time, from a little before the first move until now. The list has the words. */
export function SegmentTrack({ shifts, names }: SegmentTrackProps) {
  const inOrder = shifts.filter(({ undoneAtMs }) => undoneAtMs === undefined).toReversed();
  const [first] = inOrder;
  if (first === undefined) return null;
  const nowMs = Date.now();
  const startMs = first.atMs - (nowMs - first.atMs) * 0.1;
  const at = (ms: number) => ((ms - startMs) / (nowMs - startMs || 1)) * WIDTH;
  const stays = [
    { key: first.from, fromMs: startMs, untilMs: first.atMs },
    ...inOrder.map(({ to, atMs }, place) => ({
      key: to,
      fromMs: atMs,
      untilMs: inOrder[place + 1]?.atMs ?? nowMs,
    })),
  ];
  return (
    <div className="track">
      <svg viewBox={`0 0 ${WIDTH} 18`} preserveAspectRatio="none" aria-hidden="true">
        {stays.map(({ key, fromMs, untilMs }) => (
          <rect
            key={fromMs}
            x={at(fromMs)}
            width={Math.max(1, at(untilMs) - at(fromMs) - 2)}
            height="18"
            fill={names.colour(key)}
          />
        ))}
      </svg>
      <div className="track-ends">
        <small>{dayOf(startMs)}</small>
        <small>now</small>
      </div>
    </div>
  );
}
