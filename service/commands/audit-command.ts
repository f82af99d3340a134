import type { Command } from "commander";
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
    .action(() =>
      withInstallation(async ({ core }) => {
        const progress = showProgress("Verifying the audit");
        const verdict = await core.privacy.verifyAudit(progress.update).finally(() => progress.end());
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

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0) {
    throw new RapportError("request_malformed", "must be a whole number");
  }
  return number;
}
