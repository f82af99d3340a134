import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const PROGRAM = fileURLToPath(new URL("../dist/service/rapport.js", import.meta.url));

let dataDir: string;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "rapport-command-"));
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** Runs the built program as a user does. */
function rapport(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { PATH = "" } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    env: { PATH, RAPPORT_DATA_DIR: dataDir, LOG_LEVEL: "fatal", ...env },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("rapport", () => {
  it("goes from a file of tickets to a suggestion", () => {
    const file = join(dataDir, "tickets.csv");
    const rows = ["where is my card", "my card has not arrived", "card still not here"].map(
      (text) => `${text},card_arrival`,
    );
    const others = ["what is the rate", "which exchange rate", "rates today"].map(
      (text) => `${text},exchange_rate`,
    );
    writeFileSync(file, `text,category\n${[...rows, ...others].join("\n")}\n`);
    expect(rapport(["import", "tickets", file, "--reply-column", "category"]).stdout).toContain(
      "6 read, 6 stored, 0 known before, 0 rejected",
    );
    expect(rapport(["train"]).stdout).toMatch(/^Model [0-9a-f]{12}: 6 examples, 2 replies/);
    expect(rapport(["train", "--augment"]).stdout).toMatch(
      /^Model [0-9a-f]{12}: 6 examples, 2 replies.*\nAugmentation: not tried; it is from 20 examples/,
    );
    const { stdout } = rapport(["suggest", "--text", "my card still hasn't arrived", "--json"]);
    expect(JSON.parse(stdout).suggestions[0]).toMatchObject({
      replyKey: "card_arrival",
      receipt: { tier: "rules" },
    });
    expect(rapport(["suggest", "--text", "my card"]).stdout).toContain("1. Card arrival [card_arrival]");
  });

  it("stops at a wrong configuration with all problems, exit code 2, and no secret", () => {
    const { status, stderr } = rapport(["serve"], { PORT: "x", SLACK_BOT_TOKEN: "my-secret-token" });
    expect(status).toBe(2);
    expect(stderr).toContain("PORT must be a whole number");
    expect(stderr).toContain("SLACK_BOT_TOKEN must begin with xoxb-");
    expect(stderr).toContain("SLACK_SIGNING_SECRET must be set too");
    expect(stderr).not.toContain("my-secret-token");
  });

  it("does not start with a flow file that holds problems, and names all of them", () => {
    const file = join(dataDir, "flows.yaml");
    writeFileSync(file, "languages: [en]\nflows:\n  a: { steps: [{ jump: b }] }\n");
    for (const args of [["serve"], ["flows", "check"], ["status"]]) {
      const { status, stderr } = rapport(args, { RAPPORT_FLOWS: file });
      expect(status).toBe(2);
      expect(stderr).toBe(
        `Flows:\n  ${file}:3:3 title must give the text by language\n  ${file}:3:3 starts_on must be a list of intents\n`,
      );
    }
    const { status, stdout } = rapport(["flows", "check"]);
    expect([status, stdout]).toEqual([0, expect.stringContaining("no problems")]);
  });

  it("refuses data that was encrypted under another key", () => {
    rapport(["status"]);
    const { status, stderr } = rapport(["status"], { RAPPORT_MASTER_KEY: "ab".repeat(32) });
    expect(status).toBe(2);
    expect(stderr).toContain("not the key that this data was encrypted with");
  });

  it.each([
    ["a channel that is none", ["suggest", "--text", "x", "--channel", "fax"]],
    ["a limit of nothing", ["suggest", "--text", "x", "--limit", "0"]],
    ["a command that is none", ["sell"]],
  ])("refuses %s, exit code 2", (_name, args) => {
    expect(rapport(args).status).toBe(2);
  });

  it.each([
    ["LOG_LEVEL", "loud"],
    ["RAPPORT_WRITE_KEY", "holds:a-colon"],
    ["ZENDESK_SUBDOMAIN", "acme"],
    ["RAPPORT_DATA_DIR", "/dev/null/x"],
  ])("refuses %s=%s, exit code 2", (key, value) => {
    const { status, stderr } = rapport(["status"], { [key]: value });
    expect(status).toBe(2);
    expect(stderr).toContain(key);
    expect(stderr).not.toContain("    at ");
  });

  it("says so, beside the result, when it made a new data folder, and once", () => {
    const folder = join(dataDir, "brand-new");
    const first = rapport(["status", "--json"], { RAPPORT_DATA_DIR: folder });
    expect(first.stderr).toBe(`Made a new data folder, ${folder}; set RAPPORT_DATA_DIR to use another.\n`);
    expect(JSON.parse(first.stdout)).toMatchObject({ replies: 0 });
    expect(rapport(["status", "--json"], { RAPPORT_DATA_DIR: folder }).stderr).toBe("");
  });

  it("makes no new keys for data that the old ones encrypted", () => {
    const folder = join(dataDir, "keys-lost");
    expect(rapport(["status"], { RAPPORT_DATA_DIR: folder }).status).toBe(0);
    rmSync(join(folder, "keys.json"));
    const { status, stderr } = rapport(["status"], { RAPPORT_DATA_DIR: folder });
    expect(status).toBe(2);
    expect(stderr).toContain("keys.json is missing");
    expect(existsSync(join(folder, "keys.json"))).toBe(false);
  });

  it("names a file that is not there, exit code 2", () => {
    const { status, stderr } = rapport(["import", "tickets", join(dataDir, "nowhere.csv")]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/there is no file/);
    expect(stderr).not.toContain("    at ");
  });
});
