import { useCallback, useMemo } from "react";
import { ChangesTab } from "./changes-tab.js";
import type { ConsoleClient } from "./console-client.js";
import { CustomerTab } from "./customer-tab.js";
import { FairnessTab } from "./fairness-tab.js";
import { LoadProblem } from "./load-problem.js";
import { MapTab } from "./map-tab.js";
import { OverviewTab } from "./overview-tab.js";
import { ProposalsTab } from "./proposals-tab.js";
import { RepliesTab } from "./replies-tab.js";
import { RulesTab } from "./rules-tab.js";
import { segmentNames } from "./segment-names.js";
import { TabBar } from "./tab-bar.js";
import type { ColourScheme } from "./use-colour-scheme.js";
import { useLoaded } from "./use-loaded.js";
import { usePlace } from "./use-place.js";

interface ConsoleProps {
  readonly client: ConsoleClient;
  readonly scheme: ColourScheme;
}

const NOT_BUILT = (
  <div className="empty">
    <h2>There is no build yet</h2>
    <p>
      Press <a href="#/overview">Build now</a> on the overview: it reads all customers who may be analysed,
      and sorts them into groups.
    </p>
  </div>
);

/** What somebody sees who has signed in: tabs over the newest build. */
export function Console({ client, scheme }: ConsoleProps) {
  const { tab, detail } = usePlace();
  const load = useCallback(
    () => Promise.all([client.status(), client.report(), client.runs()] as const),
    [client],
  );
  const { value, error, reload } = useLoaded(load);
  const names = useMemo(() => {
    const [, newest, runs = []] = value ?? [];
    const older = runs.slice(1).flatMap(({ segments }) => segments);
    return segmentNames(newest?.run?.report.segments ?? [], scheme, older);
  }, [value, scheme]);

  function content() {
    if (error !== undefined) {
      return <LoadProblem error={error} onRetry={reload} />;
    }
    if (tab === "map" && (value === undefined || value[1].run !== undefined)) {
      return <MapTab client={client} run={value?.[1].run} names={names} scheme={scheme} />;
    }
    if (value === undefined) return <p role="status">Loading…</p>;
    const [status, { run }, runs] = value;
    switch (tab) {
      case "overview":
        return <OverviewTab client={client} status={status} run={run} names={names} onChanged={reload} />;
      case "rules":
        return <RulesTab client={client} />;
      case "customer":
        return <CustomerTab client={client} names={names} profileId={detail} />;
      case "replies":
        return <RepliesTab client={client} scheme={scheme} replyKey={detail} />;
      case "proposals":
        return <ProposalsTab client={client} names={names} />;
    }
    if (run === undefined) return NOT_BUILT;
    return tab === "fairness" ? (
      <FairnessTab report={run.report} names={names} scheme={scheme} />
    ) : (
      <ChangesTab run={run} runs={runs} names={names} scheme={scheme} />
    );
  }

  return (
    <>
      <TabBar tab={tab} />
      <main>
        <div
          className="page-body"
          id="tab-panel"
          role="tabpanel"
          aria-labelledby={`tab-${tab}`}
          data-test={`panel-${tab}`}
        >
          {content()}
        </div>
      </main>
    </>
  );
}
