import { randomInt } from "node:crypto";

/** As large as `randomInt` takes it. */
const MOST = 2 ** 48 - 1;

/** A number in [0,1) that nobody can guess, of 48 bits: for noise that hides somebody. */
export function unguessable(): number {
  return randomInt(MOST) / MOST;
}
