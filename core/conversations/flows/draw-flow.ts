import type { CompiledFlow } from "./compile-flow.js";

/**
 * Draws a flow as a Mermaid state diagram (`stateDiagram-v2`): every state and transition of the compiled machine, not
 * of the file. What moves it on stands on the arrow: the event, or what must hold.
 */
export function drawFlow({ flow, machine, steps }: CompiledFlow): string {
  const lines = ["stateDiagram-v2", `  %% ${flow.name}: starts on ${flow.startsOn.join(", ")}`];
  const { initial, states } = machine.root;
  const start = initial.target[0]?.key;
  for (const [id, node] of Object.entries(states)) {
    lines.push(`  state "${labelOf(steps.get(id), id)}" as ${nodeOf(id)}`);
    if (id === start) lines.push(`  [*] --> ${nodeOf(id)}`);
    if (node.type === "final") lines.push(`  ${nodeOf(id)} --> [*]`);
    const always = node.always ?? [];
    const transitions = [...always, ...[...node.transitions.values()].flat()];
    for (const { eventType, guard, target } of transitions) {
      // What has no event is taken at once.
      const isElse = guard === undefined && always.length > 1;
      const event = isElse ? "else" : String(eventType).toLowerCase().replaceAll("_", " ");
      const label = [event, guardLabel(guard)].filter(Boolean).join(", ");
      const arrow = `  ${nodeOf(id)} --> ${nodeOf(target?.[0]?.key ?? id)}`;
      lines.push(label === "" ? arrow : `${arrow} : ${label}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

/** A step may be called `end` or `state`, which are Mermaid's own words. */
function nodeOf(id: string): string {
  return `s_${id}`;
}

function labelOf(step: ReturnType<CompiledFlow["steps"]["get"]>, id: string): string {
  switch (step?.verb) {
    case "ask":
      return `${id}: ask ${step.slot}`;
    case "call":
      return `${id}: call ${step.action}`;
    case "if":
      return `${id}: if`;
    case "handoff":
      return `${id}: hand off, ${step.reason}`;
    case "jump_flow":
      return `${id}: flow ${step.flow}`;
    case "end":
      return `${id}: end, ${step.outcome}`;
    default:
      return `${id}: ${step?.verb}`;
  }
}

/** A guard in words: Mermaid's labels end at a colon or semicolon. */
function guardLabel(guard: unknown): string {
  if (typeof guard !== "object" || guard === null || !("type" in guard)) return "";
  const { type, params } = guard as { readonly type: string; readonly params?: Record<string, unknown> };
  if (type === "holds") return conditionLabel(params?.condition as Readonly<Record<string, unknown>>);
  if (type === "hasSlot") return "known already";
  if (type === "isAbout") return `${params?.slot}`;
  return `asked fewer than ${params?.attempts} times`;
}

function conditionLabel(condition: Readonly<Record<string, unknown>>): string {
  return Object.entries(condition)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key.replace("_", " ")} ${Array.isArray(value) ? value.join(" or ") : value}`)
    .join(" ")
    .replaceAll(/[:;"]/g, "");
}
