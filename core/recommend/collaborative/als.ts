import { setImmediate } from "node:timers/promises";
import type { InteractionMatrix } from "./interactions.js";
import type { ItemScorer } from "./item-scorer.js";

export interface AlsOptions {
  /** Length of a user's and an item's vector. */
  readonly factors: number;
  /** Times that all users' and all items' vectors are fitted. */
  readonly iterations: number;
  /** How much more an interaction counts than none: it has the confidence 1 + `alpha`. */
  readonly alpha: number;
  /** How strongly large vectors are held back. */
  readonly lambda: number;
  readonly random: () => number;
}

/** Items' vectors, and what fits a user's to them. */
export interface AlsModel {
  readonly factors: number;
  readonly alpha: number;
  readonly lambda: number;
  /** Items × factors. */
  readonly items: Float64Array;
  /** Factors × factors: the sum of the items' outer products. */
  readonly gram: Float64Array;
}

/** Steps of conjugate gradients a vector: of a fit that goes on from the last one, and of one from nothing. */
const STEPS = 3;
const STEPS_FROM_ZERO = 12;

/**
 * Implicit alternating least squares: vectors of users and items whose products are near 1 where there was an
 * interaction and near 0 elsewhere, where it counts less. Each fit takes a few steps of conjugate gradients.
 *
 * Sources: Hu, Koren, Volinsky, "Collaborative Filtering for Implicit Feedback Datasets", ICDM 2008; Takács, Pilászy,
 * Tikk, "Applications of the Conjugate Gradient Method for Implicit Feedback Collaborative Filtering", RecSys 2011.
 */
export async function trainAls(matrix: InteractionMatrix, options: AlsOptions): Promise<AlsModel> {
  const { factors, iterations, alpha, lambda, random } = options;
  const drawn = (count: number) => Float64Array.from({ length: count }, () => (random() - 0.5) / factors);
  const users = drawn(matrix.users.length * factors);
  const items = drawn(matrix.items.length * factors);
  for (let turn = 0; turn < iterations; turn++) {
    await fitAll(users, matrix.rowStarts, matrix.rowItems, {
      factors,
      alpha,
      lambda,
      items,
      gram: gramOf(items, factors),
    });
    await fitAll(items, matrix.columnStarts, matrix.columnUsers, {
      factors,
      alpha,
      lambda,
      items: users,
      gram: gramOf(users, factors),
    });
  }
  return { factors, alpha, lambda, items, gram: gramOf(items, factors) };
}

/** An item's score is the product of its vector and the one that fits what the user has; 0 of nothing. */
export function alsScorer(model: AlsModel): ItemScorer {
  const { factors, items } = model;
  const count = items.length / factors;
  return {
    items: count,
    score(userItems, into) {
      const vector = new Float64Array(factors);
      fitVector(vector, userItems, model, STEPS_FROM_ZERO, new CgScratch(factors));
      for (let item = 0; item < count; item++) into[item] = product(items, item * factors, vector, factors);
    },
  };
}

/** Fits the vectors of all rows to what is fixed. */
async function fitAll(
  vectors: Float64Array,
  starts: Int32Array,
  places: Int32Array,
  fixed: AlsModel,
): Promise<void> {
  const { factors } = fixed;
  const scratch = new CgScratch(factors);
  for (let row = 0; row + 1 < starts.length; row++) {
    const vector = vectors.subarray(row * factors, (row + 1) * factors);
    fitVector(vector, places.subarray(starts[row], starts[row + 1]), fixed, STEPS, scratch);
    if (row % 128 === 127) await setImmediate();
  }
}

/** Vectors that the steps use, made once. */
class CgScratch {
  readonly residual: Float64Array;
  readonly direction: Float64Array;
  readonly image: Float64Array;

  constructor(factors: number) {
    this.residual = new Float64Array(factors);
    this.direction = new Float64Array(factors);
    this.image = new Float64Array(factors);
  }
}

/** Brings `vector` nearer to the solution of (G + α Σ yyᵀ + λI) x = (1 + α) Σ y, over the vectors y of `places`. */
function fitVector(
  vector: Float64Array,
  places: Int32Array,
  fixed: AlsModel,
  steps: number,
  { residual, direction, image }: CgScratch,
): void {
  const { factors, alpha, items } = fixed;
  if (places.length === 0) {
    vector.fill(0);
    return;
  }
  applySystem(vector, places, fixed, image);
  for (let at = 0; at < factors; at++) residual[at] = -(image[at] ?? 0);
  for (const place of places) {
    for (let at = 0; at < factors; at++) {
      residual[at] = (residual[at] ?? 0) + (1 + alpha) * (items[place * factors + at] ?? 0);
    }
  }
  direction.set(residual);
  let norm = product(residual, 0, residual, factors);
  for (let step = 0; step < steps && norm > 1e-20; step++) {
    applySystem(direction, places, fixed, image);
    const length = norm / product(direction, 0, image, factors);
    for (let at = 0; at < factors; at++) {
      vector[at] = (vector[at] ?? 0) + length * (direction[at] ?? 0);
      residual[at] = (residual[at] ?? 0) - length * (image[at] ?? 0);
    }
    const next = product(residual, 0, residual, factors);
    for (let at = 0; at < factors; at++) {
      direction[at] = (residual[at] ?? 0) + (next / norm) * (direction[at] ?? 0);
    }
    norm = next;
  }
}

function applySystem(
  vector: Float64Array,
  places: Int32Array,
  { factors, alpha, lambda, items, gram }: AlsModel,
  into: Float64Array,
): void {
  for (let at = 0; at < factors; at++) {
    into[at] = product(gram, at * factors, vector, factors) + lambda * (vector[at] ?? 0);
  }
  for (const place of places) {
    const share = alpha * product(items, place * factors, vector, factors);
    for (let at = 0; at < factors; at++)
      into[at] = (into[at] ?? 0) + share * (items[place * factors + at] ?? 0);
  }
}

function product(left: Float64Array, leftStart: number, right: Float64Array, length: number): number {
  let sum = 0;
  for (let at = 0; at < length; at++) sum += (left[leftStart + at] ?? 0) * (right[at] ?? 0);
  return sum;
}

function gramOf(vectors: Float64Array, factors: number): Float64Array {
  const gram = new Float64Array(factors * factors);
  for (let start = 0; start < vectors.length; start += factors) {
    for (let one = 0; one < factors; one++) {
      const value = vectors[start + one] ?? 0;
      for (let other = 0; other <= one; other++) {
        gram[one * factors + other] =
          (gram[one * factors + other] ?? 0) + value * (vectors[start + other] ?? 0);
      }
    }
  }
  for (let one = 0; one < factors; one++) {
    for (let other = 0; other < one; other++) gram[other * factors + one] = gram[one * factors + other] ?? 0;
  }
  return gram;
}
