import { detectLanguage } from "../../language/detect-language.js";
import { unknownVariables } from "../../replies/template.js";
import { ourPlaceholders } from "./our-placeholders.js";

/** A text of another product as one of ours. */
export interface ImportedTemplate {
  readonly body: string;
  /** BCP 47. */
  readonly locale: string;
  /** What its owner should know of it. */
  readonly notes: readonly string[];
}

/** How sure the language has to be, or it is English. */
const SURE = 0.8;

/**
 * Makes a template of the text of another product: placeholders under our names, the language as it reads, and a note
 * if it needs what no customer of ours has. A text that is no template is left to whoever checks it.
 */
export function templateOf(text: string): ImportedTemplate {
  const body = ourPlaceholders(text).trim();
  const prose = body.replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, " ");
  const { language, confidence } = detectLanguage(prose, { candidates: ["en"] });
  const notes = unknownIn(body).map((name) => `need {{ ${name} }}, which no customer has`);
  return { body, locale: confidence >= SURE ? language : "en", notes };
}

function unknownIn(body: string): readonly string[] {
  try {
    return unknownVariables(body);
  } catch {
    return [];
  }
}
