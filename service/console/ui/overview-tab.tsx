import type { SegmentStatus } from "../../../core/index.js";
import type { NewestRun } from "../console-wire.js";
import { BuildPanel } from "./build-panel.js";
import type { ConsoleClient } from "./console-client.js";
import { Ladder } from "./ladder.js";
import { customers, timeOf } from "./number-words.js";
import type { SegmentNames } from "./segment-names.js";
import { SegmentTable } from "./segment-table.js";
import { TagsSwitch } from "./tags-switch.js";

interface OverviewTabProps {
  readonly client: ConsoleClient;
  readonly status: SegmentStatus;
  readonly run: NewestRun["run"];
  readonly names: SegmentNames;
  onChanged(): void;
}

export function OverviewTab({ client, status, run, names, onChanged }: OverviewTabProps) {
  return (
    <>
      <div className="overview-top">
        <section className="card" aria-labelledby="ladder-title">
          <h2 id="ladder-title">What a decision rests on</h2>
          <Ladder status={status} />
        </section>
        <section className="card" aria-labelledby="build-title">
          <h2 id="build-title">Newest build</h2>
          <p data-test="built">
            {run === undefined
              ? "There is no build yet."
              : `${timeOf(run.builtAtMs)}: ${customers(run.report.people)} in ${run.report.segments.length} segments.`}
          </p>
          {run !== undefined && run.report.withheld > 0 && (
            <p className="muted">
              {customers(run.report.withheld)} not looked at: they did not agree to be analysed.
            </p>
          )}
          <BuildPanel client={client} onDone={onChanged} />
          <TagsSwitch client={client} on={status.writeTags} onChanged={onChanged} />
        </section>
      </div>
      {run === undefined ? (
        <div className="empty">
          <h2>There is no build yet</h2>
          <p>Until then, your rules alone decide. A build looks for groups among your customers.</p>
        </div>
      ) : (
        <SegmentTable client={client} segments={run.report.segments} names={names} onChanged={onChanged} />
      )}
    </>
  );
}
