import { topPlaces } from "../top-places.js";

export interface LabelProbability {
  readonly label: string;
  /** In [0,1]. */
  readonly probability: number;
}

/** What is less probable than so many others is no answer. */
const MAX_LABELS = 50;

/** A text model's labels, the most probable first, at most 50. */
export function probableLabels(
  labels: readonly string[],
  probabilities: Float32Array,
): readonly LabelProbability[] {
  return Array.from(topPlaces(probabilities, MAX_LABELS), (place) => ({
    label: labels[place] ?? "",
    probability: probabilities[place] ?? 0,
  }));
}
