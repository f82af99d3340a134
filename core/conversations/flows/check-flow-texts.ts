import { templateVariables } from "../../replies/template.js";
import { isTemplateVariable } from "../../replies/template-variables.js";
import { certainSlots } from "./check-flow-graph.js";
import type { KnownNames } from "./check-flow-names.js";
import { type Flow, type FlowSet, type FlowStep, ownWords } from "./flow.js";
import type { FlowText, Localized } from "./flow-text.js";
import type { FlowProblem } from "./link-flow.js";

/**
 * That everything a flow says can be said to everybody: in all languages, with variables that exist, and, for the
 * last text of those for everybody, with none that may have no value.
 */
export function checkFlowTexts(set: FlowSet, known: KnownNames): readonly FlowProblem[] {
  return [
    ...[...set.slots].flatMap(([name, slot]) => {
      const path = ["slots", name];
      const names = (slot.choices ?? []).flatMap((choice, index) =>
        missing(choice.names, set, [...path, "choices", index, "names"]),
      );
      return [...names, ...(slot.prompt === undefined ? [] : missing(slot.prompt, set, [...path, "prompt"]))];
    }),
    ...[...set.flows.values()].flatMap((flow) => checkFlow(flow, set, known)),
  ];
}

function checkFlow(flow: Flow, set: FlowSet, known: KnownNames): readonly FlowProblem[] {
  const certain = certainSlots(flow);
  const path = ["flows", flow.name, "title"];
  const titles = Object.values(flow.title)
    .flat()
    .flatMap((title) => variablesOf(title).map((variable) => `a title takes no variable: ${variable}`));
  return [
    ...missing(flow.title, set, path),
    ...titles.map((message) => ({ path, message })),
    ...flow.steps.flatMap((step) =>
      textsOf(step, set).flatMap(({ key, text }) =>
        checkText(text, [...step.path, ...key], certain.get(step.id) ?? new Set(), set, known),
      ),
    ),
  ];
}

/** What a step can say, and under which key of it. */
function textsOf(
  step: FlowStep,
  { slots }: FlowSet,
): readonly { readonly key: readonly string[]; readonly text: FlowText }[] {
  if (step.verb === "say") return [{ key: ["say"], text: step.text }];
  if (step.verb === "recommend") return [{ key: ["recommend", "text"], text: step.text }];
  if (step.verb !== "ask" || !slots.has(step.slot)) return [];
  const own = { key: ["prompt"], text: step.prompt };
  return step.again === step.prompt ? [own] : [own, { key: ["again"], text: step.again }];
}

function checkText(
  text: FlowText,
  path: readonly (string | number)[],
  certain: ReadonlySet<string>,
  set: FlowSet,
  known: KnownNames,
): readonly FlowProblem[] {
  if (text.kind === "reply") {
    const isKnown = known.replies?.keys.includes(text.key) ?? true;
    return isKnown
      ? []
      : [{ path, message: `there is no reply ${text.key}: import it, or write the text here` }];
  }
  const problems: FlowProblem[] = [...missing(text.general, set, path)];
  for (const [segment, localized] of Object.entries(text.segments)) {
    const at = [...path, "segments", segment];
    if (!known.segments.includes(segment)) {
      problems.push({ path: at, message: `there is no segment ${segment}` });
    }
    problems.push(...missing(localized, set, at), ...checkTemplates(localized, at, certain, set, false));
  }
  return [...problems, ...checkTemplates(text.general, path, certain, set, true)];
}

/** The last template of each language must always render, if nothing comes after it. */
function checkTemplates(
  localized: Localized,
  path: readonly (string | number)[],
  certain: ReadonlySet<string>,
  set: FlowSet,
  mustRender: boolean,
): readonly FlowProblem[] {
  const words = ownWords(set);
  return Object.entries(localized).flatMap(([language, templates]) =>
    templates.flatMap((template, index) => {
      const at = [...path, language];
      let variables: readonly string[];
      try {
        variables = templateVariables(template);
      } catch (error) {
        return [
          { path: at, message: `is no Liquid template: ${error instanceof Error ? error.message : error}` },
        ];
      }
      const isLast = mustRender && index === templates.length - 1;
      return variables.flatMap((variable) => {
        const slot = variable.startsWith("slots.")
          ? set.slots.get(variable.slice("slots.".length))
          : undefined;
        if (slot === undefined && !isTemplateVariable(variable)) {
          return [{ path: at, message: `there is no variable ${variable}` }];
        }
        if (slot !== undefined && words.has(slot.name)) {
          return [
            { path: at, message: `${variable} holds the customer's own words, which are not repeated` },
          ];
        }
        if (!isLast || variable === "tenant.name") return [];
        if (slot !== undefined && certain.has(slot.name)) return [];
        return [
          {
            path: at,
            message: `${variable} may have no value here: add a text without it, as the last of a list`,
          },
        ];
      });
    }),
  );
}

function variablesOf(template: string): readonly string[] {
  try {
    return templateVariables(template);
  } catch {
    return [template];
  }
}

function missing(
  localized: Readonly<Record<string, unknown>>,
  { languages }: FlowSet,
  path: readonly (string | number)[],
): readonly FlowProblem[] {
  const lacking = languages.filter((language) => !Object.hasOwn(localized, language));
  if (lacking.length === 0) return [];
  return [{ path, message: `has no text in ${lacking.join(", ")}` }];
}
