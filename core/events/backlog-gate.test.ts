import { describe, expect, it } from "vitest";
import { RapportError } from "../error.js";
import { steppedClock } from "../testing.js";
import { createBacklogGate } from "./backlog-gate.js";

function gateOver(limit: number, startWaiting: number) {
  const clock = steppedClock(0);
  const state = { waiting: startWaiting, counted: 0 };
  const gate = createBacklogGate({
    limit,
    clock,
    async countWaiting(atMost) {
      state.counted++;
      return Math.min(state.waiting, atMost);
    },
  });
  return { clock, state, gate };
}

describe("a backlog's gate", () => {
  it("lets in until the limit, counting what came in through it since the last look", async () => {
    const { gate, state } = gateOver(100, 40);
    await gate.admit(30);
    await gate.admit(30);
    await expect(gate.admit(1)).rejects.toMatchObject({ code: "backlog_full", kind: "transient" });
    expect(state.counted).toBe(1);
  });

  it("opens again once it sees that the backlog is worked off", async () => {
    const { gate, state, clock } = gateOver(100, 100);
    await expect(gate.admit(1)).rejects.toBeInstanceOf(RapportError);
    state.waiting = 99;
    clock.set(249);
    await expect(gate.admit(1)).rejects.toBeInstanceOf(RapportError);
    clock.set(250);
    await gate.admit(1);
  });

  it("says when to come again, at the pace at which the backlog shrinks", async () => {
    const { gate, state, clock } = gateOver(1_000, 1_000);
    await expect(gate.admit(1)).rejects.toMatchObject({ retryAfterSeconds: 5 });
    clock.set(1_000);
    // Fifty in the last second went, and fifty came from elsewhere: no pace to be seen.
    await expect(gate.admit(1)).rejects.toMatchObject({ retryAfterSeconds: 5 });
    const counted = 1_001;
    state.waiting = counted + 50;
    clock.set(2_000);
    await expect(gate.admit(1)).rejects.toMatchObject({ retryAfterSeconds: 5 });
    state.waiting = 1_000;
    clock.set(2_250);
    // It counts no further than the limit and one: one went in a quarter of a second.
    await expect(gate.admit(1)).rejects.toMatchObject({ retryAfterSeconds: 25 });
  });

  it("looks once for all who ask at the same time", async () => {
    const { gate, state } = gateOver(100, 0);
    await Promise.all(Array.from({ length: 10 }, () => gate.admit(1)));
    expect(state.counted).toBe(1);
  });
});
