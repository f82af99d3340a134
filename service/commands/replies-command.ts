import { type Command, Option } from "commander";
import { LINT_RULES, type LintRule, RapportError, UNUSED } from "../../core/index.js";
import { addPriors } from "./priors-command.js";
import { renderFindings, renderReplies, renderReply } from "./render-replies.js";
import { addReplyExperiment } from "./replies-experiment-command.js";
import { addReplySettings } from "./replies-settings-command.js";
import { print, printJson, withInstallation } from "./with-installation.js";

const JSON_OPTION = ["--json", "one JSON object"] as const;

/** `rapport replies …`: the library, how its replies do, what is to be looked at, and what is tried out. */
export function addReplies(program: Command): void {
  const replies = program
    .command("replies")
    .description("the reply library: how replies do, what to look at, what is tried out");
  replies
    .command("lint")
    .description(
      "look for duplicates, gaps, broken templates, replies that don't help; exit code 1 if errors",
    )
    .addOption(new Option("--rule <rule>", "only what this rule finds").choices(LINT_RULES))
    .option(...JSON_OPTION)
    .action(({ rule, json }: { rule?: LintRule; json?: boolean }) =>
      withInstallation(async ({ core }) => {
        const { report } = await core.library.lint();
        const findings = report.findings.filter((finding) => rule === undefined || finding.rule === rule);
        if (json === true) printJson({ replies: report.replies, findings });
        else print(renderFindings(report.replies, findings));
        if (findings.some(({ severity }) => severity === "error")) process.exitCode = 1;
      }),
    );
  replies
    .command("list")
    .description("all replies with their use")
    .option(...JSON_OPTION)
    .action(({ json }: { json?: boolean }) =>
      withInstallation(async ({ core }) => {
        const linted = await core.library.lint();
        if (json !== true) return print(renderReplies(linted));
        printJson(
          [...linted.replies.values()].map((reply) => ({
            ...reply,
            usage: linted.report.usage.get(reply.key) ?? UNUSED,
          })),
        );
      }),
    );
  replies
    .command("show <key>")
    .description("one reply: its texts, its use, what is to be looked at")
    .option(...JSON_OPTION)
    .action((key: string, { json }: { json?: boolean }) =>
      withInstallation(async ({ core }) => {
        const { replies: library, report } = await core.library.lint();
        const reply = library.get(key);
        if (reply === undefined) {
          throw new RapportError("not_found", `there is no reply ${key}: rapport replies list`);
        }
        const usage = report.usage.get(key) ?? UNUSED;
        const findings = report.findings.filter((finding) => finding.replies.includes(key));
        if (json === true) printJson({ ...reply, usage, findings });
        else print(renderReply(reply, usage, findings));
      }),
    );
  addPriors(replies);
  addReplySettings(replies);
  addReplyExperiment(replies);
}
