import { beforeEach, describe, expect, it } from "vitest";
import { type Circuit, createCircuit } from "./circuit.js";

const away = () => Promise.reject(new Error("away"));
const there = async () => "there";

describe("a circuit", () => {
  let told: string[];
  let tries: number;
  let circuit: Circuit;
  let nowMs: number;

  const run = (work: () => Promise<string>) =>
    circuit.run(() => {
      tries++;
      return work();
    });

  beforeEach(() => {
    told = [];
    tries = 0;
    nowMs = 0;
    circuit = createCircuit({
      nowMs: () => nowMs,
      failuresToOpen: 2,
      openMs: 1_000,
      onFailure: () => told.push("failure"),
      onDegraded: () => told.push("degraded"),
      onRestored: () => told.push("restored"),
    });
  });

  it("gives what the work gives, and counts failures in a row only", async () => {
    expect(await run(there)).toEqual({ answered: true, value: "there" });
    for (const work of [away, there, away, there]) await run(work);
    expect(circuit.standing()).toBe("ok");
    expect(circuit.failures()).toBe(2);
    expect(told).toEqual(["failure", "failure"]);
  });

  it("opens after so many failures, and then tries nothing for a while", async () => {
    await run(away);
    expect(await run(away)).toEqual({ answered: false });
    expect(circuit.standing()).toBe("degraded");
    nowMs = 999;
    expect(await run(there)).toEqual({ answered: false });
    expect(tries).toBe(2);
    expect(told).toEqual(["failure", "failure", "degraded"]);
  });

  it("lets one try decide: it closes again, or stays open as long again", async () => {
    for (const work of [away, away]) await run(work);
    nowMs = 1_000;
    expect(await run(away)).toEqual({ answered: false });
    nowMs = 1_999;
    await run(there);
    expect(tries).toBe(3);
    nowMs = 2_000;
    expect(await run(there)).toEqual({ answered: true, value: "there" });
    expect(circuit.standing()).toBe("ok");
    expect(told).toEqual(["failure", "failure", "degraded", "failure", "restored"]);
    await run(away);
    expect(circuit.standing()).toBe("ok");
  });

  it("spares all others while one tries", async () => {
    for (const work of [away, away]) await run(work);
    nowMs = 1_000;
    let answer = (_: string) => {};
    const probe = run(() => new Promise((resolve) => (answer = resolve)));
    expect(await run(there)).toEqual({ answered: false });
    answer("late");
    expect(await probe).toEqual({ answered: true, value: "late" });
    expect(await run(there)).toEqual({ answered: true, value: "there" });
  });

  it("is not closed by who set out before it opened", async () => {
    let answer = (_: string) => {};
    const early = run(() => new Promise((resolve) => (answer = resolve)));
    for (const work of [away, away]) await run(work);
    answer("early");
    expect(await early).toEqual({ answered: true, value: "early" });
    expect(circuit.standing()).toBe("degraded");
  });
});
