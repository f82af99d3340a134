import { createHash } from "node:crypto";
import { initialTransition, transition } from "xstate";
import type { SlotDeclaration } from "../slots/slot-declaration.js";
import type { SlotValue } from "../slots/slot-value.js";
import type { CompiledFlow, CompiledFlows, FlowEvent, FlowOrder, Slots } from "./compile-flow.js";
import type { DialogueOutput } from "./dialogue-output.js";
import type { OpenFlow } from "./dialogue-state.js";
import type { DialoguePorts, DialogueTurn } from "./dialogue-turn.js";
import type { FlowStep } from "./flow.js";
import { askOutput, saidText } from "./said-text.js";

/** How far a flow came in one turn. */
export interface FlowRun {
  readonly outputs: readonly DialogueOutput[];
  readonly slots: Slots;
  /** What waits for an answer now; `undefined`: it ended, by itself or with a hand-off. */
  readonly open: OpenFlow | undefined;
}

/** What a run needs besides the flow. */
export interface Talk {
  readonly flows: CompiledFlows;
  readonly turn: DialogueTurn;
  readonly ports: DialoguePorts;
}

/** Starts a flow and runs it to its first question, or its end. */
export function startFlow(talk: Talk, compiled: CompiledFlow, slots: Slots): Promise<FlowRun> {
  const moved = initialTransition(compiled.machine, { slots, facts: talk.turn.facts });
  return runOn(talk, compiled, moved, talk.turn.nowMs);
}

/**
 * Gives a waiting flow one event and runs it to its next question, or its end.
 * @param open a state of `compiled` as it is now: of the same digest
 */
export function moveFlow(
  talk: Talk,
  compiled: CompiledFlow,
  open: OpenFlow,
  event: FlowEvent,
): Promise<FlowRun> {
  const { slots, attempts } = open;
  const context = { slots, attempts, facts: talk.turn.facts };
  const waiting = compiled.machine.resolveState({ value: open.step, context });
  return runOn(talk, compiled, transition(compiled.machine, waiting, event), open.startedMs);
}

type Moved = ReturnType<typeof transition<CompiledFlow["machine"]>>;

async function runOn(talk: Talk, compiled: CompiledFlow, first: Moved, startedMs: number): Promise<FlowRun> {
  const outputs: DialogueOutput[] = [];
  let moved = first;
  for (;;) {
    const [snapshot, actions] = moved;
    const orders = actions.flatMap(({ type, params }) => (type === "order" ? [params as FlowOrder] : []));
    outputs.push(...orders.flatMap((order) => toOutput(order, talk, compiled)));
    const { slots, attempts } = snapshot.context;
    const step = compiled.steps.get(String(snapshot.value));
    if (step === undefined) throw new Error(`flow ${compiled.flow.name} has no step ${snapshot.value}`);
    if (step.verb === "jump_flow") {
      const target = talk.flows.flows.get(step.flow);
      if (target === undefined) throw new Error(`there is no flow ${step.flow}`);
      const rest = await startFlow(talk, target, slots);
      return { ...rest, outputs: [...outputs, ...rest.outputs] };
    }
    if (step.verb === "call") {
      const event = await call(step, slots, `${compiled.flow.name}/${step.id}/${startedMs}`, talk);
      moved = transition(compiled.machine, snapshot, event);
    } else if (step.verb === "recommend") {
      const items = await recommend(step, slots, talk);
      if (items.length > 0) {
        outputs.push({ kind: "recommend", text: saidText(step.text, slots, talk), items });
      }
      const type = items.length > 0 ? "FOUND" : "NOTHING_FOUND";
      moved = transition(compiled.machine, snapshot, { type });
    } else if (step.verb === "ask") {
      const { digest, flow } = compiled;
      const open = { flow: flow.name, digest, step: step.id, attempts, slots, startedMs };
      return { outputs, slots, open };
    } else return { outputs, slots, open: undefined };
  }
}

function toOutput(order: FlowOrder, talk: Talk, { flow, steps }: CompiledFlow): readonly DialogueOutput[] {
  const step = steps.get(order.step);
  switch (step?.verb) {
    case "say":
      return [{ kind: "say", text: saidText(step.text, order.slots, talk) }];
    case "ask":
      return order.type === "pass" ? [] : [askOutput(step, order.slots, talk, order.type === "again")];
    case "handoff":
      return [{ kind: "handoff", reason: step.reason, flow: flow.name, slots: order.slots }];
    case "end":
      return [{ kind: "end", flow: flow.name, outcome: step.outcome }];
    default:
      return [];
  }
}

async function call(
  step: Extract<FlowStep, { verb: "call" }>,
  slots: Slots,
  run: string,
  { flows, ports }: Talk,
): Promise<FlowEvent> {
  const action = flows.set.actions[step.action];
  if (action === undefined) throw new Error(`there is no action ${step.action}`);
  const given = Object.fromEntries(
    step.with.flatMap((name) => (slots[name] === undefined ? [] : [[name, slots[name]] as const])),
  );
  const key = createHash("sha256")
    .update(`${run}/${JSON.stringify(given)}`)
    .digest("hex")
    .slice(0, 32);
  const nobodyWaits = new AbortController();
  const done = ports.call({ name: step.action, action, slots: given, key }, nobodyWaits.signal).then(
    (result) => accept(result, step.into, flows.set.slots),
    (): FlowEvent => ({ type: "CALL_FAILED" }),
  );
  const late = ports
    .wait(step.timeoutMs, nobodyWaits.signal)
    .then((): FlowEvent => ({ type: "CALL_TIMED_OUT" }));
  try {
    return await Promise.race([done, late]);
  } finally {
    nobodyWaits.abort();
    late.catch(() => {});
  }
}

/** A result that lacks what the flow goes on with, or has it in another type, is a failure. */
function accept(
  result: Readonly<Record<string, unknown>>,
  into: Readonly<Record<string, string>>,
  declared: ReadonlyMap<string, SlotDeclaration>,
): FlowEvent {
  const slots: Record<string, SlotValue> = {};
  for (const [member, name] of Object.entries(into)) {
    const value = Object.hasOwn(result, member) ? result[member] : undefined;
    if (!isOfType(value, declared.get(name))) return { type: "CALL_FAILED" };
    slots[name] = value;
  }
  return { type: "CALL_DONE", slots };
}

const MAX_RESULT_CHARS = 200;

function isOfType(value: unknown, slot: SlotDeclaration | undefined): value is SlotValue {
  switch (slot?.type) {
    case "number":
    case "quantity":
      return typeof value === "number" && Number.isFinite(value);
    case "yes_no":
      return typeof value === "boolean";
    case "choice":
      return slot.choices?.some((choice) => choice.value === value) === true;
    case "money":
    case "date_range":
      // What an action gives is one plain value for each slot.
      return false;
    default:
      return typeof value === "string" && value.length > 0 && value.length <= MAX_RESULT_CHARS;
  }
}

function recommend(
  { like, avoid, limit }: Extract<FlowStep, { verb: "recommend" }>,
  slots: Slots,
  { ports }: Talk,
) {
  const values = (names: readonly string[]) => names.flatMap((name) => slots[name] ?? []);
  return ports.recommend({ like: values(like), avoid: values(avoid), limit });
}
