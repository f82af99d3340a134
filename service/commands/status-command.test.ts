import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestCore, type TestCore } from "../../core/testing.js";
import { renderStatus } from "./render-status.js";
import { watchStatus } from "./status-command.js";

let test: TestCore;

beforeAll(async () => {
  test = await openTestCore();
});

afterAll(() => test.close());

describe("watching", () => {
  it("draws in the same place until it is over, and goes on when a report fails", async () => {
    const report = await test.core.status();
    const reports = [async () => report, () => Promise.reject(new Error("away")), async () => report];
    const written: string[] = [];
    let drawn = 0;
    await watchStatus({
      report: () => (reports[drawn] ?? test.core.status)(),
      colours: false,
      write: (text) => written.push(text),
      pause: async () => {
        drawn++;
      },
      isOver: () => drawn === reports.length,
    });
    const [begun, first, second, third, ended] = written;
    expect(stripVTControlCharacters(first ?? "")).toBe(`${renderStatus(report, { colours: false })}\n`);
    expect(stripVTControlCharacters(second ?? "")).toBe("No status: away\n");
    expect(third).toBe(first);
    expect([first, second].every((text) => text?.startsWith("\u001b[H"))).toBe(true);
    // The cursor that was hidden is there again.
    expect([begun, ended]).toEqual(["\u001b[?25l\u001b[2J", "\u001b[?25h"]);
  });
});
