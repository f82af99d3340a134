import type { Estimate } from "../../../core/index.js";
import { whole } from "./number-words.js";

interface EstimateBarProps {
  readonly estimate: Estimate;
  /** What the ends of the line stand for. */
  readonly scale: readonly [from: number, to: number];
  inWords(value: number): string;
}

const WIDTH = 92;
const EDGE = 5;

/** A figure with the range in which it lies with 95 % certainty. */
export function EstimateBar({ estimate, scale, inWords }: EstimateBarProps) {
  const { mean, low, high, n } = estimate;
  const [from, to] = scale;
  const at = (value: number) => EDGE + ((value - from) / (to - from || 1)) * (WIDTH - 2 * EDGE);
  const range = `${inWords(low)} to ${inWords(high)}`;
  return (
    <div className="estimate" title={`95 %: ${range}, from ${whole(n)}`}>
      <span>
        {inWords(mean)} <span className="visually-hidden">, between {range}</span>
      </span>
      <svg width={WIDTH} height="12" viewBox={`0 0 ${WIDTH} 12`} aria-hidden="true">
        <line className="axis" x1={EDGE} x2={WIDTH - EDGE} y1="6" y2="6" />
        <path className="range" d={`M${at(low)} 2V10M${at(low)} 6H${at(high)}M${at(high)} 2V10`} />
        <circle className="mean" cx={at(mean)} cy="6" r="3" />
      </svg>
    </div>
  );
}
