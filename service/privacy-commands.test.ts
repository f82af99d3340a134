import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PROGRAM = fileURLToPath(new URL("../dist/service/rapport.js", import.meta.url));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rapport-privacy-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the built program as a user does. */
function rapport(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { PATH = "" } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    env: { PATH, RAPPORT_DATA_DIR: folder, LOG_LEVEL: "fatal", ...env },
    encoding: "utf8",
    timeout: 30_000,
  });
  return { status, stdout, stderr };
}

function people(...traits: readonly Readonly<Record<string, unknown>>[]): void {
  const file = join(folder, "events.jsonl");
  const events = traits.map((given, n) => ({
    type: "identify",
    messageId: JSON.stringify([n, given]),
    timestamp: "2026-11-20T00:00:00Z",
    ...given,
  }));
  writeFileSync(file, events.map((event) => JSON.stringify(event)).join("\n"));
  expect(rapport(["import", "events", file]).stdout).toContain(`${traits.length} stored`);
}

/** Somebody with the database's own rights, who gets past what guards the audit; in a process of their own. */
function behindItsBack(...statements: readonly string[]): readonly Readonly<Record<string, string>>[] {
  const script = `
    const connection = new (require("libsql"))(process.argv[1]);
    const rows = process.argv.slice(2).flatMap((statement) => connection.prepare(statement).all());
    console.log(JSON.stringify(rows));`;
  const unguarded = ["update", "delete"].map((verb) => `drop trigger if exists audit_refuses_${verb}`);
  const args = ["-e", script, join(folder, "rapport.db"), ...unguarded, ...statements];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

const VERA = ["--identifier", "user_id:u-vera"];

describe("rapport privacy erase", () => {
  it("prints by what the audit proves it, which the person's own name finds too", () => {
    people({ userId: "u-vera" });
    const { stdout } = rapport(["privacy", "erase", ...VERA]);
    const [, profileId = ""] = /^Proof: rapport audit show --subject (\S+)$/m.exec(stdout) ?? [];
    for (const subject of [profileId, "user_id:u-vera"]) {
      const entries = JSON.parse(rapport(["audit", "show", "--subject", subject]).stdout);
      expect(entries.at(-1)).toMatchObject({ action: "erase", subject: profileId });
    }
  });

  it("reaches who is only in imported tickets", () => {
    const file = join(folder, "tickets.csv");
    writeFileSync(file, "text,reply,customer\nwhere is it,r,R1 \n");
    expect(rapport(["import", "tickets", file]).stdout).toContain("1 stored");
    const one = ["--identifier", "user_id:R1"];
    expect(JSON.parse(rapport(["privacy", "export", ...one]).stdout).tickets).toHaveLength(1);
    expect(rapport(["privacy", "erase", ...one]).stdout).toContain("training tickets: 1");
    expect(rapport(["privacy", "export", ...one])).toMatchObject({ status: 2, stdout: "" });
    const again = rapport(["import", "tickets", file]);
    expect(again.stdout).toContain("1 read, 0 stored, 0 known before, 1 rejected");
    // The row is as it should be: nobody has to mend the file.
    expect(again.status).toBe(0);
  });
});

describe("rapport privacy", () => {
  it("says plainly what became of a correction", () => {
    people({ userId: "u-vera" });
    const correct = (value: string) =>
      rapport(["privacy", "correct", "preferences.language", value, ...VERA]);
    expect(correct("german").stdout).toBe("Corrected.\n");
    expect(correct("de").stdout).toBe("Nothing was changed: it was so already.\n");
    expect(correct("banana")).toMatchObject({ status: 2, stdout: "" });
  });

  it("refuses to grant and refuse the same purpose, and an empty number", () => {
    people({ userId: "u-vera" });
    const both = ["--grant", "marketing", "--refuse", "analytics,marketing"];
    const consent = rapport(["privacy", "consent", ...VERA, ...both]);
    expect(consent).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("marketing can't be granted"),
    });
    for (const limit of ["", " ", "1e2", "-1"]) {
      expect(rapport(["audit", "show", `--limit=${limit}`]).status, limit).toBe(2);
    }
  });

  it("names no stack for somebody who only claims what names them", () => {
    const externalIds = [{ type: "email", id: "vera@mail.example", verified: false }];
    people({ context: { externalIds }, traits: { firstName: "Mallory" } });
    for (const args of [
      ["regime", "--set", "ccpa"],
      ["erase"],
      ["export"],
      ["correct", "demographics.city", "Bonn"],
    ]) {
      const { status, stdout, stderr } = rapport([
        "privacy",
        ...args,
        "--identifier",
        "email:vera@mail.example",
      ]);
      expect([status, stdout, stderr]).toEqual([2, "", "nobody is recorded under this name\n"]);
    }
    const [row] = behindItsBack("select part_id from profile_parts");
    const byId = ["--profile", row?.part_id ?? ""];
    expect(rapport(["privacy", "regime", "--set", "ccpa", ...byId])).toMatchObject({ status: 0, stderr: "" });
    expect(rapport(["privacy", "correct", "demographics.city", "Bonn", ...byId]).stdout).toBe("Corrected.\n");
  });
});

