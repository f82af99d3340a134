import { type Command, InvalidArgumentError } from "commander";
import { RapportError } from "../../core/index.js";
import { parseSubject } from "../parse-subject.js";
import { showProgress } from "../progress.js";
import { print, printJson, withInstallation } from "./with-installation.js";

/** `rapport audit …`: who did what with whose data. */
export function addAudit(program: Command): void {
  const audit = program.command("audit").description("who did what with whose data");
  audit
    .command("verify")
    .description("prove that no entry was changed, removed or put in between")
    .option(
      "--head <hash>",
      "the head of an earlier run, noted elsewhere: also proves that no end was cut off",
      head,
    )
    .option("--entries <n>", "how many entries there were then; with --head", wholeNumber)
    .action(({ head: noted, entries }: { head?: string; entries?: number }) =>
      withInstallation(async ({ core }) => {
        if (noted === undefined && entries !== undefined) {
          throw new RapportError("request_malformed", "--entries goes with --head");
        }
        const progress = showProgress("Verifying the audit");
        const verdict = await core.privacy
          .verifyAudit(progress.update, noted === undefined ? undefined : { head: noted, entries })
          .finally(() => progress.end());
        if (verdict.firstBroken !== undefined) {
          const { sequence, reason } = verdict.firstBroken;
          throw new RapportError("storage_failed", `The chain is broken at entry ${sequence}: ${reason}.`);
        }
        print(`${verdict.entries} entries, unbroken. Head: ${verdict.head}`);
      }),
    );
  audit
    .command("show")
    .description("entries as JSON, newest last")
    .option("--subject <whom>", "type:value, or a profile's id; also one that was erased")
    .option("--after <n>", "entries after this one", wholeNumber)
    .option("--limit <n>", "how many at most", wholeNumber, 100)
    .action(({ subject, after, limit }: { subject?: string; after?: number; limit: number }) =>
      withInstallation(async ({ core }) => {
        printJson(
          await core.privacy.audit({
            limit,
            ...(subject === undefined ? {} : { subject: whom(subject) }),
            ...(after === undefined ? {} : { afterSequence: after }),
          }),
        );
      }),
    );
}

function whom(text: string) {
  return parseSubject(text.includes(":") ? { identifier: text } : { profile: text });
}

function head(value: string): string {
  if (!/^[0-9a-f]{64}$/.test(value)) throw new InvalidArgumentError("64 hexadecimal digits");
  return value;
}

function wholeNumber(value: string): number {
  // An empty text is 0 to `Number`.
  if (!/^\d{1,15}$/.test(value)) throw new InvalidArgumentError("must be a whole number");
  return Number(value);
}
