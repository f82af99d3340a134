/**
 * What is known of a candidate, each as a term of its log-odds. `text`: log-probability by the text model. `words`: how
 * well the library's own words match, a share of the best. `tickets`: how many of the most similar tickets it solved,
 * as a logarithm. `popular`: log-share of all choices. `segment`, `customer`, `history`: by how much the odds rise for
 * those of this segment, for customers of such a plan and such orders, after the replies that helped before. `written`:
 * 1 if it is for this segment alone. `language`: 1 if it is written in the customer's. `acceptance`: by how much more
 * often agents and customers took it than others.
 */
export const RANKING_FEATURES = [
  "text",
  "words",
  "tickets",
  "popular",
  "segment",
  "customer",
  "history",
  "written",
  "language",
  "acceptance",
] as const;

export type RankingFeature = (typeof RANKING_FEATURES)[number];

/** What rests on the person, and so on their consent. */
export const PERSONAL_FEATURES: readonly RankingFeature[] = ["segment", "customer", "history", "written"];

/**
 * How much each counts before there are tickets enough to learn it: the library's own words count much, since a text model
 * that has seen few tickets knows little (measured with 0, 10 and 100 tickets of the demo company; `npm run bench -- ladder`). What is
 * for the customer's segment alone goes before what is for all (1.5 times the odds).
 */
export const DEFAULT_WEIGHTS: Readonly<Record<RankingFeature, number>> = {
  text: 1,
  words: 3,
  tickets: 0.15,
  popular: 0,
  segment: 0.5,
  customer: 0.25,
  history: 0.25,
  written: 0.4,
  language: 0.2,
  acceptance: 1,
};

/**
 * Weights that are set, in the order of `RANKING_FEATURES`: a text model that has seen few tickets of each reply counts
 * for less, from a quarter of its weight with none up to all of it with many.
 */
export function setWeights(tickets: number, replies: number): readonly number[] {
  const learnt = tickets === 0 ? 0 : tickets / (tickets + replies);
  return RANKING_FEATURES.map(
    (feature) => DEFAULT_WEIGHTS[feature] * (feature === "text" ? 0.25 + 0.75 * learnt : 1),
  );
}
