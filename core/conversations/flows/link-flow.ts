import type { SlotDeclaration } from "../slots/slot-declaration.js";
import type { Flow, FlowStep } from "./flow.js";
import type { FlowFile, RawFlow } from "./flow-schema.js";
import type { FlowText } from "./flow-text.js";
import { type RawStep, verbOf } from "./step-schema.js";

type Path = readonly (string | number)[];

/** Something wrong with a flow file, and where: keys and indexes from the top. */
export interface FlowProblem {
  readonly path: Path;
  readonly message: string;
}

/** The id that follows the last step of a flow. Only a flow with a problem has it. */
export const NOWHERE = "";

/** Where an `ask` without `otherwise` goes in the end. */
const GIVE_UP = "not_understood";

/**
 * Flattens a flow's nested steps: each gets an id (its own, or verb and number: `say_3`) and those of its
 * successors. After the last step of a branch comes what follows the step that holds the branch.
 */
export function linkFlow(
  name: string,
  raw: RawFlow,
  { slots, actions }: Pick<FlowFile, "slots" | "actions">,
): { readonly flow: Flow; readonly problems: readonly FlowProblem[] } {
  const problems: FlowProblem[] = [];
  const ids = new Map<RawStep, string>();
  const taken = new Set<string>();
  const linked: FlowStep[] = [];
  let needsGiveUp = false;

  function nameSteps(steps: readonly RawStep[], path: Path): void {
    for (const [index, step] of steps.entries()) {
      const id = step.id ?? `${verbOf(step)}_${ids.size + 1}`;
      if (taken.has(id)) problems.push({ path: [...path, index], message: `the id ${id} is taken already` });
      ids.set(step, id);
      taken.add(id);
      for (const [key, branch] of branchesOf(step)) nameSteps(branch, [...path, index, key]);
    }
  }

  function link(steps: readonly RawStep[], path: Path, after: string): void {
    for (const [index, step] of steps.entries()) {
      const next = steps[index + 1];
      linkStep(step, [...path, index], next === undefined ? after : idOf(next));
    }
  }

  function linkStep(step: RawStep, path: Path, next: string): void {
    const base = { id: idOf(step), path };
    const first = (branch: readonly RawStep[] | undefined, otherwise: string) =>
      branch?.[0] === undefined ? otherwise : idOf(branch[0]);
    if ("say" in step) linked.push({ ...base, verb: "say", text: step.say, next });
    else if ("ask" in step) {
      needsGiveUp ||= step.otherwise === undefined;
      const prompt = step.prompt ?? promptOf(slots.get(step.ask));
      linked.push({
        ...base,
        verb: "ask",
        slot: step.ask,
        prompt,
        again: step.again ?? prompt,
        attempts: step.attempts,
        next,
        otherwise: first(step.otherwise, GIVE_UP),
      });
    } else if ("if" in step) {
      linked.push({
        ...base,
        verb: "if",
        condition: step.if,
        whenTrue: first(step.then, next),
        whenFalse: first(step.else, next),
      });
    } else if ("call" in step) {
      const timeoutMs = step.timeout_ms ?? actions[step.call]?.timeout_ms ?? 0;
      const { call: action, into } = step;
      const otherwise = first(step.otherwise, next);
      linked.push({ ...base, verb: "call", action, with: step.with, into, timeoutMs, next, otherwise });
    } else if ("recommend" in step) {
      linked.push({
        ...base,
        verb: "recommend",
        ...step.recommend,
        next,
        otherwise: first(step.otherwise, next),
      });
    } else if ("handoff" in step) linked.push({ ...base, verb: "handoff", reason: step.handoff });
    else if ("end" in step) linked.push({ ...base, verb: "end", outcome: step.end });
    else if (typeof step.jump === "string") {
      linked.push({ ...base, verb: "jump", next: step.jump, forgets: [] });
    } else linked.push({ ...base, verb: "jump_flow", flow: step.jump.flow });
    for (const [key, branch] of branchesOf(step)) link(branch, [...path, key], next);
  }

  const idOf = (step: RawStep) => ids.get(step) ?? NOWHERE;
  const path: Path = ["flows", name, "steps"];
  nameSteps(raw.steps, path);
  link(raw.steps, path, NOWHERE);
  if (needsGiveUp) linked.push({ id: GIVE_UP, path, verb: "handoff", reason: GIVE_UP });
  const flow: Flow = {
    name,
    title: raw.title,
    startsOn: raw.starts_on,
    segments: raw.segments,
    steps: linked.map((step, index) => {
      if (step.verb !== "jump") return step;
      const target = linked.findIndex(({ id }) => id === step.next);
      if (target === -1) problems.push({ path: step.path, message: `there is no step ${step.next} here` });
      const between = target === -1 ? [] : linked.slice(target, index);
      const forgets = between.flatMap((each) => (each.verb === "ask" ? [each.slot] : []));
      return { ...step, forgets: [...new Set(forgets)] };
    }),
  };
  return { flow, problems };
}

function branchesOf(step: RawStep): readonly (readonly [string, readonly RawStep[]])[] {
  const branches: (readonly [string, readonly RawStep[]])[] = [];
  if ("then" in step) branches.push(["then", step.then]);
  if ("else" in step && step.else !== undefined) branches.push(["else", step.else]);
  if ("otherwise" in step && step.otherwise !== undefined) branches.push(["otherwise", step.otherwise]);
  return branches;
}

/** A slot's own question. */
function promptOf(slot: SlotDeclaration | undefined): FlowText {
  const general = Object.entries(slot?.prompt ?? {}).map(([language, text]) => [language, [text]] as const);
  return { kind: "templates", general: Object.fromEntries(general), segments: {} };
}
