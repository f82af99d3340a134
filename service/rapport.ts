#!/usr/bin/env node
import { RapportError } from "../core/index.js";
import { createCommandLine } from "./command-line.js";

/** Bad input and bad configuration: 2; anything else that fails: 1. */
function exitCode(error: unknown): number {
  return error instanceof RapportError && error.kind === "caller" ? 2 : 1;
}

createCommandLine()
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    if (!(error instanceof RapportError) && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    process.exit(exitCode(error));
  });
