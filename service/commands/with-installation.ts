import { readConfig } from "../../core/index.js";
import { type Installation, openInstallation } from "../open-installation.js";

/** Opens what the environment configures, runs `work` on it, and closes it again. */
export async function withInstallation(work: (installation: Installation) => Promise<void>): Promise<void> {
  const installation = await openInstallation(readConfig(process.env));
  try {
    await work(installation);
  } finally {
    await installation.core.close();
  }
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
