import { createHmac } from "node:crypto";

export interface Arm {
  readonly name: string;
  /** Of all units, in [0,1]. */
  readonly share: number;
}

/** Who sees what. */
export interface Assignment {
  /** Name of the experiment: the same unit falls differently in another one. */
  readonly experiment: string;
  /** Their shares sum to 1 at most; the rest is in no arm. */
  readonly arms: readonly Arm[];
  /** The tenant's key: without it nobody can tell, or choose, where a unit falls. */
  readonly key: Uint8Array;
}

const ROUNDING = 1e-9;
const BYTES = 6;

/**
 * The arm that a unit is in: always the same, with nothing stored, by HMAC-SHA-256 (RFC 2104) of experiment and unit.
 * If a share grows at the cost of the arm after it, only units of that arm change.
 * @param unitId a profile or conversation: whatever is to see one arm only
 * @returns `undefined` if it is in none
 * @throws RangeError if a share is negative, or they sum to more than 1
 */
export function assignArm(unitId: string, { experiment, arms, key }: Assignment): string | undefined {
  const all = arms.reduce((sum, { share }) => sum + share, 0);
  if (arms.some(({ share }) => !(share >= 0)) || all > 1 + ROUNDING) {
    throw new RangeError(`${experiment}: shares from 0 on that sum to 1 at most, not ${all}`);
  }
  const digest = createHmac("sha256", key)
    .update(JSON.stringify([experiment, unitId]))
    .digest();
  const place = digest.readUIntBE(0, BYTES) / 2 ** (8 * BYTES);
  let passed = 0;
  for (const { name, share } of arms) {
    passed += share;
    if (place < passed) return name;
  }
  return all >= 1 - ROUNDING ? arms.at(-1)?.name : undefined;
}
