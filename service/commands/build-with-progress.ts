import type { BuildRequest, SegmentRun, Segments } from "../../core/index.js";
import { type Progress, showProgress } from "../progress.js";

/** Builds the segments with progress on stderr. */
export async function buildWithProgress(of: Segments, request: BuildRequest): Promise<SegmentRun> {
  let shown: { readonly stage: string; readonly progress: Progress } | undefined;
  try {
    return await of.build(request, ({ stage, done, total }) => {
      if (shown?.stage !== stage) {
        shown?.progress.end();
        shown = { stage, progress: showProgress(`Segments, ${stage}`) };
      }
      shown.progress.update(done, total);
    });
  } finally {
    shown?.progress.end();
  }
}
