import { describe, expect, it } from "vitest";
import { getInitialMicrosteps, getMicrosteps } from "xstate";
import { getShortestPaths } from "xstate/graph";
import type { SlotDeclaration } from "../slots/slot-declaration.js";
import type { SlotValue } from "../slots/slot-value.js";
import {
  type CompiledFlow,
  compileFlows,
  type FlowEvent,
  type FlowFacts,
  type Slots,
} from "./compile-flow.js";
import { drawFlow } from "./draw-flow.js";
import { type FlowSet, type FlowStep, inputSlots } from "./flow.js";
import { parseFlows } from "./read-flows.js";
import { demoFlows } from "./test-customer.js";

type Machine = CompiledFlow["machine"];
type Snapshot = ReturnType<typeof getMicrosteps<Machine>>[number][0];

/** An arrow of a machine: from which step, by which event (none: at once), to which step. */
function edge(from: string, event: string, to: string): string {
  return `${from} --${event}--> ${to}`;
}

/** All arrows that a machine has. */
function edgesOf({ machine }: CompiledFlow): ReadonlySet<string> {
  return new Set(
    Object.entries(machine.root.states).flatMap(([id, node]) =>
      [...(node.always ?? []), ...[...node.transitions.values()].flat()].map(({ eventType, target }) =>
        edge(id, String(eventType), target?.[0]?.key ?? id),
      ),
    ),
  );
}

/** Values that a flow may meet in a slot: those that its conditions tell apart, and one other. */
function valuesOf(slot: SlotDeclaration, steps: readonly FlowStep[]): readonly SlotValue[] {
  const conditions = steps.flatMap((step) =>
    step.verb === "if" && "slot" in step.condition && step.condition.slot === slot.name
      ? [step.condition]
      : [],
  );
  const told = conditions.flatMap(({ is = [] }) => is);
  switch (slot.type) {
    case "yes_no":
      return [true, false];
    case "choice": {
      const all = (slot.choices ?? []).map(({ value }) => value);
      const other = all.find((value) => !told.includes(value));
      return [...all.filter((value) => told.includes(value)), ...(other === undefined ? [] : [other])];
    }
    case "number": {
      const limits = conditions.flatMap(({ at_least: least, at_most: most }) => [least ?? (most ?? 0) + 1]);
      return [0, ...new Set(limits)];
    }
    default:
      return ["LF-1001"];
  }
}

/** Who may come: each segment and trait that the flow's conditions tell apart, with consent and without. */
function customers(steps: readonly FlowStep[]): readonly FlowFacts[] {
  const conditions = steps.flatMap((step) => (step.verb === "if" ? [step.condition] : []));
  const segments = conditions.flatMap((condition) => ("segment" in condition ? condition.segment : []));
  const traits = conditions.flatMap((condition) =>
    "trait" in condition ? (condition.is ?? []).map((value) => ({ field: condition.trait, value })) : [],
  );
  const asksConsent = conditions.some((condition) => "consent" in condition);
  return ["nobody", ...segments].flatMap((segment) =>
    [undefined, ...traits].flatMap((trait) =>
      (asksConsent ? [true, false] : [true]).map((allowed) => ({
        segments: [segment],
        consent: () => allowed,
        trait: (field: string) => (field === trait?.field ? trait.value : undefined),
      })),
    ),
  );
}

/** Every combination of one value for each name. */
function combinations(values: ReadonlyMap<string, readonly SlotValue[]>): readonly Slots[] {
  return [...values].reduce<readonly Slots[]>(
    (all, [name, each]) => all.flatMap((slots) => each.map((value) => ({ ...slots, [name]: value }))),
    [{}],
  );
}

