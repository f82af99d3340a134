import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Logger } from "./logger.js";
import { redactingLogger } from "./redaction.js";
import { withTrace } from "./trace.js";

function written(fields: Record<string, unknown>, message: string): string {
  const lines: unknown[] = [];
  const keep = (...line: readonly unknown[]) => lines.push(line);
  const sink: Logger = { info: keep, warn: keep, error: keep };
  redactingLogger(sink).warn(fields, message);
  return JSON.stringify(lines);
}

describe("redactingLogger", () => {
  it("lets ids, counts and words of ours through", () => {
    const fields = {
      trace: "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed",
      route: "/v1/batch",
      status: 200,
      reason: "timestamp_too_old",
    };
    expect(JSON.parse(written(fields, "request"))).toEqual([[fields, "request"]]);
  });

  it.each([
    ["an unknown field", { firstName: "Vera" }, "x", "Vera"],
    ["an object", { detail: { text: "Vera" } }, "x", "Vera"],
    ["an error", { error: new Error("Vera") }, "x", "Vera"],
    ["an address in a known field", { reason: "no user vera@mail.example here" }, "x", "mail.example"],
    ["an address in the message", {}, "refused vera@mail.example", "vera"],
    ["a telephone number", { detail: "call +43 660 1234567 now" }, "x", "1234567"],
  ])("withholds %s", (_what, fields, message, telling) => {
    expect(written(fields, message)).not.toContain(telling);
  });

  it("adds the trace that it is written under, and lets the line name another", () => {
    const under = (fields: Record<string, unknown>) =>
      withTrace("a1", () => JSON.parse(written(fields, "x")));
    expect(under({ ms: 3 })).toEqual([[{ ms: 3, trace: "a1" }, "x"]]);
    expect(under({ trace: "b2" })).toEqual([[{ trace: "b2" }, "x"]]);
    expect(under({ trace: undefined })).toEqual([[{ trace: "a1" }, "x"]]);
    expect(JSON.parse(written({ ms: 3 }, "x"))).toEqual([[{ ms: 3 }, "x"]]);
  });

  it("withholds a trace that is no id", () => {
    expect(withTrace("vera@mail.example", () => written({}, "x"))).not.toContain("vera");
  });

  it("never lets an address through, wherever it stands", () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.string(), fc.string(), (address, before, after) => {
        const text = `${before} ${address} ${after}`;
        const line = JSON.parse(written({ reason: text, other: text }, text));
        expect(JSON.stringify(line)).not.toContain("@");
      }),
    );
  });
});
