import type { Command } from "commander";
import {
  compileFlows,
  drawFlow,
  hasKeys,
  type PlacedProblem,
  RapportError,
  readConfig,
} from "../../core/index.js";
import { DEMO_FLOWS_FILE } from "../demo/flows/demo-flows.js";
import { loadFlows, unknownToLibrary } from "../load-flows.js";
import { openInstallation } from "../open-installation.js";
import { print } from "./with-installation.js";

/** `rapport flows …`: what the bots do in more than one turn. Opens data only to see which replies there are. */
export function addFlows(program: Command): void {
  const flows = program.command("flows").description("what the bots do in more than one turn");
  flows
    .command("check [file]")
    .description("read a flow file and name all its problems; RAPPORT_FLOWS, else the demo's")
    .action(async (given: string | undefined) => {
      const file = given ?? configuredFile();
      const set = loadFlows(file);
      const warnings = file === DEMO_FLOWS_FILE ? [] : await unknownHere(file);
      for (const { line, column, message } of warnings) {
        print(`  ${file}:${line}:${column} warning: ${message}`);
      }
      const steps = [...set.flows.values()].reduce((sum, flow) => sum + flow.steps.length, 0);
      const found = warnings.length === 0 ? "no problems" : `no problems, ${warnings.length} warnings`;
      print(`${set.flows.size} flows with ${steps} steps, ${set.slots.size} slots: ${found}.`);
    });
  flows
    .command("draw [flow]")
    .description("draw one flow, or all, as Mermaid state diagrams")
    .option("--file <file>", "the flow file; RAPPORT_FLOWS, else the demo's")
    .action((name: string | undefined, { file }: { file?: string }) => {
      const compiled = compileFlows(loadFlows(file ?? configuredFile())).flows;
      const one = name === undefined ? undefined : compiled.get(name);
      if (name !== undefined && one === undefined) {
        throw new RapportError(
          "not_found",
          `there is no flow ${name}; there is ${[...compiled.keys()].join(", ")}`,
        );
      }
      const drawn = one === undefined ? [...compiled.values()] : [one];
      print(drawn.map(drawFlow).join("\n").trimEnd());
    });
}

/** What the file names and the library of the data folder does not have. A folder that was never used is left alone. */
async function unknownHere(file: string): Promise<readonly PlacedProblem[]> {
  const config = readConfig(process.env);
  if (!hasKeys(config.RAPPORT_DATA_DIR)) return [];
  const { core } = await openInstallation({ ...config, RAPPORT_FLOWS: file });
  try {
    return await unknownToLibrary(file, core.library);
  } finally {
    await core.close();
  }
}

function configuredFile(): string {
  return readConfig(process.env).RAPPORT_FLOWS ?? DEMO_FLOWS_FILE;
}
