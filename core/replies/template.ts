import { parseTemplate, printTemplate } from "./template-engine.js";
import { isTemplateVariable, type TemplateValues, templateScope } from "./template-variables.js";

/** A rendered text and what went into it. */
export interface RenderedTemplate {
  readonly text: string;
  /** Profile fields that the text holds or depends on, as `module.attribute`. */
  readonly fields: readonly string[];
  /** What each `{{ … }}` printed, in order. */
  readonly values: readonly string[];
}

const MAX_RENDERED_CHARS = 20_000;

/**
 * The variables that a template names, such as `customer.first_name`. Without a value for each it does not render,
 * but for those that it asks about first (`{% if … %}`, `| default: "…"`).
 * @throws Error if the text is no valid template (unknown tag or filter, unclosed braces)
 */
export function templateVariables(source: string): readonly string[] {
  return parseTemplate(source).variables;
}

/**
 * Those of them that can have a value in no conversation, each once.
 * @throws as `templateVariables`
 */
export function unknownVariables(source: string): readonly string[] {
  return [...new Set(templateVariables(source))].filter((variable) => !isTemplateVariable(variable));
}

/**
 * Renders a template over what may be read. Never prints a hole.
 * @param locale the language that the template is written in
 * @returns `undefined` if a variable has no value or the template does not render
 */
export function renderTemplate(
  source: string,
  values: TemplateValues,
  locale: string,
): RenderedTemplate | undefined {
  const fields = new Set<string>();
  try {
    const template = parseTemplate(source);
    const scope = templateScope(values, locale, (field) => fields.add(field));
    const { text, printed } = printTemplate(template, scope, locale);
    // What a condition leaves out may leave two spaces.
    const tidy = text.replaceAll(/(?<=\S) {2,}(?=\S)/g, " ").trim();
    if (tidy.length === 0 || tidy.length > MAX_RENDERED_CHARS) return undefined;
    return { text: tidy, fields: [...fields], values: printed };
  } catch {
    return undefined;
  }
}
