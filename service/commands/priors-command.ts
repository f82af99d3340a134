import { readFileSync, statSync, writeFileSync } from "node:fs";
import { type Command, InvalidArgumentError } from "commander";
import { type ExportedPriors, type ImportedPriors, RapportError } from "../../core/index.js";
import { type Progress, showProgress } from "../progress.js";
import { print, withInstallation } from "./with-installation.js";

const ACTOR = "cli";
const MAX_BYTES = 20_000_000;
const STAGES = { "reading customers": "Reading customers", "learning weights": "Learning weights" };

/** `rapport replies priors …`: what companies that agreed to it tell each other: aggregates, never rows. */
export function addPriors(replies: Command): void {
  const priors = replies
    .command("priors")
    .description("help a sibling company to begin, or be helped: counts with noise, never a row of anybody");
  priors
    .command("export <file>")
    .description("write how often replies helped, as counts with noise and a minimum; says what goes out")
    .option("--minimum <n>", "leave out what fewer customers stand behind; default 20", aboveZero)
    .option("--epsilon <n>", "how much one customer may show in one number; default 1", aboveZero)
    .action((file: string, options: { minimum?: number; epsilon?: number }) =>
      withInstallation(async ({ core }) => {
        let shown: { readonly stage: string; readonly progress: Progress } | undefined;
        const exported = await core.library.priors
          .export({
            ...options,
            actor: ACTOR,
            onProgress(stage, done, total) {
              if (shown?.stage !== stage) {
                shown?.progress.end();
                shown = { stage, progress: showProgress(STAGES[stage]) };
              }
              shown.progress.update(done, total);
            },
          })
          .finally(() => shown?.progress.end());
        const { priors: document } = exported;
        if (document === undefined) throw new RapportError("not_found", nothingToTell(exported));
        writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
        print(exportInWords(exported, document, file));
      }),
    );
  priors
    .command("import [file]")
    .description("begin with what a sibling company's export says; it counts less with each own ticket")
    .option("--remove", "do without it again")
    .action((file: string | undefined, { remove }: { remove?: true }) =>
      withInstallation(async ({ core }) => {
        if ((file === undefined) !== (remove === true)) {
          throw new RapportError("request_malformed", "name a file, or say --remove");
        }
        if (file === undefined) {
          const removed = await core.library.priors.remove(ACTOR);
          return print(
            removed ? "Nothing of another company counts any more." : "There was nothing to remove.",
          );
        }
        if (statSync(file).size > MAX_BYTES) {
          throw new RapportError("request_too_large", `${file}: at most ${MAX_BYTES} bytes`);
        }
        print(importInWords(await core.library.priors.import(readFileSync(file, "utf8"), ACTOR)));
      }),
    );
}

function nothingToTell({ customers, tickets, withheld, unnamed }: ExportedPriors): string {
  return (
    "nothing is exported: no reply was chosen for so many customers that none can be told from its count; " +
    `there are ${tickets} tickets of ${customers} customers (left out: ${withheld} without consent to training, ` +
    `${unnamed} without a date or a known customer)`
  );
}

function exportInWords(
  { customers, tickets, withheld, unnamed, numbersEach }: ExportedPriors,
  { minimum, epsilon, replies, tokens, weights }: NonNullable<ExportedPriors["priors"]>,
  file: string,
): string {
  const names = Object.keys(tokens);
  return [
    `${file} says, of ${tickets} tickets of ${customers} customers:`,
    `  how often each of ${Object.keys(replies).length} replies was chosen`,
    `  the same of customers with ${names.length} traits${names.length === 0 ? "" : `: ${names.join(", ")}`}`,
    weights === undefined
      ? "  not how much each method counts: there are too few tickets, or the set weights do as well"
      : "  how much each method counts for a company with few tickets: ten numbers, without noise",
    `Each count carries noise (epsilon ${epsilon}), and what comes to less than ${minimum} is left out. A customer counts`,
    `once at most in a count, and is in ${numbersEach} numbers at most. No text, no ticket and nobody's name is in it; names of`,
    "replies and of traits' values are.",
    `Left out: ${withheld} tickets without consent to training, ${unnamed} without a date or a known customer.`,
    "Another export draws its noise anew: who has both knows twice as much.",
  ].join("\n");
}

function importInWords({ priors, known, fadedAfter }: ImportedPriors): string {
  const all = Object.keys(priors.replies).length;
  return [
    `${known} of its ${all} replies are in the library: their counts count until there are ${fadedAfter} solved tickets,`,
    "less with each.",
    priors.weights === undefined
      ? "It has no weights: how much each method counts stays as it is."
      : "How much each method counts is taken from it until training learns it from own tickets.",
    "Receipts say so as long as it counts.",
  ].join("\n");
}

function aboveZero(value: string): number {
  const number = Number(value);
  if (!(number > 0)) throw new InvalidArgumentError("must be a number above 0");
  return number;
}
