import type { BuildProgress, ReportedSegment, SegmentReport } from "../../core/index.js";

/** One build, without what only the newest one is asked for. */
export interface RunSummary {
  readonly runId: string;
  readonly builtAtMs: number;
  readonly people: number;
  readonly segments: readonly Pick<ReportedSegment, "key" | "name" | "kind" | "size">[];
}

/** The newest build; `undefined`: there is none yet. */
export interface NewestRun {
  readonly run?:
    | { readonly runId: string; readonly builtAtMs: number; readonly report: SegmentReport }
    | undefined;
}

/** How a build, or the sorting of everybody after a change of rules, is going in this process. */
export interface JobState {
  readonly state: "idle" | "running" | "done" | "failed";
  readonly kind: "build" | "assign";
  readonly stage: BuildProgress["stage"] | "assigning";
  readonly done: number;
  readonly total: number;
  /** A sentence: what came of it, or why it failed. */
  readonly outcome: string;
}
