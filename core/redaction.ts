import type { Logger } from "./logger.js";
import { currentTrace } from "./trace.js";

/** Fields that hold a platform's own number for a delivery or a request. */
const ID_FIELDS: ReadonlySet<string> = new Set(["trace", "deliveryId", "invocationId", "decisionId"]);

/** Fields of log lines that hold counts, durations and words of ours. Any other is withheld. */
const PLAIN_FIELDS: ReadonlySet<string> = new Set([
  "attempts",
  "bytes",
  "channel",
  "code",
  "detail",
  "error",
  "event",
  "events",
  "failures",
  "job",
  "kind",
  "lagMs",
  "lane",
  "ms",
  "name",
  "path",
  "pauseMs",
  "people",
  "places",
  "reason",
  "repeat",
  "route",
  "rule",
  "sequence",
  "source",
  "status",
  "step",
  "vendor",
]);

const WITHHELD = "[withheld]";
const MAX_TEXT = 200;

/** What names somebody by its looks: an e-mail address, or a number as long as a telephone's. */
const TELLING = /\S*@\S*|\+?\d[\d ()/.-]{8,}\d/g;

const ID = /^[\w:;.|=-]{1,200}$/;

/**
 * A log that lets through only what says nothing of a person, whatever it is given: known fields, and no text
 * that looks like an address or a telephone number. A line written under a trace carries it, unless it names another.
 */
export function redactingLogger(log: Logger): Logger {
  return {
    info: (fields, message) => log.info(redactFields(fields), redactText(message)),
    warn: (fields, message) => log.warn(redactFields(fields), redactText(message)),
    error: (fields, message) => log.error(redactFields(fields), redactText(message)),
  };
}

function redactFields(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const trace = fields.trace ?? currentTrace();
  const traced = trace === undefined ? fields : { ...fields, trace };
  return Object.fromEntries(Object.entries(traced).map(([name, value]) => [name, redactField(name, value)]));
}

function redactField(name: string, value: unknown): unknown {
  if (ID_FIELDS.has(name)) return typeof value === "string" && ID.test(value) ? value : WITHHELD;
  if (!PLAIN_FIELDS.has(name)) return WITHHELD;
  if (typeof value === "string") return redactText(value);
  return typeof value === "number" || typeof value === "boolean" || value == null ? value : WITHHELD;
}

function redactText(text: string): string {
  return text.replaceAll(TELLING, WITHHELD).slice(0, MAX_TEXT);
}
