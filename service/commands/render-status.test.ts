import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { renderStatus, type StatusReport } from "./render-status.js";

const REPORT: StatusReport = {
  replies: 40,
  tickets: 1_200,
  articles: 30,
  products: 210,
  events: { pending: 1_300, applied: 12_345, dead: 2 },
  feedback: { accepted: 3, rated_up: 1 },
  modelVersion: "3f9a",
  mode: "embedded",
  storage: "sqlite",
  queue: { waiting: 7, active: 1, delayed: 0 },
  conversationContext: "ok",
  oldestPendingSeconds: 3.21,
  sources: {
    api: { pending: 1_300, applied: 12_000, dead: 2 },
    slack: { pending: 0, applied: 345, dead: 0 },
  },
};

const DRAWN = `\
Rapport · embedded                                                    model 3f9a
────────────────────────────────────────────────────────────────────────────────
  database              SQLite                                      ● up
  queue in this process 7 in line, 1 at work, 0 delayed             ● up
  conversation context  in the database                             ● up

Events
  waiting  ██▊·······················          1,300   oldest 3.2 s
  applied  ██████████████████████████         12,345
  dead     ▏·························              2   rapport events dead

By source
                                             applied      waiting         dead
  api      ██████████████████████████         12,000        1,300            2
  slack    ▊·························            345            0            0

Library
  replies 40   tickets 1,200   articles 30   products 210
  feedback: accepted 3   rated up 1`;

const NOTHING: StatusReport = {
  ...REPORT,
  events: { pending: 0, applied: 0, dead: 0 },
  feedback: {},
  modelVersion: "none",
  oldestPendingSeconds: 0,
  sources: {},
};

describe("renderStatus", () => {
  it("draws what there is", () => {
    expect(renderStatus(REPORT, { colours: false })).toBe(DRAWN);
  });

  it("says with colours nothing more", () => {
    const coloured = renderStatus(REPORT, { colours: true });
    expect(coloured).not.toBe(DRAWN);
    expect(stripVTControlCharacters(coloured)).toBe(DRAWN);
  });

  it("says in words what is away, and what is late", () => {
    const drawn = renderStatus(
      {
        ...REPORT,
        mode: "scaled out",
        storage: "postgres",
        queue: "away",
        conversationContext: "degraded",
        oldestPendingSeconds: 7_300,
      },
      { colours: false },
    );
    expect(drawn).toMatch(/queue on Redis +○ away/);
    expect(drawn).toMatch(/conversation context +on Redis +○ degraded/);
    expect(drawn).toContain("oldest 2 h (late)");
  });

  it("draws an empty installation", () => {
    const drawn = renderStatus(NOTHING, { colours: false });
    expect(drawn).toContain("no model yet");
    expect(drawn).toContain("feedback: none yet");
    expect(drawn).not.toMatch(/oldest|By source|[█▏]/);
  });

  it.each([
    [0.04, "0.0 s"],
    [59.94, "59.9 s"],
    [60, "1 min"],
    [3_600, "1 h"],
    [172_800, "2 days"],
  ])("says %d seconds as %s", (oldestPendingSeconds, words) => {
    expect(renderStatus({ ...REPORT, oldestPendingSeconds }, { colours: false })).toContain(
      `oldest ${words}`,
    );
  });

  it("is never wider than 80 columns", () => {
    const drawn = renderStatus(
      {
        ...REPORT,
        modelVersion: "v".repeat(200),
        events: { pending: 10 ** 9, applied: 10 ** 10, dead: 10 ** 9 },
        queue: { waiting: 10 ** 9, active: 10 ** 6, delayed: 10 ** 9 },
        oldestPendingSeconds: 3_000,
        feedback: Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`kind_${n}`, n])),
        sources: { "a-very-long-source": { pending: 10 ** 8, applied: 10 ** 9, dead: 10 ** 8 } },
        tickets: 10 ** 8,
        products: 10 ** 8,
      },
      { colours: false },
    );
    for (const line of drawn.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
  });
});
