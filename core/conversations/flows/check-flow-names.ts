import type { SlotDeclaration } from "../slots/slot-declaration.js";
import type { Flow, FlowSet, FlowStep } from "./flow.js";
import type { FlowProblem } from "./link-flow.js";
import type { Condition } from "./step-schema.js";

/** What a flow file may name that stands outside it. */
export interface KnownNames {
  /** Keys of the segments, `unknown` among them. */
  readonly segments: readonly string[];
  /** Names of the built-in actions, and which slots each can fill. */
  readonly builtins: Readonly<Record<string, readonly string[]>>;
  /** Attributes of profiles, as `module.attribute`. */
  readonly traits: readonly string[];
  /** The reply library's keys and intents; `undefined` while it is not known. */
  readonly replies?: { readonly keys: readonly string[]; readonly intents: readonly string[] } | undefined;
}

/** Names in a flow file that stand for nothing, or for two things. */
export function checkFlowNames(set: FlowSet, known: KnownNames): readonly FlowProblem[] {
  return [
    ...Object.entries(set.actions).flatMap(([name, action]) => checkAction(name, action, known)),
    ...[...set.slots.values()].flatMap((slot) => checkPattern(slot, set)),
    ...[...set.flows.values()].flatMap((flow) => [
      ...checkStart(flow, set, known),
      ...flow.steps.flatMap((step) =>
        checkStep(step, flow, set, known).map((message) => ({ path: step.path, message })),
      ),
    ]),
  ];
}

function checkPattern({ name, pattern }: SlotDeclaration, { patterns }: FlowSet): readonly FlowProblem[] {
  if (pattern === undefined || patterns.some((each) => each.name === pattern)) return [];
  return [{ path: ["slots", name, "pattern"], message: `there is no pattern ${pattern}` }];
}

function checkAction(
  name: string,
  action: FlowSet["actions"][string],
  { builtins }: KnownNames,
): readonly FlowProblem[] {
  const path = ["actions", name];
  if ("url" in action) {
    const { protocol, hostname } = new URL(action.url);
    const isLoopback = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
    if (protocol === "https:" || isLoopback) return [];
    return [{ path: [...path, "url"], message: "must be https, or http on this machine" }];
  }
  if (Object.hasOwn(builtins, action.builtin)) return [];
  const all = Object.keys(builtins).join(", ");
  return [{ path: [...path, "builtin"], message: `there is no built-in ${action.builtin}; there is ${all}` }];
}

/** Which flow a message starts is never left to chance: one for everybody, and one for each segment. */
function checkStart(flow: Flow, set: FlowSet, known: KnownNames): readonly FlowProblem[] {
  const { replies } = known;
  const path = ["flows", flow.name];
  const problems: FlowProblem[] = [];
  for (const segment of flow.segments ?? []) {
    if (!known.segments.includes(segment)) {
      problems.push({ path: [...path, "segments"], message: noSegment(segment, known) });
    }
  }
  for (const [index, intent] of flow.startsOn.entries()) {
    const at = [...path, "starts_on", index];
    const isKnown =
      replies === undefined ||
      Object.hasOwn(set.intents, intent) ||
      replies.keys.includes(intent) ||
      replies.intents.includes(intent);
    if (!isKnown)
      problems.push({
        path: at,
        message: `there is no intent ${intent}: give it examples under intents, or import a reply for it`,
      });
    for (const other of set.flows.values()) {
      if (other === flow) break;
      if (other.startsOn.includes(intent) && isForSame(flow, other)) {
        problems.push({
          path: at,
          message: `${intent} starts ${other.name} already, for the same customers`,
        });
      }
    }
  }
  return problems;
}

function isForSame({ segments }: Flow, other: Flow): boolean {
  if (segments === undefined || other.segments === undefined) return segments === other.segments;
  return segments.some((segment) => other.segments?.includes(segment));
}

function checkStep(
  step: FlowStep,
  flow: Flow,
  { slots, actions }: FlowSet,
  known: KnownNames,
): readonly string[] {
  const undeclared = (names: readonly string[]) =>
    names.filter((name) => !slots.has(name)).map((name) => `the slot ${name} is not declared`);
  switch (step.verb) {
    case "ask":
      return undeclared([step.slot]);
    case "recommend":
      return undeclared([...step.like, ...step.avoid]);
    case "call": {
      const action = actions[step.action];
      const filled = Object.values(step.into);
      const asked = flow.steps.flatMap((each) => (each.verb === "ask" ? [each.slot] : []));
      const gives = action !== undefined && "builtin" in action ? known.builtins[action.builtin] : undefined;
      return [
        ...(action === undefined ? [`there is no action ${step.action}`] : []),
        ...undeclared([...step.with, ...filled]),
        ...filled
          .filter((slot) => asked.includes(slot))
          .map((slot) => `${slot} is asked for in this flow: a result needs a slot of its own`),
        ...Object.keys(step.into)
          .filter((member) => gives?.includes(member) === false)
          .map((member) => `${step.action} gives no ${member}; it gives ${gives?.join(", ")}`),
      ];
    }
    case "if": {
      const { condition } = step;
      if ("segment" in condition) {
        return condition.segment
          .filter((segment) => !known.segments.includes(segment))
          .map((segment) => noSegment(segment, known));
      }
      if ("slot" in condition) return [...undeclared([condition.slot]), ...noChoices(condition, slots)];
      if ("trait" in condition && !known.traits.includes(condition.trait)) {
        return [`no profile has ${condition.trait}`];
      }
      return [];
    }
    default:
      return [];
  }
}

/** Values that a choice slot is compared with and can't have; case does not matter, as when the flow runs. */
function noChoices(
  { slot, is = [] }: Extract<Condition, { slot: string }>,
  slots: FlowSet["slots"],
): readonly string[] {
  const values = slots.get(slot)?.choices?.map(({ value }) => value);
  if (values === undefined) return [];
  return is
    .filter((each) => !values.includes(String(each).toLowerCase()))
    .map((each) => `${slot} is never ${each}; it is ${values.join(", ")}`);
}

function noSegment(segment: string, { segments }: KnownNames): string {
  return `there is no segment ${segment}; there is ${segments.join(", ")}`;
}
