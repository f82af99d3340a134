import type { EntityPattern } from "../../language/entities/entity-pattern.js";
import { holdsWords, type SlotDeclaration } from "../slots/slot-declaration.js";
import type { FlowAction, FlowSettings } from "./flow-schema.js";
import type { FlowText } from "./flow-text.js";
import type { Condition } from "./step-schema.js";

/** What every step has. */
interface StepBase {
  /** Unique in its flow. */
  readonly id: string;
  /** Where it stands in the file: keys and indexes from the top. */
  readonly path: readonly (string | number)[];
}

/** A step with the ids of those that follow. */
export type FlowStep = StepBase &
  (
    | { readonly verb: "say"; readonly text: FlowText; readonly next: string }
    | {
        readonly verb: "ask";
        readonly slot: string;
        readonly prompt: FlowText;
        readonly again: FlowText;
        readonly attempts: number;
        readonly next: string;
        readonly otherwise: string;
      }
    | {
        readonly verb: "if";
        readonly condition: Condition;
        readonly whenTrue: string;
        readonly whenFalse: string;
      }
    | {
        readonly verb: "call";
        readonly action: string;
        readonly with: readonly string[];
        readonly into: Readonly<Record<string, string>>;
        readonly timeoutMs: number;
        readonly next: string;
        readonly otherwise: string;
      }
    | {
        readonly verb: "recommend";
        readonly text: FlowText;
        readonly like: readonly string[];
        readonly avoid: readonly string[];
        readonly limit: number;
        readonly next: string;
        readonly otherwise: string;
      }
    | { readonly verb: "handoff"; readonly reason: string }
    /** `forgets`: the slots asked for between the target and here, so that a way back asks anew. */
    | { readonly verb: "jump"; readonly next: string; readonly forgets: readonly string[] }
    | { readonly verb: "jump_flow"; readonly flow: string }
    | { readonly verb: "end"; readonly outcome: "done" | "not_done" }
  );

/** One flow: its steps in the order of the file, the first is where it starts. */
export interface Flow {
  readonly name: string;
  readonly title: Readonly<Record<string, readonly string[]>>;
  readonly startsOn: readonly string[];
  /** `undefined`: for everybody. */
  readonly segments: readonly string[] | undefined;
  readonly steps: readonly FlowStep[];
}

/** A flow file that was read and holds no problem. */
export interface FlowSet {
  readonly languages: readonly string[];
  readonly settings: FlowSettings;
  readonly intents: Readonly<Record<string, readonly string[]>>;
  /** The tenant's own kinds of entities. */
  readonly patterns: readonly EntityPattern[];
  readonly slots: ReadonlyMap<string, SlotDeclaration>;
  readonly actions: Readonly<Record<string, FlowAction>>;
  readonly flows: ReadonlyMap<string, Flow>;
}

/** Slots that hold what a customer wrote in their own words: texts that a flow asks for. They are never printed. */
export function ownWords({ slots, flows }: Pick<FlowSet, "slots" | "flows">): ReadonlySet<string> {
  const asked = [...flows.values()].flatMap(({ steps }) => steps.filter((step) => step.verb === "ask"));
  const declared = asked.flatMap(({ slot }) => slots.get(slot) ?? []);
  return new Set(declared.filter(holdsWords).map(({ name }) => name));
}

/** The slots that a flow looks at and does not get from an action, in the order in which they come up. */
export function inputSlots({ steps }: Flow): readonly string[] {
  const results = new Set(steps.flatMap((step) => (step.verb === "call" ? Object.values(step.into) : [])));
  const looked = steps.flatMap((step) => {
    if (step.verb === "ask") return [step.slot];
    if (step.verb === "call") return step.with;
    if (step.verb === "recommend") return [...step.like, ...step.avoid];
    return step.verb === "if" && "slot" in step.condition ? [step.condition.slot] : [];
  });
  return [...new Set(looked)].filter((slot) => !results.has(slot));
}

/** What can come after a step, with the reason; empty for one that ends its flow. */
export function successors(step: FlowStep): readonly { readonly id: string; readonly when: string }[] {
  switch (step.verb) {
    case "say":
    case "jump":
      return [{ id: step.next, when: "" }];
    case "ask":
      return [
        { id: step.next, when: "filled" },
        { id: step.otherwise, when: "otherwise" },
      ];
    case "if":
      return [
        { id: step.whenTrue, when: "then" },
        { id: step.whenFalse, when: "else" },
      ];
    case "call":
      return [
        { id: step.next, when: "done" },
        { id: step.otherwise, when: "otherwise" },
      ];
    case "recommend":
      return [
        { id: step.next, when: "found" },
        { id: step.otherwise, when: "otherwise" },
      ];
    default:
      return [];
  }
}
