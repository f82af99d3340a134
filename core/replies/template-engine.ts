import { Context, type FilterImplOptions, Liquid, type Template } from "liquidjs";
import { dateInWords, moneyInWords, numberInWords } from "./template-filters.js";

/** What liquidjs knows and a template of ours does not. */
const TAGS_LEFT_OUT = [
  // They reach for other files.
  ...["include", "render", "layout", "block"],
  // It prints braces as they stand, which Zendesk takes for a placeholder of its own.
  "raw",
  // They make HTML, or count on between two renderings.
  ...["tablerow", "increment", "decrement"],
];
const FILTERS_LEFT_OUT = [
  // They print what is no text.
  ...["raw", "json", "jsonify", "inspect"],
  // By chance.
  "sample",
  // By the process's clock and time zone, in English.
  ...["date_to_xmlschema", "date_to_rfc822", "date_to_string", "date_to_long_string"],
  // For HTML: what is sent is plain text.
  ...["escape", "escape_once", "xml_escape", "newline_to_br"],
  // They change what is printed so that nobody sees whose it is.
  ...["base64_encode", "base64_decode", "sha256", "hmac_sha256", "url_decode"],
  // They evaluate texts.
  ...["where_exp", "reject_exp", "group_by_exp", "has_exp", "find_exp", "find_index_exp"],
];

const LOCALE = "locale";
const PRINTED = "printed";

/** A text, and what was printed into it from outside: the text of each `{{ … }}`, in order. */
export interface PrintedTemplate {
  readonly text: string;
  readonly printed: readonly string[];
}

type FilterSetting = ThisParameterType<Extract<FilterImplOptions, (...rest: never[]) => unknown>>;

/** What filters make of something that is no text. */
const NO_TEXT = /undefined|\[object |NaN/;

/** Prints words and numbers, and nothing else: no hole, no object, no list that was not joined. */
function print(this: FilterSetting, value: unknown): string {
  const isNumber = typeof value === "number" && Number.isFinite(value);
  if (!isNumber && (typeof value !== "string" || value.trim() === "")) {
    throw new Error("there is nothing to print here");
  }
  const text = String(value);
  if (NO_TEXT.test(text)) throw new Error("what is printed here is no text");
  (this.context.getRegister(PRINTED) as string[]).push(text);
  return text;
}

function createEngine(): Liquid {
  const engine = new Liquid({
    strictVariables: true,
    // `| default: "you"`, `{% if customer.plan %}`: how a text does without a value.
    lenientIf: true,
    strictFilters: true,
    ownPropertyOnly: true,
    // Templates come from the tenant: no file is ever included, and none may take the process's time or memory.
    templates: {},
    parseLimit: 100_000,
    renderLimit: 200,
    memoryLimit: 10_000_000,
    outputEscape: print,
  });
  for (const name of TAGS_LEFT_OUT) delete engine.tags[name];
  for (const name of FILTERS_LEFT_OUT) engine.unregisterFilter(name);
  const inLocale = (words: typeof moneyInWords): FilterImplOptions =>
    function (value: unknown, option: unknown) {
      return words(value, option, String(this.context.getRegister(LOCALE)));
    };
  engine.registerFilter("money", inLocale(moneyInWords));
  engine.registerFilter("number", inLocale(numberInWords));
  engine.registerFilter("date", inLocale(dateInWords));
  return engine;
}

const engine = createEngine();

/** A template that was parsed: it holds its own words and no value. */
export interface ParsedTemplate {
  readonly steps: Template[];
  /** What it asks for from outside, such as `customer.first_name`, once each. */
  readonly variables: readonly string[];
}

/** Parsed templates by their text; imports replace texts, so old ones leave first. */
const parsed = new Map<string, ParsedTemplate>();
const MAX_PARSED = 5_000;

/** @throws Error if the text is no valid template (unknown tag or filter, unclosed braces). */
export function parseTemplate(source: string): ParsedTemplate {
  const known = parsed.get(source);
  if (known !== undefined) return known;
  const steps = engine.parse(source);
  const template = { steps, variables: engine.globalFullVariablesSync(steps) };
  if (parsed.size >= MAX_PARSED) {
    const oldest = parsed.keys().next().value;
    if (oldest !== undefined) parsed.delete(oldest);
  }
  parsed.set(source, template);
  return template;
}

/**
 * Renders a template over a scope that is made for this once.
 * @throws Error if a value is missing, is not of the kind that a filter takes, or it takes too much time or memory
 */
export function printTemplate(template: ParsedTemplate, scope: object, locale: string): PrintedTemplate {
  const printed: string[] = [];
  const context = new Context(scope, engine.options, { sync: true });
  context.setRegister(LOCALE, locale);
  context.setRegister(PRINTED, printed);
  const text: unknown = engine.renderSync(template.steps, context);
  return { text: String(text), printed };
}
