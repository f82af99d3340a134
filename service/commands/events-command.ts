import { type Command, InvalidArgumentError } from "commander";
import { type DeadLetter, RapportError, type RunningCore } from "../../core/index.js";
import { showProgress } from "../progress.js";
import { print, printJson, withInstallation } from "./with-installation.js";

/** `rapport events …`: events that could not be applied. */
export function addEvents(program: Command): void {
  const events = program.command("events").description("events that could not be applied, and what to do");
  events
    .command("dead")
    .description(
      "list them, oldest first: a table on a terminal, else lines with tabs; none says what it said",
    )
    .option("--after <n>", "those after this number", wholeNumber, 0)
    .option("--limit <n>", "how many at most, 1 to 1000", pageSize, 50)
    .option("--json", "print JSON")
    .action(({ json, ...page }: { after: number; limit: number; json?: boolean }) =>
      withInstallation(async ({ core }) => {
        const letters = await core.deadLetters.list(page);
        if (json === true) printJson(letters);
        else if (process.stdout.isTTY) print(deadTable(letters, page.limit));
        else for (const letter of letters) print(cellsOf(letter).join("\t"));
      }),
    );
  events
    .command("show")
    .description("the shape of one as JSON: names, types and lengths, no value")
    .argument("<sequence>", "its number", wholeNumber)
    .action((sequence: number) =>
      withInstallation(async ({ core }) => {
        const letter = await core.deadLetters.show(sequence);
        if (letter === undefined) throw new RapportError("not_found", `there is no dead event ${sequence}`);
        printJson(letter);
      }),
    );
  events
    .command("replay")
    .description("apply them again, once what was wrong is mended; that it was done stands in the audit")
    .argument("[sequence...]", "their numbers", wholeNumbers)
    .option("--all", "all that are dead")
    .action((sequences: readonly number[] | undefined, { all }: { all?: boolean }) => {
      const which = whichOf(sequences ?? [], all === true);
      return withInstallation(async ({ core }) => print(await replay(core, which)));
    });
}

/** Replays with progress on stderr, and waits until what was replayed is applied. Returns what came of it. */
export async function replay(core: RunningCore, which: readonly number[] | "all"): Promise<string> {
  const progress = showProgress("Replaying");
  try {
    const { replayed } = await core.deadLetters.replay(which, { actor: "cli", onProgress: progress.update });
    await core.drained();
    const { dead } = (await core.library.counts()).events;
    return `${replayed} replayed; dead now: ${dead}`;
  } finally {
    progress.end();
  }
}

const COLUMNS = [
  { title: "NUMBER", width: 8 },
  { title: "SOURCE", width: 7 },
  { title: "RECEIVED", width: 19 },
  { title: "TRIES", width: 5 },
  { title: "ERROR", width: 16 },
  { title: "EVENT", width: 15 },
] as const;

/** 80 columns wide; what is too long for its column is cut, and whole in the lines and the JSON. */
export function deadTable(letters: readonly DeadLetter[], limit: number): string {
  if (letters.length === 0) return "No dead events.";
  const row = (cells: readonly string[]) =>
    COLUMNS.map(({ width }, n) => cut(cells[n] ?? "", width).padEnd(width))
      .join("  ")
      .trimEnd();
  const rows = letters.map((letter) => {
    const [number, source, received = "", ...rest] = cellsOf(letter);
    return row([number ?? "", source ?? "", received.slice(0, 19).replace("T", " "), ...rest]);
  });
  const last = letters.at(-1)?.sequence ?? 0;
  const more = letters.length < limit ? [] : ["", `There may be more: rapport events dead --after ${last}`];
  return [row(COLUMNS.map(({ title }) => title)), ...rows, ...more].join("\n");
}

/** Number, source, time, tries, error, event. */
export function cellsOf({
  sequence,
  source,
  receivedAt,
  attempts,
  error,
  event,
}: DeadLetter): readonly string[] {
  const what = event === "unreadable" ? event : (event.event ?? event.type);
  return [String(sequence), source, receivedAt, String(attempts), error ?? "", what];
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

function whichOf(sequences: readonly number[], all: boolean): readonly number[] | "all" {
  if (all === sequences.length > 0) {
    throw new RapportError("request_malformed", "name dead events by their numbers, or say --all");
  }
  return all ? "all" : sequences;
}

function wholeNumbers(value: string, before: readonly number[] = []): readonly number[] {
  return [...before, wholeNumber(value)];
}

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(number)) {
    throw new InvalidArgumentError("must be a whole number");
  }
  return number;
}

function pageSize(value: string): number {
  const number = wholeNumber(value);
  if (number < 1 || number > 1_000) throw new InvalidArgumentError("must be 1 to 1000");
  return number;
}
