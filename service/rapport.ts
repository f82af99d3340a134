#!/usr/bin/env -S node --max-semi-space-size=4 --no-parallel-scavenge
import { CommanderError } from "commander";
import { RapportError } from "../core/index.js";
import { createCommandLine } from "./command-line.js";

/** Bad input and bad configuration: 2; anything else that fails: 1. */
function exitCode(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  return error instanceof RapportError && error.kind === "caller" ? 2 : 1;
}

createCommandLine()
  .parseAsync()
  .catch((error: unknown) => {
    // The command line has printed its own errors already.
    if (error instanceof CommanderError) process.exit(exitCode(error));
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    if (!(error instanceof RapportError) && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    process.exit(exitCode(error));
  });
