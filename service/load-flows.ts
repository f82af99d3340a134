import { readFileSync } from "node:fs";
import { type FlowSet, parseFlows, RapportError } from "../core/index.js";

/**
 * Reads a flow file.
 * @throws RapportError `config_invalid` if it can't be read, or with all its problems, each as `path:line:column`
 */
export function loadFlows(path: string): FlowSet {
  let yaml: string;
  try {
    yaml = readFileSync(path, "utf8");
  } catch (error) {
    throw new RapportError("config_invalid", `${path} can't be read`, { cause: error });
  }
  return parseFlows(yaml, path);
}
