import { readConfig } from "../../core/index.js";
import { type Installation, openInstallation } from "../open-installation.js";

/** Opens what the environment configures, runs `work` on it, and closes it again. */
export async function withInstallation(work: (installation: Installation) => Promise<void>): Promise<void> {
  const config = readConfig(process.env);
  const installation = await openInstallation(config);
  if (installation.keysCreated) printHint(newFolder(config.RAPPORT_DATA_DIR));
  try {
    await work(installation);
  } finally {
    await installation.core.close();
  }
}

/** Somebody in the wrong folder, or without the setting, would otherwise look at nothing and not know why. */
function newFolder(dataDir: string): string {
  return `Made a new data folder, ${dataDir}; set RAPPORT_DATA_DIR to use another.`;
}

/** A command's result, on stdout. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** What a person should know besides, on stderr: a program that reads the result is not disturbed. */
export function printHint(line: string): void {
  process.stderr.write(`${line}\n`);
}
