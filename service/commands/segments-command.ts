import { readFileSync } from "node:fs";
import { type Command, InvalidArgumentError, Option } from "commander";
import { type BuildRequest, RapportError, type SegmentRun, type Segments } from "../../core/index.js";
import { parseSubject } from "../parse-subject.js";
import { showProgress } from "../progress.js";
import { buildWithProgress } from "./build-with-progress.js";
import { renderComparison, renderPerson, renderSegment, renderSegments } from "./render-segments.js";
import { print, printJson, withInstallation } from "./with-installation.js";

const ACTOR = "cli";
const JSON_OPTION = ["--json", "one JSON object"] as const;

/** `rapport segments …`: customers in groups. */
export function addSegments(program: Command): void {
  const segments = program.command("segments").description("customers in groups: found, ruled, looked at");
  addBuild(segments);
  segments
    .command("status")
    .description("how far up the ladder (rules, clusters, model), and what is missing for the next step")
    .option(...JSON_OPTION)
    .action(({ json }: { json?: boolean }) =>
      withSegments(async (of) => {
        const status = await of.status();
        if (json === true) return printJson(status);
        const built = status.builtAt === undefined ? "never built" : `built ${status.builtAt}`;
        print(`Tier: ${status.tier} (${built}, ${status.people} customers, ${status.rules} rules)`);
        for (const sentence of status.missing) print(`Missing for the next tier: ${sentence}`);
      }),
    );
  segments
    .command("list")
    .description("the segments of the newest build")
    .option(...JSON_OPTION)
    .action(({ json }: { json?: boolean }) =>
      withSegments(async (of) => {
        const run = await newest(of);
        if (json === true) printJson(run.report.segments);
        else print(renderSegments(run));
      }),
    );
  segments
    .command("show <key>")
    .description("one segment: what sets it apart, and what it is worth")
    .option(...JSON_OPTION)
    .action((key: string, { json }: { json?: boolean }) =>
      withSegments(async (of) => {
        const run = await newest(of);
        const found = run.report.segments.find((segment) => segment.key === key);
        if (found === undefined) {
          const keys = run.report.segments.map((segment) => segment.key).join(", ");
          throw new RapportError("not_found", `there is no segment ${key}; there is ${keys}`);
        }
        if (json === true) printJson(found);
        else print(renderSegment(found));
      }),
    );
  segments
    .command("compare [run]")
    .description("what changed from the build before (or that of this id) to the newest")
    .option(...JSON_OPTION)
    .action((runId: string | undefined, { json }: { json?: boolean }) =>
      withSegments(async (of) => {
        const comparison = await of.compare(runId);
        if (comparison === undefined) {
          throw new RapportError("not_found", "there are no two builds to compare: rapport segments build");
        }
        if (json === true) printJson(comparison);
        else print(renderComparison(comparison));
      }),
    );
  segments
    .command("assign [whom]")
    .description(
      "where somebody stands (type:value, or a profile's id); without it, everybody is assigned anew",
    )
    .option(...JSON_OPTION)
    .action((whom: string | undefined, { json }: { json?: boolean }) =>
      withSegments(async (of) => {
        if (whom === undefined) return assignAll(of);
        const subject = parseSubject(whom.includes(":") ? { identifier: whom } : { profile: whom });
        const person =
          "profileId" in subject
            ? await of.standingOfProfile(subject.profileId, 20)
            : await of.standingOf(
                { identifiers: "identifier" in subject ? [subject.identifier] : subject.identifiers },
                20,
              );
        if (person === undefined) throw new RapportError("not_found", "there is no such profile");
        if (json === true) printJson(person);
        else print(renderPerson(person));
      }),
    );
  addSettings(segments);
}

function addBuild(segments: Command): void {
  segments
    .command("build")
    .description("find groups among the customers who allow analytics, name them, and learn to assign")
    .addOption(new Option("--method <name>", "how").choices(["k-means", "dbscan", "ward"]).default("k-means"))
    .option("--k <n>", "how many groups, 2 to 20; without it, what the data says", clusterCount)
    .option("--seed <n>", "for another draw of what is drawn", wholeNumber)
    .option(...JSON_OPTION)
    .action(({ json, ...request }: BuildRequest & { json?: boolean }) =>
      withSegments(async (of) => {
        const run = await buildWithProgress(of, request);
        if (json === true) printJson(run);
        else print(renderSegments(run));
      }),
    );
}

function addSettings(segments: Command): void {
  segments
    .command("rules [file]")
    .description("print the rules in force, or put those of a YAML file in force")
    .option("--preview", "only say what they would do")
    .action((file: string | undefined, { preview }: { preview?: boolean }) =>
      withSegments(async (of) => {
        if (file === undefined) return print((await of.rules()).trimEnd());
        const yaml = readFileSync(file, "utf8");
        if (preview === true) return printJson(await of.preview(yaml));
        const problems = await of.saveRules(yaml, ACTOR);
        if (problems.length > 0) {
          const lines = problems.map(
            ({ line, column, message }) => `  ${file}:${line}:${column}: ${message}`,
          );
          throw new RapportError("config_invalid", `the rules can't be used:\n${lines.join("\n")}`);
        }
        print("The rules are in force.");
      }),
    );
  segments
    .command("rename <key> <name>")
    .description("call a segment something else")
    .action((key: string, name: string) =>
      withSegments(async (of) => {
        if (!(await of.rename(key, name, ACTOR))) {
          throw new RapportError("not_found", `no segment ${key} was found by the newest build`);
        }
        print(`${key} is now called ${name}.`);
      }),
    );
  segments
    .command("tags <state>")
    .description("on or off: write segments to Zendesk as tags of the user")
    .action((state: string) =>
      withSegments(async (of) => {
        if (state !== "on" && state !== "off") throw new RapportError("request_malformed", "on or off");
        await of.writeTags(state === "on", ACTOR);
        print(`Segments are ${state === "on" ? "" : "not "}written to Zendesk.`);
      }),
    );
}

async function assignAll(of: Segments): Promise<void> {
  const progress = showProgress("Assigning");
  const { people, moved } = await of.assign(progress.update).finally(() => progress.end());
  print(`${people} customers, ${moved} of them moved.`);
}

async function newest(of: Segments): Promise<SegmentRun> {
  const [run] = await of.runs(1);
  if (run === undefined) throw new RapportError("not_found", "nothing was built yet: rapport segments build");
  return run;
}

function withSegments(work: (segments: Segments) => Promise<void>): Promise<void> {
  return withInstallation(({ core }) => work(core.segments));
}

function clusterCount(value: string): number {
  const k = wholeNumber(value);
  if (k < 2 || k > 20) throw new InvalidArgumentError("2 to 20");
  return k;
}

function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError("must be a whole number");
  return Number(value);
}
