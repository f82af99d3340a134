import { setImmediate } from "node:timers/promises";

/** Lets whatever waits have its turn: a build shares its process with customers who wait for answers. */
export async function giveWay(): Promise<void> {
  await setImmediate();
}
