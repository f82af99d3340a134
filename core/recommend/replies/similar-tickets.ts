import type { SparseVector } from "../../language/text-model.js";
import { topPlaces } from "../../top-places.js";
import { transposeRows } from "../transpose-rows.js";
import type { ReplyMatch } from "./match-words.js";

/** Solved tickets by the words that they have: an inverted index. */
export interface TicketIndex {
  /** Reply keys. */
  readonly labels: readonly string[];
  /** By ticket the place of its reply. */
  readonly labelOf: Int32Array;
  /** By ticket the key of the reply that was given before in the same conversation; `undefined`: it began one. */
  readonly afterOf: readonly (string | undefined)[];
  /** Places of those that did not begin one. */
  readonly followUps: Int32Array;
  /** By row of the vocabulary where its tickets begin; one longer than there are rows. */
  readonly starts: Int32Array;
  readonly tickets: Int32Array;
  readonly values: Float32Array;
}

/** A solved ticket, read by the text model's vocabulary. */
export interface ReadTicket {
  readonly label: string;
  readonly vector: SparseVector;
  /** Key of the reply that was given before in the same conversation; `undefined`: it began one. */
  readonly after?: string | undefined;
}

/** So many of the most similar tickets have a say … */
const NEIGHBOURS = 25;
/** … each by this power of its similarity, so that the nearest count most … */
const SHARPNESS = 4;
/** … beside a vote of so much for none of them: tickets that are hardly alike decide nothing. */
const ABSTENTION = 0.05;

/**
 * Indexes tickets by words and pairs of words; characters stay out, for they would make every ticket a little
 * similar to every other.
 * @param rows how many rows the vocabulary has
 */
export function indexTickets(tickets: readonly ReadTicket[], rows: number): TicketIndex {
  const words = tickets.map(({ vector }) => vector.rows.subarray(0, vector.knownWords));
  const values = tickets.map(({ vector }) => vector.values.subarray(0, vector.knownWords));
  const byRow = transposeRows(words, values, rows);
  const labels = [...new Set(tickets.map(({ label }) => label))].sort();
  const placeOf = new Map(labels.map((label, place) => [label, place]));
  return {
    labels,
    afterOf: tickets.map(({ after }) => after),
    followUps: Int32Array.from(tickets.keys()).filter((place) => tickets[place]?.after !== undefined),
    labelOf: Int32Array.from(tickets, ({ label }) => placeOf.get(label) ?? 0),
    starts: byRow.starts,
    tickets: byRow.rows,
    values: byRow.values,
  };
}

/**
 * What solved the most similar tickets: each of the nearest votes for its reply by its cosine similarity to a power
 * (k nearest neighbours, distance-weighted: Dudani, IEEE SMC 1976).
 * What was written in the middle of a conversation has a say only after the same reply: "and for my kids?" is about
 * whatever was spoken of.
 * @param after key of the reply that was given before; `undefined` where a conversation begins
 * @param except place of a ticket that is not asked: itself
 * @returns best first; shares of all votes, which sum to less than 1; none where no word is known
 */
export function similarTickets(
  { labels, labelOf, afterOf, followUps, starts, tickets, values }: TicketIndex,
  vector: SparseVector,
  after: string | undefined,
  except?: number,
): readonly ReplyMatch[] {
  const similarity = new Float32Array(labelOf.length);
  for (let at = 0; at < vector.knownWords; at++) {
    const row = vector.rows[at] ?? 0;
    const value = vector.values[at] ?? 0;
    const end = starts[row + 1] ?? 0;
    for (let slot = starts[row] ?? 0; slot < end; slot++) {
      const ticket = tickets[slot] ?? 0;
      similarity[ticket] = (similarity[ticket] ?? 0) + value * (values[slot] ?? 0);
    }
  }
  if (except !== undefined) similarity[except] = 0;
  for (const ticket of followUps) if (afterOf[ticket] !== after) similarity[ticket] = 0;
  const votes = new Map<number, number>();
  let sum = ABSTENTION;
  for (const ticket of topPlaces(similarity, NEIGHBOURS)) {
    const vote = (similarity[ticket] ?? 0) ** SHARPNESS;
    if (vote === 0) break;
    const label = labelOf[ticket] ?? 0;
    votes.set(label, (votes.get(label) ?? 0) + vote);
    sum += vote;
  }
  return [...votes]
    .sort(([a, x], [b, y]) => y - x || a - b)
    .map(([label, vote]) => ({ key: labels[label] ?? "", share: vote / sum }));
}
