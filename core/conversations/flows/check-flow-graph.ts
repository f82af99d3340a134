import { type Flow, type FlowSet, type FlowStep, successors } from "./flow.js";
import { type FlowProblem, NOWHERE } from "./link-flow.js";

/**
 * What a flow's steps say about each other: every step can be reached, none falls off the end, each has a way to
 * the end, and no circle runs without asking the customer something. The last three together mean that a turn
 * ends, and that a customer never stands where nothing leads on.
 */
export function checkFlowGraph(flow: Flow): readonly FlowProblem[] {
  const steps = new Map(flow.steps.map((step) => [step.id, step]));
  const [start] = flow.steps;
  if (start === undefined) return [];
  const next = (step: FlowStep) => successors(step).flatMap(({ id }) => steps.get(id) ?? []);
  const reached = closure([start], next);
  const problems: FlowProblem[] = [];
  const problem = ({ path }: FlowStep, message: string) => problems.push({ path, message });
  for (const step of flow.steps) {
    if (!reached.has(step)) problem(step, "can't be reached");
    const fallsOff = successors(step).some(({ id }) => id === NOWHERE);
    if (fallsOff) problem(step, "has no exit: a flow's last step must be end, handoff or jump");
    else if (reached.has(step) && ![...closure([step], next)].some(isLast)) {
      problem(step, "never comes to an end");
    }
    const silent = (each: FlowStep) => (each.verb === "ask" ? [] : next(each));
    if (step.verb === "jump" && closure(silent(step), silent).has(step)) {
      problem(step, "jumps in a circle in which nothing is asked");
    }
  }
  return problems;
}

/** Nothing of the same flow follows. */
function isLast(step: FlowStep): boolean {
  return step.verb === "end" || step.verb === "handoff" || step.verb === "jump_flow";
}

function closure<T>(from: readonly T[], next: (node: T) => readonly T[]): ReadonlySet<T> {
  const seen = new Set(from);
  for (const node of seen) for (const each of next(node)) seen.add(each);
  return seen;
}

/** Jumps between flows: to flows that are there, and never back to one that they came from. */
export function checkFlowJumps({ flows }: Pick<FlowSet, "flows">): readonly FlowProblem[] {
  const jumps = (flow: Flow) => flow.steps.filter((step) => step.verb === "jump_flow");
  const next = (flow: Flow) => jumps(flow).flatMap((step) => flows.get(step.flow) ?? []);
  return [...flows.values()].flatMap((flow) =>
    jumps(flow).flatMap(({ path, flow: name }) => {
      const target = flows.get(name);
      if (target === undefined) return [{ path, message: `there is no flow ${name}` }];
      const isCircle = closure([target], next).has(flow);
      return isCircle ? [{ path, message: `flows jump in a circle from ${name} back to here` }] : [];
    }),
  );
}

/**
 * The slots that certainly have a value when a step is entered, however it was reached, by the step's id. Slots that
 * are carried over from before the flow are not counted: they may be there or not.
 */
export function certainSlots(flow: Flow): ReadonlyMap<string, ReadonlySet<string>> {
  const certain = new Map<string, ReadonlySet<string>>();
  const waiting: [string, ReadonlySet<string>][] = [[flow.steps[0]?.id ?? NOWHERE, new Set()]];
  const steps = new Map(flow.steps.map((step) => [step.id, step]));
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    const [id, arriving] = entry;
    const before = certain.get(id);
    const now = new Set([...arriving].filter((slot) => before?.has(slot) ?? true));
    if (before !== undefined && now.size === before.size) continue;
    certain.set(id, now);
    const step = steps.get(id);
    for (const way of step === undefined ? [] : successors(step)) {
      waiting.push([way.id, slotsAfter(step, way.when, now)]);
    }
  }
  return certain;
}

function slotsAfter(
  step: FlowStep | undefined,
  when: string,
  before: ReadonlySet<string>,
): ReadonlySet<string> {
  if (step?.verb === "ask" && when === "filled") return new Set([...before, step.slot]);
  if (step?.verb === "call" && when === "done") return new Set([...before, ...Object.values(step.into)]);
  if (step?.verb === "if" && when === "then" && "slot" in step.condition) {
    return new Set([...before, step.condition.slot]);
  }
  if (step?.verb === "jump") return new Set([...before].filter((slot) => !step.forgets.includes(slot)));
  return before;
}
