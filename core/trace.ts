import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";

const traces = new AsyncLocalStorage<string | undefined>();

const ALL_ZERO = /^0+$/;

/**
 * `version-traceId-parentId-flags` (W3C Trace Context, "traceparent Header"): lower case only; version `ff` is
 * forbidden; a later version than `00` may carry more behind another dash.
 */
const TRACEPARENT = /^(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/;

/** Runs `work`, and all that it starts, under a trace: each log line of it carries the trace's id. */
export function withTrace<T>(traceId: string, work: () => T): T {
  return traces.run(traceId, work);
}

/** Runs `work` under no trace: what goes on in the background is not part of the request that happened to wake it. */
export function withoutTrace<T>(work: () => T): T {
  return traces.run(undefined, work);
}

/** The trace that this code runs under, if any. */
export function currentTrace(): string | undefined {
  return traces.getStore();
}

/** 32 hexadecimal digits, as W3C Trace Context has them. */
export function newTrace(): string {
  return randomBytes(16).toString("hex");
}

/**
 * The trace that a caller's `traceparent` names.
 * @param headers names in lower case
 * @returns `undefined` without such a header, and for one that breaks a rule of W3C Trace Context
 */
export function traceFrom(headers: Readonly<Record<string, string | undefined>>): string | undefined {
  const [, version, traceId = "", parentId = "", more] = headers.traceparent?.trim().match(TRACEPARENT) ?? [];
  if (version === undefined || ALL_ZERO.test(traceId) || ALL_ZERO.test(parentId)) return undefined;
  return version === "00" && more !== undefined ? undefined : traceId;
}
