import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openTestCore, silentLog } from "../core/testing.js";
import { warnOfUnknown } from "./load-flows.js";

const FLOWS = `languages: [en]
flows:
  hi:
    title: { en: hi }
    starts_on: [where_is_order, nosuchintent]
    steps: [{ say: { reply: size_help } }, { say: { reply: nosuchreply } }, { end: done }]
`;

it("the log names what a flow speaks of and the library does not have, once there is a library", async () => {
  const folder = await mkdtemp(join(tmpdir(), "rapport-flows-"));
  const path = join(folder, "flows.yaml");
  await writeFile(path, FLOWS);
  const told: unknown[] = [];
  const log = { ...silentLog, warn: (...line: unknown[]) => told.push(line) };
  for (const stocked of [false, true]) {
    const test = await openTestCore({ stocked });
    await warnOfUnknown(path, test.core.library, log);
    await test.close();
    if (!stocked) expect(told).toEqual([]);
  }
  expect(told).toEqual([
    [{ path: `${path}:5:33` }, expect.stringContaining("flows: there is no intent nosuchintent: ")],
    [{ path: `${path}:6:46` }, expect.stringContaining("flows: there is no reply nosuchreply: ")],
  ]);
  await rm(folder, { recursive: true });
});
