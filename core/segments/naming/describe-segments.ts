import { capitalized } from "../../title-of-key.js";
import type { Matrix } from "../matrix.js";
import { atOnce, type Steps } from "../steps.js";
import { effectSizes } from "./effect-sizes.js";
import type { NamedFeature } from "./named-feature.js";
import { segmentKey } from "./segment-key.js";

/** In what a segment differs from everybody else. */
export interface SegmentEffect {
  /** The feature's name. */
  readonly feature: string;
  /** Cohen's d; more than 0 if the segment has more of it. */
  readonly d: number;
  /** What a customer of the segment does: the feature's words for high or low. */
  readonly words: string;
}

export interface SegmentDescription {
  /** The segment's number among the labels. */
  readonly label: number;
  readonly size: number;
  /** Made from the name; no two segments have the same. */
  readonly key: string;
  /** As in "Frequent big spenders". */
  readonly name: string;
  /** One sentence. */
  readonly description: string;
  /** All effects worth mentioning, the strongest first. */
  readonly effects: readonly SegmentEffect[];
}

interface Trait extends SegmentEffect {
  readonly adjective: string | undefined;
  readonly noun: string | undefined;
}

/** Cohen's small effect: less of a difference isn't worth mentioning. */
const LEAST_EFFECT = 0.2;
const EFFECTS_IN_NAME = 2;
const EFFECTS_IN_DESCRIPTION = 3;

/**
 * Names and describes segments by what sets each apart from everybody else. The name is of the two strongest effects;
 * a segment whose name is taken mentions further ones, or gets a number.
 * @param labels of each row its segment, from 0 on; rows labelled less than 0 are in none, but part of everybody else
 * @param features one for each column
 * @param takenKeys keys that mean other segments already
 * @returns one for each segment with rows, by label
 */
export function describeSegments(
  matrix: Matrix,
  labels: Int32Array,
  features: readonly NamedFeature[],
  takenKeys: Iterable<string> = [],
): readonly SegmentDescription[] {
  return atOnce(describeSegmentsSteps(matrix, labels, features, takenKeys));
}

/** `describeSegments` in steps. */
export function* describeSegmentsSteps(
  matrix: Matrix,
  labels: Int32Array,
  features: readonly NamedFeature[],
  takenKeys: Iterable<string> = [],
): Steps<readonly SegmentDescription[]> {
  const taken = new Set(takenKeys);
  const sizes = new Map<number, number>();
  for (const label of labels) if (label >= 0) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  const described: SegmentDescription[] = [];
  for (const [label, size] of [...sizes].sort(([a], [b]) => a - b)) {
    yield;
    const traits = traitsOf(effectSizes(matrix, labels, label), features);
    const { name, key } = freeName(traits, taken);
    taken.add(key);
    const effects = traits.map(({ feature, d, words }) => ({ feature, d, words }));
    described.push({ label, size, key, name, description: describe(traits), effects });
  }
  return described;
}

function traitsOf(effects: Float64Array, features: readonly NamedFeature[]): readonly Trait[] {
  return features
    .map((feature, column) => {
      const d = effects[column] ?? 0;
      const side = d > 0 ? "high" : "low";
      return {
        feature: feature.name,
        d,
        words: feature[side],
        adjective: feature.adjectives?.[side],
        noun: feature.nouns?.[side],
      };
    })
    .filter(({ d }) => Math.abs(d) >= LEAST_EFFECT)
    .sort((a, b) => Math.abs(b.d) - Math.abs(a.d));
}

function freeName(traits: readonly Trait[], taken: ReadonlySet<string>) {
  const first = nameOf(traits);
  const further = traits.slice(EFFECTS_IN_NAME).map(({ words }) => words);
  for (let more = 0; more <= further.length; more++) {
    const name = [first, ...further.slice(0, more)].join(", ");
    const key = segmentKey(name);
    if (key !== "" && !taken.has(key)) return { name, key };
  }
  for (let number = 2; ; number++) {
    const name = `${first} ${number}`;
    const key = segmentKey(name);
    if (!taken.has(key)) return { name, key };
  }
}

/** An adjective and a noun if the two strongest traits have them, one each; otherwise what customers do. */
function nameOf([first, second]: readonly Trait[]): string {
  if (first === undefined) return "Typical customers";
  if (second === undefined) return capitalized(first.noun ?? first.words);
  if (first.adjective !== undefined && second.noun !== undefined) {
    return capitalized(`${first.adjective} ${second.noun}`);
  }
  if (second.adjective !== undefined && first.noun !== undefined) {
    return capitalized(`${second.adjective} ${first.noun}`);
  }
  return capitalized(`${first.words}, ${second.words}`);
}

function describe(traits: readonly Trait[]): string {
  const words = traits.slice(0, EFFECTS_IN_DESCRIPTION).map((trait) => trait.words);
  const last = words.pop();
  if (last === undefined) return "A customer here is much like everybody else.";
  const does = words.length === 0 ? last : `${words.join(", ")} and ${last}`;
  return `Compared with everybody else, a customer here ${does}.`;
}
