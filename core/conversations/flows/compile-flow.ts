import { createHash } from "node:crypto";
import { assign, setup } from "xstate";
import type { Purpose } from "../../consent/purpose.js";
import type { SlotValue } from "../slots/slot-value.js";
import { type Flow, type FlowSet, type FlowStep, inputSlots, successors } from "./flow.js";
import type { Condition } from "./step-schema.js";

/** What a flow's conditions look at, as it stands in this turn. */
export interface FlowFacts {
  /** Keys of the segments that the customer is in, the narrowest first. */
  readonly segments: readonly string[];
  consent(purpose: Purpose): boolean;
  /** A field that may be read for personalization; `undefined` if it is unknown or withheld. */
  trait(field: string): string | number | boolean | undefined;
}

export type Slots = Readonly<Record<string, SlotValue>>;

/** What a machine knows besides where it is. */
export interface FlowContext {
  readonly slots: Slots;
  /** How often the question at hand was asked. */
  readonly attempts: number;
  readonly facts: FlowFacts;
}

/** What moves a machine on. */
export type FlowEvent =
  /** `besides`: what else the same message told. */
  | { readonly type: "FILLED"; readonly value: SlotValue; readonly besides: Slots }
  | { readonly type: "NOT_FILLED" }
  | { readonly type: "CORRECTED"; readonly slot: string; readonly value: SlotValue }
  /** What was said of a slot is wrong, and nothing better was said. */
  | { readonly type: "TAKEN_BACK"; readonly slot: string }
  | { readonly type: "CALL_DONE"; readonly slots: Slots }
  | { readonly type: "CALL_FAILED" }
  | { readonly type: "CALL_TIMED_OUT" }
  | { readonly type: "FOUND" }
  | { readonly type: "NOTHING_FOUND" };

/** What a machine wants done; it does nothing itself. */
export interface FlowOrder {
  /** `pass`: a question that is answered already. */
  readonly type: "say" | "ask" | "pass" | "again" | "call" | "recommend" | "handoff" | "jump_flow" | "end";
  readonly step: string;
  /** As they were at that moment. */
  readonly slots: Slots;
}

/** A flow as a machine: a state for each step, of the step's id. */
export interface CompiledFlow {
  readonly flow: Flow;
  readonly steps: ReadonlyMap<string, FlowStep>;
  readonly machine: ReturnType<typeof compileMachine>;
  /** 8 hex digits of all that a state in this flow rests on. */
  readonly digest: string;
}

const machineSetup = setup({
  types: {
    context: {} as FlowContext,
    events: {} as FlowEvent,
    input: {} as Pick<FlowContext, "slots" | "facts">,
  },
  guards: {
    holds: ({ context }, { condition }: { condition: Condition }) => holds(condition, context),
    hasSlot: ({ context }, { slot }: { slot: string }) => context.slots[slot] !== undefined,
    isAbout: ({ event }, { slot }: { slot: string }) => "slot" in event && event.slot === slot,
    mayAskAgain: ({ context }, { attempts }: { attempts: number }) => context.attempts < attempts,
  },
  actions: {
    // Named, and done by whoever runs the machine.
    order: (_, _order: FlowOrder) => {},
    fill: assign(({ context, event }, { slot }: { slot: string }) =>
      event.type === "FILLED" ? { slots: { ...context.slots, ...event.besides, [slot]: event.value } } : {},
    ),
    correct: assign(({ context: { slots }, event }) => {
      if (event.type === "CORRECTED") return { slots: { ...slots, [event.slot]: event.value } };
      return event.type === "TAKEN_BACK" ? { slots: without(slots, [event.slot]) } : {};
    }),
    take: assign(({ context, event }) =>
      event.type === "CALL_DONE" ? { slots: { ...context.slots, ...event.slots } } : {},
    ),
    forget: assign(({ context }, { slots }: { slots: readonly string[] }) => ({
      slots: without(context.slots, slots),
    })),
    countAttempt: assign({ attempts: ({ context }) => context.attempts + 1 }),
    askFirst: assign({ attempts: 1 }),
  },
});

/** Compiles all flows of a file. */
export function compileFlows(set: FlowSet): CompiledFlows {
  const flows = new Map(
    [...set.flows].map(([name, flow]) => [
      name,
      {
        flow,
        steps: new Map(flow.steps.map((step) => [step.id, step])),
        machine: compileMachine(flow),
        digest: digestOf(flow, set),
      },
    ]),
  );
  return { set, flows };
}

/** A tenant's flows, ready to run. */
export interface CompiledFlows {
  readonly set: FlowSet;
  readonly flows: ReadonlyMap<string, CompiledFlow>;
}

/** The flow's steps, and the slots and actions that they use: texts too, for they say what was asked. */
function digestOf(flow: Flow, { slots, actions }: FlowSet): string {
  const used = JSON.stringify([flow.steps.map(({ path, ...step }) => step), [...slots], actions]);
  return createHash("sha256").update(used).digest("hex").slice(0, 8);
}

function compileMachine(flow: Flow) {
  const [start] = flow.steps;
  return machineSetup.createMachine({
    id: flow.name,
    context: ({ input }) => ({ ...input, attempts: 0 }),
    initial: start?.id ?? "",
    states: Object.fromEntries(flow.steps.map((step) => [step.id, stateOf(step, flow)])),
  });
}

