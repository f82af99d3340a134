import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { printedBy } from "../test-command-line.js";

const folder = mkdtempSync(join(tmpdir(), "rapport-settings-"));

const run = (...args: readonly string[]) => printedBy(folder, ["replies", ...args]);

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("rapport replies settings", () => {
  it("prints what is settled, changes it, and says so in the audit", async () => {
    expect(await run("settings")).toBe(
      "Exploration: off; the best reply always stands first.\nExperiment: none.\n",
    );
    expect(
      await run("settings", "--exploration", "0.1", "--experiment", "plain", "--impersonal", ".25"),
    ).toBe(
      "Exploration: 0.1; in so many turns another good reply may stand first.\n" +
        "Experiment: plain; 0.25 of the customers get replies ranked the impersonal way.\n",
    );
    expect(JSON.parse(await run("settings", "--json"))).toEqual({
      exploration: 0.1,
      experiment: { name: "plain", impersonalShare: 0.25 },
    });
    expect(JSON.parse(await run("settings", "--end-experiment", "--json"))).toEqual({ exploration: 0.1 });
    const audit: readonly { readonly detail: unknown }[] = JSON.parse(
      await printedBy(folder, ["audit", "show"]),
    );
    expect(audit.map(({ detail }) => detail)).toEqual([
      { change: "reply settings", exploration: "0.1", experiment: "plain", impersonalShare: "0.25" },
      { change: "reply settings", exploration: "0.1", experiment: "none" },
    ]);
  });

  it("refuses what can't be, with a sentence, and changes nothing", async () => {
    const before = await run("settings", "--json");
    const refusals: readonly (readonly [readonly string[], string])[] = [
      [["--exploration", "0.6"], "from 0 to 0.5"],
      [["--exploration", "10%"], "a share such as 0.1"],
      [["--exploration", "-1"], "a share such as 0.1"],
      [["--experiment", "x"], "needs a name and a share"],
      [["--impersonal", "0.5"], "needs a name and a share"],
      [["--experiment", "x", "--impersonal", "1"], "from 0.01 to 0.99"],
      [["--experiment", "Ä b", "--impersonal", "0.5"], "small letters"],
      [["--experiment", "x", "--impersonal", "0.5", "--end-experiment"], "either started or ended"],
      [["--end-experiment"], "no experiment is running"],
    ];
    for (const [args, sentence] of refusals) {
      await expect(run("settings", ...args), args.join(" ")).rejects.toMatchObject({
        code: "request_malformed",
        message: expect.stringContaining(sentence),
      });
    }
    expect(await run("settings", "--json")).toBe(before);
  });
});

describe("rapport replies experiment", () => {
  it("says how to start one, that nothing was tried, and what is not there", async () => {
    expect(await run("experiment")).toBe(
      "No experiment: rapport replies settings --experiment NAME --impersonal 0.5 starts one.\n\n" +
        "Exploration: No reply was ranked in the last 90 days.\n",
    );
    await expect(run("experiment", "other")).rejects.toMatchObject({
      code: "not_found",
      message: "no such experiment ran in the last 90 days; there is none",
    });
  });

  it("prints both arms and the verdict", async () => {
    await run("settings", "--experiment", "plain-2", "--impersonal", "0.5");
    const [head, columns, impersonal, personal, sentence] = (await run("experiment")).split("\n");
    expect(head).toMatch(/^plain-2 \(running\)/);
    expect(columns).toMatch(/^ {2}arm +customers +helped +rate +95 %$/);
    expect(impersonal).toMatch(/^ {2}impersonal +0 +0$/);
    expect(personal).toMatch(/^ {2}personal +0 +0$/);
    expect(sentence).toBe("Undecided: nobody was served the impersonal or the personal way yet.");
    expect(JSON.parse(await run("experiment", "--json"))).toMatchObject({
      experiments: [],
      experiment: { name: "plain-2", verdict: "undecided" },
      exploration: { turns: 0, without: { status: "nothing_tried" } },
    });
  });
});
