import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { currentTrace, newTrace, traceFrom, withoutTrace, withTrace } from "./trace.js";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const PARENT = "00f067aa0ba902b7";

describe("a trace", () => {
  it("is that of all that was started under it, also when two run at once", async () => {
    const seen = async () => {
      await nextTurn();
      return currentTrace();
    };
    expect(await Promise.all([withTrace("a", seen), withTrace("b", seen), seen()])).toEqual([
      "a",
      "b",
      undefined,
    ]);
  });

  it("does not reach what is done in the background", async () => {
    const background = withTrace("a", () => withoutTrace(async () => currentTrace()));
    expect(await background).toBeUndefined();
  });

  it("is 32 hexadecimal digits, each time others", () => {
    const many = Array.from({ length: 100 }, newTrace);
    expect(many.every((trace) => /^[0-9a-f]{32}$/.test(trace))).toBe(true);
    expect(new Set(many).size).toBe(100);
  });
});

describe("traceFrom", () => {
  // Examples of W3C Trace Context, "traceparent Header", and of its rules.
  it.each([
    ["version 00", `00-${TRACE}-${PARENT}-01`, TRACE],
    ["not sampled", `00-${TRACE}-${PARENT}-00`, TRACE],
    ["a later version with more", `cc-${TRACE}-${PARENT}-01-what-the-future-will-be-like`, TRACE],
    ["version 00 with more", `00-${TRACE}-${PARENT}-01-what-the-future-will-be-like`, undefined],
    ["a later version with more and no dash", `cc-${TRACE}-${PARENT}-01.what`, undefined],
    ["the forbidden version", `ff-${TRACE}-${PARENT}-01`, undefined],
    ["a trace of zeros", `00-${"0".repeat(32)}-${PARENT}-01`, undefined],
    ["a parent of zeros", `00-${TRACE}-${"0".repeat(16)}-01`, undefined],
    ["upper case", `00-${TRACE.toUpperCase()}-${PARENT}-01`, undefined],
    ["too short", `00-${TRACE.slice(1)}-${PARENT}-01`, undefined],
    ["two headers, joined", `00-${TRACE}-${PARENT}-01, 00-${TRACE}-${PARENT}-01`, undefined],
    ["text", "vera@mail.example", undefined],
    ["nothing", undefined, undefined],
  ])("of %s", (_what, traceparent, expected) => {
    expect(traceFrom({ traceparent })).toBe(expected);
  });
});
