import type { Command } from "commander";
import type { ReplyTrials } from "../../core/index.js";
import { print, printJson, withInstallation } from "./with-installation.js";

/** `rapport replies experiment`: how what is tried out does. */
export function addReplyExperiment(replies: Command): void {
  replies
    .command("experiment [name]")
    .description(
      "how an experiment goes (by default the one that runs, or ran last), and what exploring costs",
    )
    .option("--json", "one JSON object")
    .action((name: string | undefined, { json }: { readonly json?: boolean }) =>
      withInstallation(async ({ core }) => {
        const trials = await core.replySettings.trials(name);
        if (json === true) printJson(trials);
        else print(renderTrials(trials));
      }),
    );
}

function renderTrials({ experiment, exploration }: ReplyTrials): string {
  return [...renderExperiment(experiment), "", ...renderExploration(exploration)].join("\n");
}

function renderExperiment(experiment: ReplyTrials["experiment"]): readonly string[] {
  if (experiment === undefined) {
    return ["No experiment: rapport replies settings --experiment NAME --impersonal 0.5 starts one."];
  }
  const { name, isRunning, arms, sentence } = experiment;
  return [
    `${name} (${isRunning ? "running" : "ended"}); each customer by the first of their ranked messages in the last 90 days`,
    columns("arm", "customers", "helped", "rate", "95 %"),
    ...arms.map(({ name: arm, customers, helped, rate }) =>
      columns(
        arm,
        customers,
        helped,
        rate === undefined ? "" : percent(rate.mean),
        rate === undefined ? "" : `${percent(rate.low)} to ${percent(rate.high)}`,
      ),
    ),
    sentence,
  ];
}

function renderExploration({ without, unlogged, sentence }: ReplyTrials["exploration"]): readonly string[] {
  const lines = [`Exploration: ${sentence}`];
  if (without.status === "estimated") {
    const { ips, snips, actual } = without;
    lines.push(
      columns("turns helped", "", "", "share", "95 %"),
      ...Object.entries({
        "as it was": actual,
        "untried (SNIPS)": snips,
        "untried (IPS)": ips,
      }).map(([what, { estimate, low, high }]) =>
        columns(what, "", "", percent(estimate), `${percent(low)} to ${percent(high)}`),
      ),
    );
  }
  if (unlogged > 0) {
    lines.push(
      `Left out: ${unlogged} turns whose first reply could not be shown, so that nothing is known of it.`,
    );
  }
  return lines;
}

function columns(first: string, ...others: readonly (string | number)[]): string {
  const widths = [10, 8, 8, 18];
  const cells = others.map((value, at) => String(value).padStart(widths[at] ?? 0));
  return `  ${first.padEnd(16)} ${cells.join(" ")}`.trimEnd();
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