describe("rapport profiles unmerge", () => {
  it("says that both stay restricted", () => {
    const traits = { email: "vera@mail.example" };
    people({ userId: "u-vera" }, { traits });
    rapport(["privacy", "restrict", ...VERA]);
    people({ userId: "u-vera", traits });
    const [{ mergeId }] = JSON.parse(rapport(["profiles", "merges"]).stdout);
    const { stdout, stderr } = rapport(["profiles", "unmerge", mergeId]);
    expect(JSON.parse(stdout)).toMatchObject({ restricted: true });
    expect(stderr).toContain("Both stay restricted");
  });
});

describe("rapport audit", () => {
  const headOf = () =>
    /(\d+) entries, unbroken\. Head: (\w+)/.exec(rapport(["audit", "verify"]).stdout) ?? [];

  it("shows an entry whose detail somebody damaged, and names it", () => {
    people({ userId: "u-vera" });
    rapport(["profiles", "show", ...VERA]);
    rapport(["profiles", "show", ...VERA]);
    behindItsBack("update audit set detail = '{\"purposes\": [' where sequence = 1");
    const shown = rapport(["audit", "show"]);
    expect(shown.status).toBe(0);
    const [first, second] = JSON.parse(shown.stdout);
    expect([first.damaged, second.damaged]).toEqual([true, undefined]);
    expect(rapport(["audit", "verify"])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("broken at entry 1"),
    });
  });

  it("knows by a head that was noted whether the end was cut off", () => {
    people({ userId: "u-vera" });
    for (let reading = 0; reading < 3; reading++) rapport(["profiles", "show", ...VERA]);
    const [, entries = "", head = ""] = headOf();
    const verify = (...args: readonly string[]) => rapport(["audit", "verify", "--head", head, ...args]);
    rapport(["profiles", "show", ...VERA]);
    expect(verify("--entries", entries).status).toBe(0);
    expect(verify().status).toBe(0);
    expect(verify("--entries", "1").status).toBe(1);
    expect(rapport(["audit", "verify", "--entries", "1"]).status).toBe(2);
    expect(rapport(["audit", "verify", "--head", "abc"]).status).toBe(2);
    behindItsBack("delete from audit where sequence >= 3");
    expect(rapport(["audit", "verify"]).status).toBe(0);
    expect(verify()).toMatchObject({ status: 1, stderr: expect.stringContaining("was cut") });
    expect(verify("--entries", entries).stderr).toContain(`${entries} entries were noted`);
    behindItsBack("delete from audit");
    expect(verify().status).toBe(1);
  });
});

describe("a data folder", () => {
  it("is not filled by a restore that is refused", () => {
    people({ userId: "u-vera" });
    const backup = join(folder, "backup");
    rapport(["backup", backup]);
    const empty = join(folder, "empty");
    const env = { RAPPORT_DATA_DIR: empty };
    expect(rapport(["restore", backup], env)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("there is no keys.json"),
    });
    const given = { ...env, RAPPORT_MASTER_KEY: "ab".repeat(32) };
    expect(rapport(["restore", backup], given).stderr).toContain("another master key");
    expect(rapport(["restore", join(folder, "nowhere")], given).stderr).toContain("no such backup");
    expect(existsSync(empty)).toBe(false);
    expect(rapport(["restore", join(folder, "rapport.db")])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("is the live database itself"),
    });
  });

  it("that can't be made is said at once", () => {
    for (const where of ["/proc/x", "/proc/x/y"]) {
      const { status, stderr } = rapport(["status"], { RAPPORT_DATA_DIR: where });
      expect([status, stderr]).toEqual([2, expect.stringContaining("RAPPORT_DATA_DIR can't be made")]);
    }
  });
});
