import type { Estimate, ReportedSegment } from "../../../core/index.js";
import type { ConsoleClient } from "./console-client.js";
import { DriverBars } from "./driver-bars.js";
import { EstimateBar } from "./estimate-bar.js";
import { percent, short, whole } from "./number-words.js";
import { SegmentName } from "./segment-name.js";
import type { SegmentNames } from "./segment-names.js";

interface SegmentTableProps {
  readonly client: ConsoleClient;
  readonly segments: readonly ReportedSegment[];
  readonly names: SegmentNames;
  onChanged(): void;
}

const FIGURES = [
  ["satisfaction", "Content", "Share of good ratings", percent],
  ["tickets", "Tickets", "Tickets a customer and year", short],
  ["reopened", "Reopened", "Solved tickets opened again, a customer and year", short],
  ["spend", "Spend", "Spend a customer and year", short],
] as const;

type Figure = (typeof FIGURES)[number][0];

/** From the lowest to the highest value that any segment may have: differences are what the column is for. */
function scaleOf(segments: readonly ReportedSegment[], figure: Figure): readonly [number, number] {
  const known = segments.flatMap(({ business }) => business[figure] ?? []);
  return [Math.min(...known.map(({ low }) => low)), Math.max(...known.map(({ high }) => high))];
}

export function SegmentTable({ client, segments, names, onChanged }: SegmentTableProps) {
  const widest = Math.max(
    0.5,
    ...segments.flatMap(({ drivers }) => drivers.map(({ effect }) => Math.abs(effect))),
  );
  const bar = (estimate: Estimate | undefined, at: number) => {
    const [figure, , , inWords] = FIGURES[at] ?? FIGURES[0];
    return estimate === undefined ? (
      <span className="muted">too few</span>
    ) : (
      <EstimateBar estimate={estimate} scale={scaleOf(segments, figure)} inWords={inWords} />
    );
  };
  return (
    <section className="card" aria-labelledby="segments-title">
      <h2 id="segments-title">Segments</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it by arrows */}
      <section className="scroll" tabIndex={0} aria-label="Table of segments">
        <table className="segments" data-test="segments">
          <thead>
            <tr>
              <th scope="col">Segment</th>
              <th scope="col">Customers</th>
              <th scope="col" title="How sure we are of its members, on average">
                Sure
              </th>
              <th scope="col">What sets it apart</th>
              {FIGURES.map(([figure, title, words]) => (
                <th key={figure} scope="col" title={`${words}, with its 95 % range`}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {segments.map((segment) => (
              <tr key={segment.key} data-test={`segment-${segment.key}`}>
                <th scope="row">
                  <SegmentName
                    client={client}
                    segment={segment}
                    colour={names.colour(segment.key)}
                    onRenamed={onChanged}
                  />
                </th>
                <td className="number">
                  {whole(segment.size)}
                  <div className="share">
                    <ShareBar share={segment.share} />
                    <small>{percent(segment.share)}</small>
                  </div>
                </td>
                <td className="number">{segment.size === 0 ? "–" : percent(segment.confidence)}</td>
                <td>
                  <DriverBars drivers={segment.drivers.slice(0, 3)} widest={widest} />
                </td>
                {FIGURES.map(([figure], at) => (
                  <td key={figure}>{bar(segment.business[figure], at)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="muted">
        Bars under “What sets it apart” reach right where the segment has more than all customers, and left
        where it has less. The marks under the business figures show the range in which the true value lies
        with 95 % certainty.
      </p>
    </section>
  );
}

function ShareBar({ share }: { readonly share: number }) {
  return (
    <svg width="56" height="8" aria-hidden="true">
      <rect className="share-all" width="56" height="8" rx="2" />
      <rect className="share-part" width={56 * share} height="8" rx="2" />
    </svg>
  );
}
