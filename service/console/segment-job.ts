import { type BuildRequest, type Logger, RapportError, type Segments } from "../../core/index.js";
import type { JobState } from "./console-wire.js";

/** At most one at a time: it reads everybody. */
export interface SegmentJob {
  readonly state: JobState;
  /** @returns false if one is at work */
  build(request: BuildRequest): boolean;
  assign(): boolean;
}

const IDLE: JobState = { state: "idle", kind: "build", stage: "reading", done: 0, total: 0, outcome: "" };

/** Builds and sorts in the background; a page asks how it is going. */
export function createSegmentJob(segments: Segments, log: Logger): SegmentJob {
  let state = IDLE;

  function start(kind: JobState["kind"], work: () => Promise<string>): boolean {
    if (state.state === "running") return false;
    const stage = kind === "build" ? "reading" : "assigning";
    state = { ...IDLE, state: "running", kind, stage };
    work().then(
      (outcome) => {
        state = { ...state, state: "done", outcome };
      },
      (error: unknown) => {
        const ours = !(error instanceof RapportError) || error.kind === "bug";
        if (ours) log.error({ name: error instanceof Error ? error.name : "unknown" }, `${kind} failed`);
        state = { ...state, state: "failed", outcome: ours ? "Our fault: see the log." : error.message };
      },
    );
    return true;
  }

  return {
    get state() {
      return state;
    },
    build: (request) =>
      start("build", async () => {
        const { report } = await segments.build(request, (progress) => {
          state = { ...state, ...progress };
        });
        const count = report.segments.length;
        return `${count} ${count === 1 ? "segment" : "segments"} of ${inWords(report.people)} in ${report.seconds.toFixed(1)} s.`;
      }),
    assign: () =>
      start("assign", async () => {
        const { people, moved } = await segments.assign((done, total) => {
          state = { ...state, done, total };
        });
        return `${inWords(people)} looked at, ${moved.toLocaleString("en")} moved.`;
      }),
  };
}

function inWords(people: number): string {
  return people === 1 ? "1 customer" : `${people.toLocaleString("en")} customers`;
}