function stateOf(step: FlowStep, flow: Flow) {
  const order = (type: FlowOrder["type"]) => ({
    type: "order" as const,
    params: ({ context: { slots } }: { context: FlowContext }): FlowOrder => ({ type, step: step.id, slots }),
  });
  switch (step.verb) {
    case "say":
      return machineSetup.createStateConfig({ entry: order("say"), always: { target: step.next } });
    case "ask":
      return machineSetup.createStateConfig({
        entry: [
          "askFirst",
          {
            type: "order",
            params: ({ context: { slots } }: { context: FlowContext }): FlowOrder => {
              return { type: slots[step.slot] === undefined ? "ask" : "pass", step: step.id, slots };
            },
          },
        ],
        always: { guard: { type: "hasSlot", params: { slot: step.slot } }, target: step.next },
        on: {
          FILLED: { target: step.next, actions: { type: "fill", params: { slot: step.slot } } },
          NOT_FILLED: [...askAgain(step, order("again")), { target: step.otherwise }],
          CORRECTED: reentries("CORRECTED", step, flow),
          TAKEN_BACK: reentries("TAKEN_BACK", step, flow),
        },
      });
    case "if":
      return machineSetup.createStateConfig({
        always: [
          {
            guard: { type: "holds", params: { condition: step.condition } },
            target: step.whenTrue,
          },
          { target: step.whenFalse },
        ],
      });
    case "call":
      return machineSetup.createStateConfig({
        entry: order("call"),
        on: {
          CALL_DONE: { target: step.next, actions: "take" },
          CALL_FAILED: { target: step.otherwise },
          CALL_TIMED_OUT: { target: step.otherwise },
        },
      });
    case "recommend":
      return machineSetup.createStateConfig({
        entry: order("recommend"),
        on: { FOUND: { target: step.next }, NOTHING_FOUND: { target: step.otherwise } },
      });
    case "jump":
      return machineSetup.createStateConfig({
        entry: { type: "forget", params: { slots: step.forgets } },
        always: { target: step.next },
      });
    default:
      return machineSetup.createStateConfig({ type: "final", entry: order(step.verb) });
  }
}

/** No way back to a question that is asked once. */
function askAgain<T>({ attempts }: Ask, order: T) {
  if (attempts === 1) return [];
  const guard = { type: "mayAskAgain", params: { attempts } } as const;
  return [{ guard, actions: ["countAttempt" as const, order] }];
}

type Ask = Extract<FlowStep, { verb: "ask" }>;

/**
 * Where it leads when a slot's value is taken back while a question waits. If every way here passes the question that
 * the value came from, to `target` of that question; otherwise through the whole flow again, in which what is known is
 * not asked. A slot that was not asked for here yet makes no difference yet: the question is asked again.
 */
function reentries(event: "CORRECTED" | "TAKEN_BACK", waiting: Ask, flow: Flow) {
  const [start] = flow.steps;
  const earlier = flow.steps.slice(0, flow.steps.indexOf(waiting));
  const asks = earlier.flatMap((step) =>
    step.verb === "ask" && reachedFrom(flow.steps, step).has(waiting) ? [step] : [],
  );
  const lastAsks = new Map(asks.map((ask) => [ask.slot, ask]));
  lastAsks.delete(waiting.slot);
  const back = [...lastAsks.values()].map((ask) => {
    const target = event === "CORRECTED" ? firstUse(ask, flow) : ask.id;
    const guard = { type: "isAbout", params: { slot: ask.slot } } as const;
    return { guard, target: canAvoid(ask, waiting, flow) ? (start?.id ?? target) : target };
  });
  const toCome = inputSlots(flow).filter((slot) => slot !== waiting.slot && !lastAsks.has(slot));
  const here = toCome.map((slot) => {
    return { guard: { type: "isAbout", params: { slot } } as const, target: waiting.id };
  });
  return [...back, ...here].map((each) => ({ ...each, reenter: true, actions: "correct" as const }));
}

function canAvoid(step: FlowStep, target: FlowStep, { steps }: Flow): boolean {
  const [start] = steps;
  const others = steps.filter((each) => each !== step);
  return start !== undefined && start !== step && reachedFrom(others, start).has(target);
}

/** The steps, of these, that can come at or after one of them. */
function reachedFrom(steps: readonly FlowStep[], from: FlowStep): ReadonlySet<FlowStep> {
  const seen = new Set([from]);
  for (const each of seen) {
    const next = new Set(successors(each).map(({ id }) => id));
    for (const step of steps) if (next.has(step.id)) seen.add(step);
  }
  return seen;
}

/** The first step after the question that the slot makes a difference to: past what was said without it. */
function firstUse(ask: Ask, { steps }: Flow): string {
  let id = ask.next;
  for (;;) {
    const step = steps.find((each) => each.id === id);
    if (step?.verb !== "say" || JSON.stringify(step.text).includes(`slots.${ask.slot}`)) return id;
    id = step.next;
  }
}

function holds(condition: Condition, { facts, slots }: FlowContext): boolean {
  if ("segment" in condition) return facts.segments.some((key) => condition.segment.includes(key));
  if ("consent" in condition) return facts.consent(condition.consent);
  const value = "slot" in condition ? slots[condition.slot] : facts.trait(condition.trait);
  if (value === undefined) return false;
  const { is, at_least: atLeast, at_most: atMost } = condition;
  const amount = typeof value === "object" && "amount" in value ? value.amount : Number(value);
  return (
    (is === undefined || is.some((each) => String(each).toLowerCase() === String(value).toLowerCase())) &&
    (atLeast === undefined || amount >= atLeast) &&
    (atMost === undefined || amount <= atMost)
  );
}

function without(slots: Slots, names: readonly string[]): Slots {
  return Object.fromEntries(Object.entries(slots).filter(([name]) => !names.includes(name)));
}
