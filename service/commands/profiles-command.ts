import { type Command, Option } from "commander";
import { PURPOSES, type Purpose } from "../../core/index.js";
import { parseSubject, somebody } from "../parse-subject.js";
import { printHint, printJson, withInstallation } from "./with-installation.js";

interface Whom {
  readonly identifier?: string;
  readonly profile?: string;
}

/** Options by which a command names a person. */
export function naming(command: Command): Command {
  return command
    .option("--identifier <type:value>", "e.g. email:vera@example.com")
    .option("--profile <id>", "the profile's own id; ids of merged profiles too");
}

/** `rapport profiles …`: look at people, and take merges back. */
export function addProfiles(program: Command): void {
  const profiles = program.command("profiles").description("look at people, and take merges back");
  naming(profiles.command("show"))
    .description("what one purpose may see of a person, and what is withheld")
    .addOption(new Option("--purpose <purpose>", "what for").choices(PURPOSES).default("service"))
    .action(({ purpose, ...whom }: Whom & { purpose: Purpose }) =>
      withInstallation(async ({ core }) => {
        printJson(somebody(await core.privacy.read(parseSubject(whom), purpose, "cli")));
      }),
    );
  naming(profiles.command("merges"))
    .description("merges, oldest first; without a person those of all")
    .action((whom: Whom) =>
      withInstallation(async ({ core }) => {
        const isOfAll = whom.identifier === undefined && whom.profile === undefined;
        printJson(await core.privacy.merges(isOfAll ? undefined : parseSubject(whom)));
      }),
    );
  profiles
    .command("unmerge <merge-id>")
    .description("take a merge back: both are who they were, with what came since; they stay apart")
    .action((mergeId: string) =>
      withInstallation(async ({ core }) => {
        const undone = await core.privacy.unmerge(mergeId, "cli");
        printJson(undone);
        if (undone.restricted === true) {
          printHint("Both stay restricted, as they were as one: end it with `rapport privacy unrestrict`.");
        }
      }),
    );
}
