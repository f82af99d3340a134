import { z } from "zod";
import { squaredDistance } from "./clustering/squared-distance.js";
import { type Scaler, scale } from "./features/fit-scaler.js";
import type { CompiledForest } from "./forest/compiled-forest.js";
import { deserializeForest } from "./forest/forest-file.js";
import { probabilitiesOf } from "./forest/predict-row.js";
import type { Matrix } from "./matrix.js";

/** A group that a build found. */
export interface FoundGroup {
  readonly key: string;
  /** As the build calls it. */
  readonly name: string;
  readonly description: string;
}

/** By which people are put into the groups that a build found. */
export interface SegmentModel {
  readonly tier: "clusters" | "model";
  readonly scaler: Scaler;
  readonly groups: readonly FoundGroup[];
  /** Groups × columns of the scaler. */
  readonly centroids: Matrix;
  /** Its classes are places in `groups`. */
  readonly forest: CompiledForest | undefined;
}

/** The nearest of several centres is the more probable the nearer it is, by the fourth power of the distance. */
const SHARPNESS = 4;
/** Whoever stands on a centre is all but surely of its group. */
const LEAST_DISTANCE = 1e-6;

/**
 * How probable each group is for somebody.
 * @param vector their features, in the order of the scaler's
 * @returns one probability a group, in [0,1], that sum to 1
 */
export function groupProbabilities(model: SegmentModel, vector: ArrayLike<number>): Float64Array {
  const scaled = scale(model.scaler, vector);
  if (model.tier === "model" && model.forest !== undefined) return probabilitiesOf(model.forest, scaled);
  const { rows, columns, values } = model.centroids;
  const weights = Float64Array.from({ length: rows }, (_, row) => {
    const squared = squaredDistance(scaled, 0, values, row * columns, columns);
    return Math.max(LEAST_DISTANCE, Math.sqrt(squared)) ** -SHARPNESS;
  });
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => weight / sum);
}

const numbers = z.array(z.number());

const fileSchema = z.object({
  format: z.literal("rapport-segments/1"),
  tier: z.enum(["clusters", "model"]),
  scaler: z.object({
    features: z.array(z.string()),
    columns: z.array(
      z.object({
        feature: z.string(),
        kind: z.enum(["value", "is", "missing"]),
        at: z.int(),
        place: z.int().optional(),
        log: z.boolean().optional(),
        center: z.number().optional(),
        spread: z.number().optional(),
        name: z.string(),
        high: z.string(),
        low: z.string(),
      }),
    ),
  }),
  groups: z.array(z.object({ key: z.string(), name: z.string(), description: z.string() })),
  centroids: numbers,
  /** `forest-file.ts`, in base64. */
  forest: z.base64().optional(),
});

/** @param forest the forest's file */
export function writeSegmentModel(
  model: Omit<SegmentModel, "forest">,
  forest: Uint8Array | undefined,
): Uint8Array {
  const { tier, scaler, groups, centroids } = model;
  return Buffer.from(
    JSON.stringify({
      format: "rapport-segments/1",
      tier,
      scaler,
      groups,
      centroids: [...centroids.values],
      ...(forest === undefined ? {} : { forest: Buffer.from(forest).toString("base64") }),
    }),
  );
}

/** @throws Error if the bytes are no model that this version reads */
export function readSegmentModel(bytes: Uint8Array): SegmentModel {
  const file = fileSchema.parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
  return {
    tier: file.tier,
    scaler: file.scaler as Scaler,
    groups: file.groups,
    centroids: {
      rows: file.groups.length,
      columns: file.scaler.columns.length,
      values: Float64Array.from(file.centroids),
    },
    forest:
      file.forest === undefined ? undefined : deserializeForest(Buffer.from(file.forest, "base64")).forest,
  };
}
