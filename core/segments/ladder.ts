import type { Tier } from "../replies/receipt.js";

/** What a build knows of its own worth. */
export interface LadderFigures {
  /** Whom analytics may read and no rule takes. */
  readonly people: number;
  /** `undefined`: nothing was found. */
  readonly silhouette: number | undefined;
  /** Mean adjusted Rand index of resamples; `undefined`: not measured. */
  readonly stability: number | undefined;
  /** Macro-F1 of the forest in cross-validation; `undefined`: none was trained. */
  readonly forestF1: number | undefined;
}

/** From so many people on, groups are looked for. */
const CLUSTERS_FROM_PEOPLE = 100;
/** Structure that is more than an accident begins here (Kaufman and Rousseeuw, "Finding Groups in Data"). */
const CLUSTERS_FROM_SILHOUETTE = 0.15;
/** Steinley, "Properties of the Hubert-Arabie adjusted Rand index": from 0.65 on a moderate recovery. */
export const CLUSTERS_FROM_STABILITY = 0.65;
/** From here on the forest assigns. */
const MODEL_FROM_F1 = 0.85;

/**
 * What a step that was climbed may fall short of before it is left: figures of small companies swing by so much from
 * day to day, and who reads replies must not see segments come and go with them.
 */
const HOLDS = { people: 20, silhouette: 0.05, stability: 0.15, forestF1: 0.05 };

/**
 * How far up the ladder figures carry, and what is missing for the next step, in sentences.
 * @param before the tier of the build before: a step that was climbed holds until figures are clearly below it
 */
export function climb(
  figures: LadderFigures,
  before?: Tier,
): { readonly tier: Tier; readonly missing: readonly string[] } {
  const { people, silhouette, stability, forestF1 } = figures;
  const isAt = (tier: Tier) => before === "model" || before === tier;
  const [give, giveModel] = [isAt("clusters") ? 1 : 0, isAt("model") ? 1 : 0];
  const needed = {
    people: leastPeople(before),
    silhouette: CLUSTERS_FROM_SILHOUETTE - give * HOLDS.silhouette,
    stability: CLUSTERS_FROM_STABILITY - give * HOLDS.stability,
    forestF1: MODEL_FROM_F1 - giveModel * HOLDS.forestF1,
  };
  const two = (value: number) => value.toFixed(2);
  const missing: string[] = [];
  if (people < needed.people) {
    missing.push(
      `${needed.people} customers who allow analytics and whom no rule takes are needed to look for groups; there are ${people}.`,
    );
  } else if (silhouette === undefined || silhouette < needed.silhouette) {
    missing.push(
      `The customers form no clear groups: their silhouette is ${two(silhouette ?? 0)}, and ${two(needed.silhouette)} is needed.`,
    );
  } else if (stability === undefined || stability < needed.stability) {
    missing.push(
      `The groups are not stable: resamples agree to ${two(stability ?? 0)}, and ${two(needed.stability)} is needed.`,
    );
  }
  if (missing.length > 0) return { tier: "rules", missing };
  if (forestF1 === undefined || forestF1 < needed.forestF1) {
    missing.push(
      `The forest must find the groups of customers it has not seen: its macro-F1 is ${two(forestF1 ?? 0)}, and ${two(needed.forestF1)} is needed.`,
    );
    return { tier: "clusters", missing };
  }
  return { tier: "model", missing };
}

/** From how many people on groups are looked for, after a build of this tier. */
export function leastPeople(before: Tier | undefined): number {
  return CLUSTERS_FROM_PEOPLE - (before === undefined || before === "rules" ? 0 : HOLDS.people);
}