/** All that can happen where a machine waits. */
function eventsAt(snapshot: Snapshot, { steps, flow }: CompiledFlow, set: FlowSet): readonly FlowEvent[] {
  const step = steps.get(String(snapshot.value));
  const values = (name: string) => {
    const slot = set.slots.get(name);
    return slot === undefined ? [] : valuesOf(slot, flow.steps);
  };
  if (step?.verb === "ask") {
    const others = inputSlots(flow).filter((name) => name !== step.slot);
    return [
      { type: "NOT_FILLED" },
      ...values(step.slot).map((value) => ({ type: "FILLED", value, besides: {} }) as const),
      ...others.flatMap((slot) => values(slot).map((value) => ({ type: "CORRECTED", slot, value }) as const)),
      ...others.map((slot) => ({ type: "TAKEN_BACK", slot }) as const),
    ];
  }
  if (step?.verb === "call") {
    const results = new Map(Object.values(step.into).map((name) => [name, values(name)]));
    return [
      { type: "CALL_FAILED" },
      { type: "CALL_TIMED_OUT" },
      ...combinations(results).map((slots) => ({ type: "CALL_DONE", slots }) as const),
    ];
  }
  return step?.verb === "recommend" ? [{ type: "FOUND" }, { type: "NOTHING_FOUND" }] : [];
}

interface Walk {
  readonly edges: ReadonlySet<string>;
  /** Places from which no way leads to the end. */
  readonly deadEnds: readonly string[];
  readonly paths: number;
}

/**
 * Walks a flow along XState's shortest path to each state that it can be in, and from there along each event: so along
 * each path's every step too, for each of them begins in such a state.
 */
function walk(compiled: CompiledFlow, set: FlowSet): Walk {
  const { machine, flow } = compiled;
  const edges = new Set<string>();
  const deadEnds = new Set<string>();
  let paths = 0;
  // Nothing is known at first, or all is that can be.
  const known = inputSlots(flow).flatMap((name) => {
    const slot = set.slots.get(name);
    const [value] = slot === undefined ? [] : valuesOf(slot, flow.steps);
    return value === undefined ? [] : [[name, value] as const];
  });
  const openings: readonly Slots[] = [{}, Object.fromEntries(known)];
  for (const facts of customers(flow.steps)) {
    for (const slots of openings) {
      const input = { slots, facts };
      note(edges, undefined, getInitialMicrosteps(machine, input));
      const options = {
        input,
        events: (snapshot: Snapshot) => [...eventsAt(snapshot, compiled, set)],
        serializeState: keyOf,
        serializeEvent: (event: FlowEvent) => JSON.stringify(event),
      };
      const reached = getShortestPaths(machine, options).map(({ state }) => state);
      const ways = reached.map((state) => ({
        state,
        next: eventsAt(state, compiled, set).map((event) => {
          const steps = getMicrosteps(machine, state, event);
          note(edges, state, steps, event);
          return keyOf(steps.at(-1)?.[0] ?? state);
        }),
      }));
      paths += reached.length;
      for (const stuck of withoutExit(ways)) deadEnds.add(stuck);
    }
  }
  return { edges, deadEnds: [...deadEnds], paths };
}

function keyOf({ value, context }: Snapshot): string {
  return JSON.stringify([value, context.attempts, Object.entries(context.slots).sort()]);
}

function note(
  edges: Set<string>,
  from: Snapshot | undefined,
  microsteps: readonly (readonly [Snapshot, unknown])[],
  event?: FlowEvent,
): void {
  let before = from;
  for (const [index, [after]] of microsteps.entries()) {
    if (before !== undefined) {
      const isFirst = index === 0 && from !== undefined;
      edges.add(edge(String(before.value), isFirst ? (event?.type ?? "") : "", String(after.value)));
    }
    before = after;
  }
}

/** States from which no sequence of events leads to a final one. */
function withoutExit(
  ways: readonly { readonly state: Snapshot; readonly next: readonly string[] }[],
): readonly string[] {
  const good = new Set(ways.filter(({ state }) => state.status === "done").map(({ state }) => keyOf(state)));
  for (let before = -1; before !== good.size; ) {
    before = good.size;
    for (const { state, next } of ways) if (next.some((each) => good.has(each))) good.add(keyOf(state));
  }
  return ways.filter(({ state }) => !good.has(keyOf(state))).map(({ state }) => String(state.value));
}

