import { assignGroup, REGULAR } from "./assign-group.js";
import { leadingAxesSteps, projectOnAxes } from "./clustering/principal-axes.js";
import type { Matrix } from "./matrix.js";
import type { PeopleRead } from "./read-people.js";
import type { SegmentRule } from "./rules/segment-rule.js";
import { CONFIDENCE_STEPS, type SegmentMembers, segmentsByProfile } from "./segment-members.js";
import type { SegmentModel } from "./segment-model.js";
import type { Steps } from "./steps.js";

/** Who is to be put where after a build, and on which map they are shown. */
export interface PeopleToAssign {
  readonly people: PeopleRead;
  readonly model: SegmentModel | undefined;
  readonly rules: readonly SegmentRule[];
  readonly before: SegmentMembers | undefined;
  /** People × columns: distances on the map are like those between its rows. */
  readonly map: Matrix;
}

/** People whom one step assigns. */
const STEP_PEOPLE = 128;

/** Puts everybody into a segment, as a turn would: rules first, then groups. */
export function* assignPeople({ people, model, rules, before, map }: PeopleToAssign): Steps<SegmentMembers> {
  const keys = [
    ...rules.map(({ key }) => key),
    ...(model?.groups.map(({ key }) => key) ?? []),
    REGULAR.key,
    "unsure",
  ];
  const places = new Map(keys.map((key, at) => [key, at]));
  const earlier = before && segmentsByProfile(before);
  const { rows, columns, values } = people.raw;
  const segments = new Uint8Array(rows);
  const confidence = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const rule = people.ruled[row];
    const id = people.profileIds[row] ?? "";
    const vector = values.subarray(row * columns, (row + 1) * columns);
    const standing =
      rule !== undefined
        ? { key: rule, confidence: 1 }
        : model === undefined
          ? { key: REGULAR.key, confidence: 1 }
          : assignGroup(model, vector, earlier?.get(id));
    segments[row] = places.get(standing.key) ?? 0;
    confidence[row] = Math.round(standing.confidence * CONFIDENCE_STEPS);
    if (row % STEP_PEOPLE === 0) yield;
  }
  const plane = projectOnAxes(map, yield* leadingAxesSteps(map, 2, 1));
  const place = (axis: number) =>
    Float32Array.from({ length: rows }, (_, row) => plane.values[row * plane.columns + axis] ?? 0);
  return { profileIds: people.profileIds, keys, segments, confidence, x: place(0), y: place(1) };
}
