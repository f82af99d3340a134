import { useCallback, useMemo } from "react";
import { ChartCard } from "./chart-card.js";
import type { ConsoleClient } from "./console-client.js";
import { FindingList } from "./finding-list.js";
import { LoadProblem } from "./load-problem.js";
import { percent, whole } from "./number-words.js";
import { ReplyTable } from "./reply-table.js";
import { RATED_AT_LEAST, resolutionChart, resolutionPoints } from "./resolution-chart.js";
import { TrialsPanel } from "./trials-panel.js";
import type { ColourScheme } from "./use-colour-scheme.js";
import { useLoaded } from "./use-loaded.js";

interface RepliesTabProps {
  readonly client: ConsoleClient;
  readonly scheme: ColourScheme;
  /** Key of the reply that the address names. */
  readonly replyKey: string | undefined;
}

/** The reply library: what is to be looked at in it, how its replies do, and how they are tried out. */
export function RepliesTab({ client, scheme, replyKey }: RepliesTabProps) {
  const load = useCallback(() => client.library(), [client]);
  const { value, error, reload } = useLoaded(load);
  const points = useMemo(() => resolutionPoints(value?.replies ?? []), [value]);
  const option = useMemo(() => resolutionChart(points, scheme), [points, scheme]);

  if (error !== undefined) {
    return <LoadProblem error={error} onRetry={reload} />;
  }
  if (value === undefined) return <p role="status">Loading…</p>;
  if (value.replies.length === 0 && value.findings.length === 0) {
    return (
      <div className="empty">
        <h2>There are no replies yet</h2>
        <p>
          Bring them in with <code>rapport import replies FILE</code>, or from Zendesk itself with{" "}
          <code>rapport import macros --from zendesk</code>.
        </p>
      </div>
    );
  }
  return (
    <>
      <FindingList view={value} />
      {points.length > 0 && (
        <ChartCard
          title="Use and resolution"
          option={option}
          heightPx={340}
          columns={["Reply", "Used", "Content", "Ratings"]}
          rows={points.map(({ title, uses, share, ratings }) => [
            title,
            whole(uses),
            percent(share),
            whole(ratings),
          ])}
        >
          <p className="muted">
            Each point is a reply with {RATED_AT_LEAST} ratings or more: the further right, the more often it
            is used; the lower, the fewer customers were content. Triangles are clearly worse than all others:
            at the right and below, a better text helps most.
          </p>
        </ChartCard>
      )}
      <TrialsPanel client={client} scheme={scheme} />
      <ReplyTable view={value} replyKey={replyKey} />
    </>
  );
}
