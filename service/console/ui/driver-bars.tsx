import type { SegmentDriver } from "../../../core/index.js";
import { short } from "./number-words.js";

interface DriverBarsProps {
  readonly drivers: readonly SegmentDriver[];
  /** The longest bar of the table, in standard deviations. */
  readonly widest: number;
}

const HALF = 36;

/** How far a segment is from everybody, in words. */
function distance(effect: number): string {
  const size = Math.abs(effect);
  const far = size >= 1 ? "far" : size >= 0.5 ? "clearly" : "slightly";
  return `${far} ${effect < 0 ? "below" : "above"} all customers`;
}

export function DriverBars({ drivers, widest }: DriverBarsProps) {
  if (drivers.length === 0) return <span className="muted">nothing in particular</span>;
  return (
    <ul className="drivers">
      {drivers.map(({ feature, words, effect, mean, meanOfAll }) => {
        const length = (Math.abs(effect) / widest) * HALF;
        return (
          <li key={feature}>
            <svg width={HALF * 2} height="10" viewBox={`0 0 ${HALF * 2} 10`} aria-hidden="true">
              <rect
                className={effect < 0 ? "less" : "more"}
                x={effect < 0 ? HALF - length : HALF}
                y="1"
                width={Math.max(1, length)}
                height="8"
                rx="1.5"
              />
              <line className="axis" x1={HALF} x2={HALF} y1="0" y2="10" />
            </svg>
            <span title={`${distance(effect)}: ${short(mean)}, all: ${short(meanOfAll)}`}>
              {words}
              <span className="visually-hidden">, {distance(effect)}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
