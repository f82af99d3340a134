import { readFileSync } from "node:fs";
import {
  checkFlows,
  DEFAULT_NAMES,
  type FlowSet,
  type Logger,
  type PlacedProblem,
  parseFlows,
  RapportError,
  type RunningCore,
} from "../core/index.js";

/**
 * Reads a flow file.
 * @throws RapportError `config_invalid` if it can't be read, or with all its problems, each as `path:line:column`
 */
export function loadFlows(path: string): FlowSet {
  return parseFlows(readFlowFile(path), path);
}

/**
 * Intents and replies that a flow file without problems names, and that neither it nor the library has. None as long
 * as there is no library: it may be on its way.
 * @throws RapportError `config_invalid` if the file can't be read
 */
export async function unknownToLibrary(
  path: string,
  library: Pick<RunningCore["library"], "names">,
): Promise<readonly PlacedProblem[]> {
  const replies = await library.names();
  if (replies.keys.length === 0) return [];
  const checked = checkFlows(readFlowFile(path), { ...DEFAULT_NAMES, replies });
  return "problems" in checked ? checked.problems : [];
}

/** Says each of `unknownToLibrary` in the log, for the flow will not do there what its author meant. */
export async function warnOfUnknown(
  path: string,
  library: Pick<RunningCore["library"], "names">,
  log: Logger,
): Promise<void> {
  for (const { line, column, message } of await unknownToLibrary(path, library)) {
    log.warn({ path: `${path}:${line}:${column}` }, `flows: ${message}`);
  }
}

function readFlowFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new RapportError("config_invalid", `${path} can't be read`, { cause: error });
  }
}
