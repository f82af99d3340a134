import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { printedBy } from "../test-command-line.js";

const folder = mkdtempSync(join(tmpdir(), "rapport-flows-"));
afterAll(() => rmSync(folder, { recursive: true }));

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const run = (...args: readonly string[]) => printedBy(folder, args);

function file(name: string, yaml: string): string {
  const path = join(folder, name);
  writeFileSync(path, yaml);
  return path;
}

const GOOD = `languages: [en]
flows:
  hi: { title: { en: hi }, starts_on: [hi], steps: [{ say: { en: Hello }, id: hello }, { end: done }] }
`;

describe("rapport flows", () => {
  it("checks the demo's flows, a named file, or the configured one", async () => {
    expect(await run("flows", "check")).toMatch(/^7 flows with \d+ steps, \d+ slots: no problems\.\n$/);
    const good = file("good.yaml", GOOD);
    expect(await run("flows", "check", good)).toBe("1 flows with 2 steps, 0 slots: no problems.\n");
    vi.stubEnv("RAPPORT_FLOWS", good);
    expect(await run("flows", "check")).toBe("1 flows with 2 steps, 0 slots: no problems.\n");
  });

  it("names every problem with file, line and column, as bad configuration does", async () => {
    const bad = file(
      "bad.yaml",
      GOOD.replace("say: { en: Hello }", "say: { de: Hallo }").replace("done", "dun"),
    );
    await expect(run("flows", "check", bad)).rejects.toMatchObject({
      code: "config_invalid",
      kind: "caller",
      message: expect.stringContaining(`${bad}:3:`),
    });
    await expect(run("flows", "check", join(folder, "none.yaml"))).rejects.toMatchObject({
      code: "config_invalid",
    });
  });

  it("warns of names that neither the file nor the library of the data folder has", async () => {
    const known = file("known.yaml", GOOD.replace("starts_on: [hi]", "starts_on: [order_status]"));
    const steps = "{ say: { reply: nosuchreply } }";
    const unknown = file("unknown.yaml", GOOD.replace("{ say: { en: Hello }, id: hello }", steps));
    expect(await run("flows", "check", unknown)).toBe("1 flows with 2 steps, 0 slots: no problems.\n");
    const replies = file("replies.jsonl", '{"key":"order_status","title":"Orders","body":"On its way."}\n');
    await run("import", "replies", replies);
    expect(await run("flows", "check", known)).toBe("1 flows with 2 steps, 0 slots: no problems.\n");
    expect((await run("flows", "check", unknown)).split("\n")).toEqual([
      expect.stringMatching(/unknown\.yaml:3:40 warning: there is no intent hi: give it examples/),
      expect.stringMatching(/unknown\.yaml:3:55 warning: there is no reply nosuchreply: import it/),
      "1 flows with 2 steps, 0 slots: no problems, 2 warnings.",
      "",
    ]);
  });

  it("draws one flow, or all", async () => {
    const good = file("good.yaml", GOOD);
    expect(await run("flows", "draw", "hi", "--file", good)).toBe(
      [
        "stateDiagram-v2",
        "  %% hi: starts on hi",
        '  state "hello: say" as s_hello',
        "  [*] --> s_hello",
        "  s_hello --> s_end_2",
        '  state "end_2: end, done" as s_end_2',
        "  s_end_2 --> [*]",
        "",
      ].join("\n"),
    );
    expect((await run("flows", "draw")).match(/^stateDiagram-v2$/gm)).toHaveLength(7);
    await expect(run("flows", "draw", "ho", "--file", good)).rejects.toMatchObject({ code: "not_found" });
  });
});
