import { useId, useState } from "react";
import type { BuildRequest } from "../../../core/index.js";
import type { JobState } from "../console-wire.js";
import type { ConsoleClient } from "./console-client.js";
import { whole } from "./number-words.js";
import { useJob } from "./use-job.js";

const STAGES: Readonly<Record<JobState["stage"], string>> = {
  reading: "Reading customers",
  clustering: "Finding groups",
  learning: "Learning to tell them apart",
  describing: "Describing the groups",
  assigning: "Placing everybody",
};

interface BuildPanelProps {
  readonly client: ConsoleClient;
  onDone(): void;
}

/** Builds now, and tells how it goes. */
export function BuildPanel({ client, onDone }: BuildPanelProps) {
  const { state, error, start } = useJob(client, onDone);
  const [method, setMethod] = useState("");
  const [count, setCount] = useState("");
  const id = useId();
  const isRunning = state?.state === "running";
  const request = {
    ...(method === "" ? {} : { method: method as BuildRequest["method"] }),
    ...(count === "" ? {} : { k: Number(count) }),
  };
  return (
    <div className="build-panel">
      <div className="row">
        <button
          type="button"
          className="primary"
          data-test="build"
          disabled={isRunning}
          onClick={() => start(() => client.build(request))}
        >
          {isRunning ? "Building…" : "Build now"}
        </button>
        <details>
          <summary>How</summary>
          <div className="row">
            <label htmlFor={`${id}-method`}>Method</label>
            <select id={`${id}-method`} value={method} onChange={(event) => setMethod(event.target.value)}>
              <option value="">as fits the data</option>
              <option value="k-means">k-means</option>
              <option value="dbscan">DBSCAN</option>
              <option value="ward">Ward</option>
            </select>
            <label htmlFor={`${id}-count`}>Groups</label>
            <input
              id={`${id}-count`}
              type="number"
              min={2}
              max={20}
              placeholder="auto"
              value={count}
              onChange={(event) => setCount(event.target.value)}
            />
          </div>
        </details>
      </div>
      {isRunning && (
        <div className="build-progress">
          <label htmlFor={`${id}-progress`}>
            {STAGES[state.stage]}
            {state.total > 0 && `: ${whole(state.done)} of ${whole(state.total)}`}
          </label>
          <progress id={`${id}-progress`} value={state.done} max={Math.max(1, state.total)} />
        </div>
      )}
      <p role="status" data-test="build-outcome" className={state?.state === "failed" ? "bad" : "muted"}>
        {error ?? (isRunning ? "" : state?.outcome)}
      </p>
    </div>
  );
}
