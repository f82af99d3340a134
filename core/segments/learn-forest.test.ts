import { describe, expect, it } from "vitest";
import { randomNormal } from "../random-normal.js";
import { seededRandom } from "../seeded-random.js";
import type { Scaler } from "./features/fit-scaler.js";
import { deserializeForest } from "./forest/forest-file.js";
import { learnForest } from "./learn-forest.js";
import { atOnce } from "./steps.js";

const COLUMNS = 6;

/** Groups of these sizes that overlap: each is drawn around a corner of its own, `apart` standard deviations away. */
function people(sizes: readonly number[], apart: number) {
  const random = seededRandom(5);
  const labels = Int32Array.from(sizes.flatMap((size, group) => Array<number>(size).fill(group)));
  const values = labels.length * COLUMNS;
  const matrix = {
    rows: labels.length,
    columns: COLUMNS,
    values: Float64Array.from(
      { length: values },
      (_, at) => (at % COLUMNS === labels[Math.floor(at / COLUMNS)] ? apart : 0) + randomNormal(random),
    ),
  };
  return { matrix, labels, groups: sizes.map((_, group) => ({ key: `group-${group}` })) };
}

const SCALER = {
  columns: Array.from({ length: COLUMNS }, (_, at) => ({ feature: `f${at}`, kind: "value" })),
} as unknown as Scaler;

function learn(sizes: readonly number[], apart: number) {
  const { matrix, labels, groups } = people(sizes, apart);
  return atOnce(learnForest(matrix, labels, SCALER, groups, 3));
}

describe("learning to tell groups", () => {
  it("fills up a rare group where that finds more of it, and says so", () => {
    const learnt = learn([400, 300, 30], 2);
    const { oversampling, scores } = learnt ?? {};
    expect(oversampling).toMatchObject({ segments: ["group-2"], kept: true });
    const gain = (oversampling?.macroF1With ?? 0) - (oversampling?.macroF1Without ?? 0);
    expect(gain).toBeGreaterThanOrEqual(0.02);
    expect(scores?.macroF1).toBe(oversampling?.macroF1With);
    // Of real people only: none that was made is judged.
    expect(scores?.rows).toBe(730);
    expect(deserializeForest(learnt?.file ?? new Uint8Array()).settings).toMatchObject({ oversampled: true });
    expect(learn([400, 300, 30], 2)?.file).toEqual(learnt?.file);
  }, 60_000);

  it("leaves it as it is where that finds no more", () => {
    const { oversampling, scores, file } = learn([400, 300, 30], 9) ?? {};
    expect(oversampling).toMatchObject({ segments: ["group-2"], kept: false });
    expect(scores?.macroF1).toBe(oversampling?.macroF1Without);
    expect(deserializeForest(file ?? new Uint8Array()).settings).not.toHaveProperty("oversampled");
  }, 60_000);

  it("tries nothing where no group is rare", () => {
    expect(learn([200, 150], 3)?.oversampling).toBeUndefined();
  }, 60_000);
});
