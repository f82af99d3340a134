import { SingleBar } from "cli-progress";

/** Shows how far long work has come: a bar on a terminal, a line at each tenth elsewhere. Written to stderr. */
export interface Progress {
  /** @param done in [0, total] */
  update(done: number, total: number): void;
  end(): void;
}

export function showProgress(label: string): Progress {
  return process.stderr.isTTY ? progressBar(label) : progressLines(label);
}

function progressBar(label: string): Progress {
  const bar = new SingleBar({
    format: `${label} {bar} {percentage} % | {eta_formatted} left`,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    hideCursor: true,
    stream: process.stderr,
  });
  bar.start(1, 0);
  return {
    update(done, total) {
      bar.setTotal(Math.max(total, 1));
      bar.update(done);
    },
    end: () => bar.stop(),
  };
}

function progressLines(label: string): Progress {
  let tenths = 0;
  return {
    update(done, total) {
      const reached = total === 0 ? 10 : Math.floor((10 * done) / total);
      if (reached > tenths) process.stderr.write(`${label}: ${reached * 10} %\n`);
      tenths = Math.max(tenths, reached);
    },
    end() {},
  };
}
