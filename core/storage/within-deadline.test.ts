import { describe, expect, it } from "vitest";
import { withinDeadline } from "./within-deadline.js";

const late = () => new Error("late");
const doneIn = (ms: number) => new Promise<string>((resolve) => setTimeout(() => resolve("done"), ms));

describe("withinDeadline", () => {
  it("gives what comes in time, failures too", async () => {
    expect(await withinDeadline(5_000, doneIn(1), late)).toBe("done");
    await expect(withinDeadline(5_000, Promise.reject(new Error("own")), late)).rejects.toThrow("own");
  });

  it("gives up on what does not, and asks once for the error", async () => {
    let asked = 0;
    const never = new Promise(() => {});
    const waiting = withinDeadline(10, never, () => {
      asked++;
      return late();
    });
    await expect(waiting).rejects.toThrow("late");
    expect(asked).toBe(1);
  });

  it("does not count the time in which the process was busy", async () => {
    // Sent only when the process is free again, and answered 10 ms later.
    const answered = new Promise<string>((resolve) => setImmediate(() => doneIn(10).then(resolve)));
    const waiting = withinDeadline(50, answered, late);
    const untilMs = performance.now() + 200;
    while (performance.now() < untilMs);
    expect(await waiting).toBe("done");
  });
});
