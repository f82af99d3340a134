import type { Command } from "commander";
import { compileFlows, drawFlow, RapportError, readConfig } from "../../core/index.js";
import { DEMO_FLOWS_FILE } from "../demo/flows/demo-flows.js";
import { loadFlows } from "../load-flows.js";
import { print } from "./with-installation.js";

/** `rapport flows …`: what the bots do in more than one turn. Opens no data. */
export function addFlows(program: Command): void {
  const flows = program.command("flows").description("what the bots do in more than one turn");
  flows
    .command("check [file]")
    .description("read a flow file and name all its problems; RAPPORT_FLOWS, else the demo's")
    .action((file: string | undefined) => {
      const set = loadFlows(file ?? configuredFile());
      const steps = [...set.flows.values()].reduce((sum, flow) => sum + flow.steps.length, 0);
      print(`${set.flows.size} flows with ${steps} steps, ${set.slots.size} slots: no problems.`);
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

function configuredFile(): string {
  return readConfig(process.env).RAPPORT_FLOWS ?? DEMO_FLOWS_FILE;
}
