import { useMemo, useState } from "react";
import type { NewestRun, RunSummary } from "../console-wire.js";
import { ChartCard } from "./chart-card.js";
import { curveChart } from "./curve-chart.js";
import { flowsChart } from "./flows-chart.js";
import { customers, short, whole } from "./number-words.js";
import type { SegmentNames } from "./segment-names.js";
import { sizesChart, sizesTable } from "./sizes-chart.js";
import type { ColourScheme } from "./use-colour-scheme.js";

interface ChangesTabProps {
  readonly run: NonNullable<NewestRun["run"]>;
  /** The newest first. */
  readonly runs: readonly RunSummary[];
  readonly names: SegmentNames;
  readonly scheme: ColourScheme;
}

export function ChangesTab({ run: { report }, runs, names, scheme }: ChangesTabProps) {
  const [withStayed, setWithStayed] = useState(false);
  const { moves, curves, k, changes, stability, silhouette } = report;
  const inOrder = useMemo(() => runs.toReversed(), [runs]);
  const shown = useMemo(
    () => moves.filter(({ from, to, people }) => people > 0 && (withStayed || from !== to)),
    [moves, withStayed],
  );
  const movers = moves.reduce((sum, { from, to, people }) => (from === to ? sum : sum + people), 0);
  const sizes = useMemo(() => sizesChart(inOrder, names, scheme), [inOrder, names, scheme]);
  const flows = useMemo(() => flowsChart(shown, names, scheme), [shown, names, scheme]);
  const separation = useMemo(
    () =>
      curveChart(
        curves.map((at) => ({ k: at.k, value: at.silhouette })),
        k,
        scheme,
      ),
    [curves, k, scheme],
  );
  const elbow = useMemo(
    () =>
      curveChart(
        curves.map((at) => ({ k: at.k, value: at.inertia })),
        k,
        scheme,
      ),
    [curves, k, scheme],
  );

  return (
    <>
      <section className="card" aria-labelledby="changed-title">
        <h2 id="changed-title">What changed</h2>
        {changes.length === 0 ? (
          <p className="muted">Nothing, or there is no build before this one.</p>
        ) : (
          <ul className="sentences" data-test="changes">
            {changes.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
      </section>
      <ChartCard title="Sizes, build by build" option={sizes} heightPx={320} {...sizesTable(inOrder, names)}>
        {runs.length === 1 && (
          <p className="muted">With the next build there will be something to compare.</p>
        )}
      </ChartCard>
      {moves.length > 0 && (
        <ChartCard
          title="Who went where since the build before"
          option={flows}
          heightPx={Math.max(220, 34 * names.keys.length)}
          columns={["From", "To", "Customers"]}
          rows={shown.map(({ from, to, people }) => [names.name(from), names.name(to), whole(people)])}
        >
          <div className="row">
            <p className="muted">{customers(movers)} moved.</p>
            <label className="check">
              <input
                type="checkbox"
                checked={withStayed}
                onChange={(event) => setWithStayed(event.target.checked)}
              />
              Also those who stayed
            </label>
          </div>
        </ChartCard>
      )}
      {curves.length > 0 && (
        <div className="two">
          <ChartCard
            title="How well the groups are separated"
            option={separation}
            heightPx={240}
            columns={["Groups", "Silhouette"]}
            rows={curves.map((at) => [String(at.k), at.silhouette.toFixed(3)])}
          >
            <p className="muted">
              Silhouette, 1 at best. {k} groups were chosen
              {silhouette !== undefined &&
                `: ${silhouette.value.toFixed(2)} ± ${short(silhouette.standardError)}`}
              .
            </p>
          </ChartCard>
          <ChartCard
            title="How far customers are from their group’s centre"
            option={elbow}
            heightPx={240}
            columns={["Groups", "Sum of squared distances"]}
            rows={curves.map((at) => [String(at.k), whole(at.inertia)])}
          >
            <p className="muted">
              Sum of squared distances: behind the bend, more groups gain little.
              {stability !== undefined &&
                ` Built anew from samples, the groups agree by ${stability.mean.toFixed(2)} of 1.`}
            </p>
          </ChartCard>
        </div>
      )}
    </>
  );
}
