import { setTimeout as pause } from "node:timers/promises";
import type { Command } from "commander";
import { RapportError } from "../../core/index.js";
import { renderStatus, type StatusReport } from "./render-status.js";
import { print, printJson, withInstallation } from "./with-installation.js";

const EVERY_MS = 1_000;

/** `rapport status`: what is there, what waits, and what answers. */
export function addStatus(program: Command): void {
  program
    .command("status")
    .description("what is there, what waits and what answers: drawn on a terminal, else JSON")
    .option("--json", "print JSON")
    .option("--watch", "draw it anew every second, until Ctrl-C")
    .action(async ({ json = false, watch = false }: { json?: boolean; watch?: boolean }) => {
      const isDrawn = process.stdout.isTTY && !json;
      if (watch && !isDrawn) throw new RapportError("request_malformed", "--watch needs a terminal");
      await withInstallation(async ({ core }) => {
        const colours = hasColours(process.env.NO_COLOR);
        if (watch) await watchUntilInterrupted(() => core.status(), colours);
        else if (isDrawn) print(renderStatus(await core.status(), { colours }));
        else printJson(await core.status());
      });
    });
}

/** @param noColor the variable NO_COLOR (no-color.org): any text in it turns colours off */
function hasColours(noColor: string | undefined): boolean {
  return process.stdout.isTTY && (noColor === undefined || noColor === "");
}

async function watchUntilInterrupted(report: () => Promise<StatusReport>, colours: boolean): Promise<void> {
  const interrupted = new AbortController();
  const stop = () => interrupted.abort();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  try {
    await watchStatus({
      report,
      colours,
      write: (text) => process.stdout.write(text),
      // Interrupted, the pause rejects, which is no failure.
      pause: () => pause(EVERY_MS, undefined, { signal: interrupted.signal }).catch(() => {}),
      isOver: () => interrupted.signal.aborted,
    });
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  }
}

export interface Watching {
  readonly report: () => Promise<StatusReport>;
  readonly colours: boolean;
  readonly write: (text: string) => void;
  /** Resolves when it is time for the next drawing, or when it is over. */
  readonly pause: () => Promise<void>;
  readonly isOver: () => boolean;
}

const HIDE_CURSOR = "\u001b[?25l";
const SHOW_CURSOR = "\u001b[?25h";
const CLEAR = "\u001b[2J";
/** To the corner; what is drawn over and left of it is cleared line by line, so that nothing flickers. */
const HOME = "\u001b[H";
const CLEAR_LINE = "\u001b[K";
const CLEAR_BELOW = "\u001b[J";

/** Draws the status again and again in the same place. A report that fails is shown as that, and asked for again. */
export async function watchStatus({ report, colours, write, pause, isOver }: Watching): Promise<void> {
  write(`${HIDE_CURSOR}${CLEAR}`);
  try {
    while (!isOver()) {
      const drawn = await report().then(
        (found) => renderStatus(found, { colours }),
        (error: unknown) => `No status: ${error instanceof Error ? error.message : String(error)}`,
      );
      write(`${HOME}${drawn.replaceAll("\n", `${CLEAR_LINE}\n`)}${CLEAR_LINE}\n${CLEAR_BELOW}`);
      await pause();
    }
  } finally {
    write(SHOW_CURSOR);
  }
}
