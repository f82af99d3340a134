import type { Command } from "commander";
import { printJson, withInstallation } from "./with-installation.js";

/** `rapport inventory …`: what may be kept of people, and what was not. */
export function addInventory(program: Command): void {
  const inventory = program.command("inventory").description("what may be kept of people, and what was not");
  inventory
    .command("show")
    .description("every attribute: module, purposes, retention, sources")
    .action(() => withInstallation(async ({ core }) => printJson(core.inventory.attributes)));
  inventory
    .command("drops")
    .description("what came in, was not declared, and so was dropped: how often, from where")
    .action(() => withInstallation(async ({ core }) => printJson(await core.privacy.drops())));
}
