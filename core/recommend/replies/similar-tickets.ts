import type { SparseVector } from "../../language/text-model.js";
import type { ReplyMatch } from "./match-words.js";

/** Solved tickets by the words that they have: an inverted index. */
export interface TicketIndex {
  /** Reply keys. */
  readonly labels: readonly string[];
  /** By ticket the place of its reply. */
  readonly labelOf: Int32Array;
  /** By ticket the key of the reply that was given before in the same conversation; `undefined`: it began one. */
  readonly afterOf: readonly (string | undefined)[];
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
  const starts = new Int32Array(rows + 1);
  for (const { vector } of tickets)
    for (let at = 0; at < vector.knownWords; at++) {
      const next = (vector.rows[at] ?? 0) + 1;
      starts[next] = (starts[next] ?? 0) + 1;
    }
  for (let row = 0; row < rows; row++) starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0);
  const filled = starts.slice();
  const size = starts[rows] ?? 0;
  const places = new Int32Array(size);
  const values = new Float32Array(size);
  const labels = [...new Set(tickets.map(({ label }) => label))].sort();
  const placeOf = new Map(labels.map((label, place) => [label, place]));
  for (const [ticket, { vector }] of tickets.entries())
    for (let at = 0; at < vector.knownWords; at++) {
      const row = vector.rows[at] ?? 0;
      const slot = filled[row] ?? 0;
      filled[row] = slot + 1;
      places[slot] = ticket;
      values[slot] = vector.values[at] ?? 0;
    }
  return {
    labels,
    afterOf: tickets.map(({ after }) => after),
    labelOf: Int32Array.from(tickets, ({ label }) => placeOf.get(label) ?? 0),
    starts,
    tickets: places,
    values,
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
  { labels, labelOf, afterOf, starts, tickets, values }: TicketIndex,
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
  for (const [ticket, before] of afterOf.entries())
    if (before !== undefined && before !== after) similarity[ticket] = 0;
  const votes = new Map<number, number>();
  let sum = ABSTENTION;
  for (const ticket of nearest(similarity)) {
    const vote = (similarity[ticket] ?? 0) ** SHARPNESS;
    const label = labelOf[ticket] ?? 0;
    votes.set(label, (votes.get(label) ?? 0) + vote);
    sum += vote;
  }
  return [...votes]
    .sort(([a, x], [b, y]) => y - x || a - b)
    .map(([label, vote]) => ({ key: labels[label] ?? "", share: vote / sum }));
}

/** Places of the greatest numbers above 0, the first of equals. */
function nearest(similarity: Float32Array): readonly number[] {
  const best: number[] = [];
  const at = (place: number | undefined) => (place === undefined ? 0 : (similarity[place] ?? 0));
  for (let ticket = 0; ticket < similarity.length; ticket++) {
    if (at(ticket) <= 0 || (best.length === NEIGHBOURS && at(ticket) <= at(best.at(-1)))) continue;
    let place = best.length;
    while (place > 0 && at(best[place - 1]) < at(ticket)) place--;
    best.splice(place, 0, ticket);
    if (best.length > NEIGHBOURS) best.pop();
  }
  return best;
}
