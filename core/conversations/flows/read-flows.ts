import { RapportError } from "../../error.js";
import { isRecord } from "../../is-record.js";
import { inOrder, offsetOf, type PlacedProblem, problemLines, readPlaced } from "../../placed-problem.js";
import { BUILT_IN_ATTRIBUTES } from "../../privacy/built-in-attributes.js";
import { DEFAULT_SEGMENTS } from "../../segments/rules/default-rules.js";
import { BUILTIN_ACTIONS } from "./builtin-actions.js";
import { checkFlowGraph, checkFlowJumps } from "./check-flow-graph.js";
import { checkFlowNames, type KnownNames } from "./check-flow-names.js";
import { checkFlowTexts } from "./check-flow-texts.js";
import type { FlowSet } from "./flow.js";
import { type FlowFile, flowFileSchema } from "./flow-schema.js";
import { type FlowProblem, linkFlow } from "./link-flow.js";
import { schemaIssues } from "./schema-issue.js";

/** Outside names as they are without a tenant's own. */
export const DEFAULT_NAMES: KnownNames = {
  segments: [...DEFAULT_SEGMENTS, "unsure", "unknown"],
  builtins: Object.fromEntries(Object.entries(BUILTIN_ACTIONS).map(([name, { gives }]) => [name, gives])),
  traits: BUILT_IN_ATTRIBUTES.map(({ attribute }) => attribute),
};

const NOT_A_FILE = "must be a flow file: languages and flows, and what they need, each under its name";

/**
 * Reads a tenant's flow file (YAML; JSON is YAML too) and finds all its problems, in the order of the file. What the
 * parts say about each other is checked once each by itself is right.
 * @returns the flows, or at least one problem
 */
export function checkFlows(
  yaml: string,
  known: KnownNames = DEFAULT_NAMES,
): { readonly flows: FlowSet } | { readonly problems: readonly PlacedProblem[] } {
  const file = readPlaced(yaml);
  if ("problems" in file) return file;
  const { document, plain, place } = file;
  const linked = linkPlain(plain, known);
  if ("flows" in linked) return linked;
  const placed = linked.problems.map(({ path, message }) => {
    const { offset, rest } = offsetOf(document, path);
    const missing = rest.length === 0 ? "" : `${rest.join(".")} `;
    return place(offset, `${missing}${message}`);
  });
  return { problems: inOrder(placed) };
}

/**
 * Reads a flow file that must be right.
 * @param name what the file is called in the message
 * @throws RapportError `config_invalid` whose message lists all problems as `name:line:column message`, one a line
 */
export function parseFlows(yaml: string, name: string, known?: KnownNames): FlowSet {
  const checked = checkFlows(yaml, known);
  if ("flows" in checked) return checked.flows;
  throw new RapportError("config_invalid", `Flows:\n${problemLines(name, checked.problems)}`);
}

type Linked = { readonly flows: FlowSet } | { readonly problems: readonly FlowProblem[] };

function linkPlain(plain: unknown, known: KnownNames): Linked {
  if (!isRecord(plain)) return { problems: [{ path: [], message: NOT_A_FILE }] };
  const { success, data, error } = flowFileSchema.safeParse(plain);
  return success ? linkFile(data, known) : { problems: error.issues.flatMap(schemaIssues) };
}

function linkFile(file: FlowFile, given: KnownNames): Linked {
  const known = { ...given, segments: [...given.segments, ...file.segments] };
  const linked = Object.entries(file.flows).map(([name, raw]) => linkFlow(name, raw, file));
  const flows: FlowSet = {
    ...file,
    flows: new Map(linked.map(({ flow }) => [flow.name, flow])),
  };
  const problems = [
    ...linked.flatMap(({ problems }) => problems),
    ...linked.flatMap(({ flow }) => checkFlowGraph(flow)),
    ...checkFlowJumps(flows),
    ...checkFlowNames(flows, known),
    ...checkFlowTexts(flows, known),
  ];
  return problems.length === 0 ? { flows } : { problems };
}
