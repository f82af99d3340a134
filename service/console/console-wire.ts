import type {
  BuildProgress,
  Estimate,
  LintFinding,
  LintSeverity,
  ReportedSegment,
  SegmentReport,
} from "../../core/index.js";

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

/** One reply of the library, with how it does. */
export interface ReplyRow {
  readonly key: string;
  readonly title: string;
  /** Its texts: `default/en`, `vip/de`. */
  readonly variants: readonly string[];
  /** Imported tickets that were answered with it. */
  readonly tickets: number;
  readonly shown: number;
  /** How often an agent took it. */
  readonly used: number;
  /** Share of those shown that agents took; `undefined`: never shown. */
  readonly acceptance?: Estimate | undefined;
  /** Share of good ratings; `undefined`: never rated. */
  readonly satisfaction?: Estimate | undefined;
  /** Whether it is clearly rated worse than all others. */
  readonly isLow: boolean;
}

/** The reply library, and what is to be looked at in it. */
export interface LibraryView {
  readonly counts: Readonly<Record<LintSeverity, number>>;
  readonly findings: readonly LintFinding[];
  readonly replies: readonly ReplyRow[];
}
