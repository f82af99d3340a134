import type { Command } from "commander";
import { RapportError, type ReplySettings, type ReplySettingsChange } from "../../core/index.js";
import { print, printJson, withInstallation } from "./with-installation.js";

const ACTOR = "cli";

interface SettingsOptions {
  readonly exploration?: string;
  readonly experiment?: string;
  readonly impersonal?: string;
  readonly endExperiment?: boolean;
  readonly json?: boolean;
}

/** `rapport replies settings`: what an admin settles for replies. */
export function addReplySettings(replies: Command): void {
  replies
    .command("settings")
    .description("print what is settled for replies, or change it, from the next turn on")
    .option(
      "--exploration <share>",
      "of the turns, 0 to 0.5: there another good reply may stand first, to learn how well it does",
    )
    .option(
      "--experiment <name>",
      "start to compare replies ranked without looking at the customer with personal ones",
    )
    .option("--impersonal <share>", "of the customers, 0.01 to 0.99, who get them the impersonal way")
    .option("--end-experiment", "rank all replies the personal way again")
    .option("--json", "one JSON object")
    .action((options: SettingsOptions) =>
      withInstallation(async ({ core }) => {
        const change = changeOf(options);
        const settings =
          change === undefined
            ? await core.replySettings.load()
            : await core.replySettings.change(change, ACTOR);
        if (options.json === true) printJson(settings);
        else print(renderSettings(settings));
      }),
    );
}

/** @returns `undefined` if nothing is to be changed */
function changeOf(options: SettingsOptions): ReplySettingsChange | undefined {
  const { exploration, experiment, impersonal, endExperiment = false } = options;
  if (endExperiment && experiment !== undefined) {
    throw refused("an experiment is either started or ended: --experiment or --end-experiment");
  }
  if ((experiment === undefined) !== (impersonal === undefined)) {
    throw refused("an experiment needs a name and a share: --experiment NAME --impersonal 0.5");
  }
  const started =
    experiment === undefined || impersonal === undefined
      ? undefined
      : { name: experiment, impersonalShare: shareOf("--impersonal", impersonal) };
  if (exploration === undefined && started === undefined && !endExperiment) return undefined;
  return {
    ...(exploration === undefined ? {} : { exploration: shareOf("--exploration", exploration) }),
    ...(endExperiment ? { experiment: null } : {}),
    ...(started === undefined ? {} : { experiment: started }),
  };
}

function shareOf(option: string, value: string): number {
  if (!/^\d*\.?\d+$/.test(value)) throw refused(`${option} takes a share such as 0.1, not a percentage`);
  return Number(value);
}

function renderSettings({ exploration, experiment }: ReplySettings): string {
  return [
    exploration === 0
      ? "Exploration: off; the best reply always stands first."
      : `Exploration: ${exploration}; in so many turns another good reply may stand first.`,
    experiment === undefined
      ? "Experiment: none."
      : `Experiment: ${experiment.name}; ${experiment.impersonalShare} of the customers get replies ranked the impersonal way.`,
  ].join("\n");
}

function refused(sentence: string): RapportError {
  return new RapportError("request_malformed", sentence);
}