describe("the demo's flows", () => {
  const { set, flows } = demoFlows();

  it.each([...flows.values()].map((compiled) => [compiled.flow.name, compiled] as const))(
    "%s is walked along every arrow, and leads to its end from everywhere",
    (_, compiled) => {
      const { edges, deadEnds, paths } = walk(compiled, set);
      expect(paths).toBeGreaterThan(compiled.flow.steps.filter(({ verb }) => verb === "ask").length);
      expect([...edgesOf(compiled)].filter((each) => !edges.has(each))).toEqual([]);
      expect([...edges].filter((each) => !edgesOf(compiled).has(each))).toEqual([]);
      expect(deadEnds).toEqual([]);
    },
  );

  it.each([...flows.values()].map((compiled) => [compiled.flow.name, compiled] as const))(
    "%s is drawn with all its steps and arrows",
    (_, compiled) => {
      const drawn = drawFlow(compiled);
      const [head, ...rows] = drawn.trimEnd().split("\n");
      expect(head).toBe("stateDiagram-v2");
      const shapes = [
        /^ {2}%% /,
        /^ {2}state "[^":;]+: [^":;]+" as s_\w+$/,
        /^ {2}(\[\*\]|s_\w+) --> (\[\*\]|s_\w+)( : [^:;"]+)?$/,
      ];
      expect(rows.filter((row) => !shapes.some((shape) => shape.test(row)))).toEqual([]);
      const states = Array.from(drawn.matchAll(/ as s_(\w+)$/gm), ([, id]) => id);
      expect(states).toEqual(compiled.flow.steps.map(({ id }) => id));
      const arrows = new Set(
        Array.from(drawn.matchAll(/^ {2}s_(\w+) --> s_(\w+)/gm), ([, from, to]) => `${from} > ${to}`),
      );
      const expected = [...edgesOf(compiled)].map((each) => each.replace(/ --\w*--> /, " > "));
      expect([...arrows].sort()).toEqual([...new Set(expected)].sort());
      expect(drawn).toContain(`  [*] --> s_${compiled.flow.steps[0]?.id}\n`);
    },
  );
});

describe("a broken flow fails the same walk", () => {
  const yaml = (steps: string) => `languages: [en]
slots:
  size: { type: choice, prompt: { en: "Size?" }, choices: [{ value: s, names: { en: [s] } }, { value: m, names: { en: [m] } }] }
flows:
  broken: { title: { en: x }, starts_on: [x], steps: ${steps} }
`;
  const compile = (steps: string) => compileFlows(parseFlows(yaml(steps), "broken.yaml"));
  const first = (flows: ReturnType<typeof compile>) => {
    const compiled = flows.flows.get("broken");
    if (compiled === undefined) throw new Error("there is no flow");
    return compiled;
  };

  it("an arrow that nothing ever takes", () => {
    const flows = compile(
      "[{ ask: size }, { if: { slot: size, is: s }, then: [{ if: { slot: size, is: m }, then: [{ handoff: never }] }] }, { end: done }]",
    );
    const { edges } = walk(first(flows), flows.set);
    expect([...edgesOf(first(flows))].filter((each) => !edges.has(each))).toEqual(["if_3 ----> handoff_4"]);
  });

  it("a question that nothing leads on from", () => {
    const flows = compile("[{ ask: size, attempts: 5 }, { end: done }]");
    const { flow } = first(flows);
    const [ask, ...others] = flow.steps;
    // What the check of the file refuses is broken by hand: both ways lead back to the question.
    const trap = { ...ask, next: "again", otherwise: "again" } as FlowStep;
    const again = { id: "again", path: [], verb: "jump", next: ask?.id, forgets: ["size"] } as FlowStep;
    const broken = { ...flow, steps: [trap, again, ...others] };
    const trapped = compileFlows({ ...flows.set, flows: new Map([["broken", broken]]) });
    expect(walk(first(trapped), trapped.set).deadEnds).toEqual(["ask_1"]);
  });
});
