import { join } from "node:path";
import { vi } from "vitest";
import { createCommandLine } from "./command-line.js";

/** What a command prints on stdout, over the data in a folder; whoever calls puts mocks and environment back. */
export async function printedBy(folder: string, args: readonly string[]): Promise<string> {
  let printed = "";
  vi.stubEnv("RAPPORT_DATA_DIR", join(folder, "data"));
  vi.stubEnv("LOG_LEVEL", "fatal");
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += text;
    return true;
  });
  await createCommandLine().parseAsync(["node", "rapport", ...args]);
  return printed;
}
