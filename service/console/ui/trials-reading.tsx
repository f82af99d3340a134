import { useMemo } from "react";
import type { ReplyTrials } from "../../../core/index.js";
import { ChartCard } from "./chart-card.js";
import { intervalsChart, type SharePoint } from "./intervals-chart.js";
import { percent, whole } from "./number-words.js";
import type { ColourScheme } from "./use-colour-scheme.js";

interface TrialsReadingProps {
  readonly trials: ReplyTrials;
  readonly scheme: ColourScheme;
}

const HEIGHT_PX = 170;

/** What came of the experiment and of exploring, drawn and in words. */
export function TrialsReading({ trials: { experiment, exploration }, scheme }: TrialsReadingProps) {
  const arms = useMemo(() => armPoints(experiment), [experiment]);
  const ways = useMemo(() => wayPoints(exploration), [exploration]);
  const armsOption = useMemo(() => intervalsChart(arms, scheme), [arms, scheme]);
  const waysOption = useMemo(() => intervalsChart(ways, scheme), [ways, scheme]);
  return (
    <div className="two">
      {experiment !== undefined && arms.length > 0 && (
        <ChartCard
          title={`Experiment ${experiment.name}`}
          option={armsOption}
          heightPx={HEIGHT_PX}
          columns={["Way", "Customers", "Helped", "Share", "95 %"]}
          rows={experiment.arms.map(({ name, customers, helped, rate }) => [
            name,
            whole(customers),
            whole(helped),
            rate === undefined ? "" : percent(rate.mean),
            rate === undefined ? "" : `${percent(rate.low)} to ${percent(rate.high)}`,
          ])}
        >
          <p data-test="verdict" data-verdict={experiment.verdict}>
            {experiment.sentence}
          </p>
          <p className="muted">
            {experiment.isRunning ? "Running." : "Ended."} Share of the customers whom a reply helped, each by
            the first of their messages in the last 90 days; lines are 95 % ranges. The verdict asks for more
            than ranges that lie apart, and so holds however often one looks.
          </p>
        </ChartCard>
      )}
      {experiment !== undefined && arms.length === 0 && (
        <section className="card" aria-labelledby="experiment-reading">
          <h2 id="experiment-reading">Experiment {experiment.name}</h2>
          <p data-test="verdict">{experiment.sentence}</p>
        </section>
      )}
      {ways.length > 0 ? (
        <ChartCard
          title="What exploring costs"
          option={waysOption}
          heightPx={HEIGHT_PX}
          columns={["Turns", "Share helped", "95 %"]}
          rows={ways.map(({ label, share, low, high }) => [
            label,
            percent(share),
            `${percent(low)} to ${percent(high)}`,
          ])}
        >
          <p data-test="exploration-reading">{exploration.sentence}</p>
          <p className="muted">
            Estimated from the turns in which the best reply stood first, weighed by how probable that was
            (SNIPS).
          </p>
        </ChartCard>
      ) : (
        <section className="card" aria-labelledby="exploration-reading">
          <h2 id="exploration-reading">What exploring costs</h2>
          <p data-test="exploration-reading">{exploration.sentence}</p>
        </section>
      )}
    </div>
  );
}

function armPoints(experiment: ReplyTrials["experiment"]): readonly SharePoint[] {
  return (experiment?.arms ?? []).flatMap(({ name, rate }) =>
    rate === undefined ? [] : [{ label: name, share: rate.mean, low: rate.low, high: rate.high }],
  );
}

function wayPoints({ without }: ReplyTrials["exploration"]): readonly SharePoint[] {
  if (without.status !== "estimated") return [];
  return Object.entries({ "as it was": without.actual, unexplored: without.snips }).map(
    ([label, { estimate, low, high }]) => ({ label, share: estimate, low, high }),
  );
}
