import { ndcgAt, recallAt } from "../evaluation/ranking-scores.js";
import { contentScorer, textSimilarities } from "../recommend/collaborative/content-based.js";
import {
  entriesOf,
  type InteractionMatrix,
  itemsOf,
  matrixOfEntries,
} from "../recommend/collaborative/interactions.js";
import type { ItemScorer } from "../recommend/collaborative/item-scorer.js";
import { type ItemDescription, textVectors } from "../recommend/collaborative/item-text.js";
import { nearestItems, newItemScorer } from "../recommend/collaborative/new-item-scorer.js";
import { popularityScorer } from "../recommend/collaborative/popularity.js";
import { HYBRID_PARTS } from "../recommend/collaborative/train-parts.js";
import { seededRandom } from "../seeded-random.js";
import { shuffled } from "../shuffled.js";
import { topPlaces } from "../top-places.js";
import { rounded } from "./timing.js";

/** Means over users, in [0,1]. */
export interface ColdScores {
  readonly ndcg10: number;
  readonly recall10: number;
}

/** Methods by name, for users of whom so many items are known. */
export interface ColdUsers {
  readonly users: number;
  readonly known0: Readonly<Record<string, ColdScores>>;
  readonly known1: Readonly<Record<string, ColdScores>>;
  readonly known3: Readonly<Record<string, ColdScores>>;
}

/** Methods by name, ranking the items that nobody used among themselves, for users who are known. */
export interface ColdItems {
  readonly items: number;
  readonly users: number;
  readonly methods: Readonly<Record<string, ColdScores>>;
}

export interface ColdStart {
  readonly users: ColdUsers;
  /** `null` if nothing is known of the items but who has them. */
  readonly items: ColdItems | null;
}

export interface ColdStartInput {
  readonly matrix: InteractionMatrix;
  readonly descriptions: readonly ItemDescription[] | undefined;
  readonly seed: number;
}

/** The share of users, and of items, that nothing is learnt from. */
const HELD_OUT = 0.1;
const NEAREST = 20;

/** Trains on nine tenths of the users and nine tenths of the items, and asks for the rest. */
export async function measureColdStart({ matrix, descriptions, seed }: ColdStartInput): Promise<ColdStart> {
  const random = seededRandom(seed);
  const drawn = (count: number) => shuffled(count, random).slice(0, Math.round(count * HELD_OUT));
  const newUsers = drawn(matrix.users.length);
  const newItems = Int32Array.from(drawn(matrix.items.length)).sort();
  const train = without(matrix, new Set(newUsers), new Set(newItems));
  const ease = await HYBRID_PARTS.find(({ name }) => name === "ease")?.train({
    matrix: train,
    seed,
    ...(descriptions === undefined ? {} : { descriptions }),
  });
  if (ease === undefined) throw new Error("EASE needs interactions");
  const known = (count: number) =>
    judgeNewUsers({ popularity: popularityScorer(train), ease }, { matrix, newUsers, newItems, count, seed });
  return {
    users: { users: newUsers.length, known0: known(0), known1: known(1), known3: known(3) },
    items:
      descriptions === undefined
        ? null
        : await judgeNewItems(ease, descriptions, { matrix, train, newItems, seed }),
  };
}

function without(
  matrix: InteractionMatrix,
  users: ReadonlySet<number>,
  items: ReadonlySet<number>,
): InteractionMatrix {
  const entries = entriesOf(matrix).filter(({ row, column }) => !users.has(row) && !items.has(column));
  return matrixOfEntries(matrix.users, matrix.items, entries);
}

interface NewUsers {
  readonly matrix: InteractionMatrix;
  readonly newUsers: readonly number[];
  readonly newItems: Int32Array;
  /** How many of a user's items are known. */
  readonly count: number;
  readonly seed: number;
}

function judgeNewUsers(
  scorers: Readonly<Record<string, ItemScorer>>,
  { matrix, newUsers, newItems, count, seed }: NewUsers,
): Readonly<Record<string, ColdScores>> {
  const unused = new Set(newItems);
  const random = seededRandom(seed);
  const asked = newUsers.map((user) => {
    const items = itemsOf(matrix, user).filter((item) => !unused.has(item));
    const order = shuffled(items.length, random);
    const given = Int32Array.from(order.slice(0, count), (at) => items[at] ?? 0).sort();
    return { given, excluded: sorted([...given, ...newItems]), relevant: except(items, given) };
  });
  return mapValues(scorers, (scorer) => meanScores(scorer, asked));
}

interface NewItems {
  readonly matrix: InteractionMatrix;
  readonly train: InteractionMatrix;
  readonly newItems: Int32Array;
  readonly seed: number;
}

async function judgeNewItems(
  ease: ItemScorer,
  descriptions: readonly ItemDescription[],
  { matrix, train, newItems, seed }: NewItems,
): Promise<ColdItems> {
  const vectors = textVectors(descriptions);
  const nearest = nearestItems(await textSimilarities(vectors), descriptions.length, newItems, NEAREST);
  const random = seededRandom(seed);
  const methods: Readonly<Record<string, ItemScorer>> = {
    chance: { items: newItems.length, score: (_, into) => into.set(into.map(() => random())) },
    content: ofNewItems(contentScorer(vectors), newItems),
    nearest: newItemScorer(ease, nearest),
    ease: ofNewItems(ease, newItems),
  };
  const places = new Map([...newItems].map((item, at) => [item, at]));
  const asked = matrix.users.flatMap((_, user) => {
    const given = itemsOf(train, user);
    const relevant = new Set([...itemsOf(matrix, user)].flatMap((item) => places.get(item) ?? []));
    return given.length === 0 || relevant.size === 0 ? [] : [{ given, excluded: new Int32Array(), relevant }];
  });
  return {
    items: newItems.length,
    users: asked.length,
    methods: mapValues(methods, (scorer) => meanScores(scorer, asked)),
  };
}

/** Of all items' scores those of the new ones. */
function ofNewItems(scorer: ItemScorer, newItems: Int32Array): ItemScorer {
  const scores = new Float32Array(scorer.items);
  return {
    items: newItems.length,
    score(userItems, into) {
      scorer.score(userItems, scores);
      for (const [at, item] of newItems.entries()) into[at] = scores[item] ?? 0;
    },
  };
}

interface Asked {
  readonly given: Int32Array;
  readonly excluded: Int32Array;
  readonly relevant: ReadonlySet<number>;
}

function meanScores(scorer: ItemScorer, asked: readonly Asked[]): ColdScores {
  const scores = new Float32Array(scorer.items);
  let [ndcg10, recall10] = [0, 0];
  for (const { given, excluded, relevant } of asked) {
    scorer.score(given, scores);
    const ranked = topPlaces(scores, 10, excluded);
    ndcg10 += ndcgAt(ranked, relevant, 10);
    recall10 += recallAt(ranked, relevant, 10);
  }
  const users = Math.max(1, asked.length);
  return { ndcg10: rounded(ndcg10 / users), recall10: rounded(recall10 / users) };
}

function except(items: Int32Array, given: Int32Array): ReadonlySet<number> {
  const known = new Set(given);
  return new Set([...items].filter((item) => !known.has(item)));
}

function sorted(items: readonly number[]): Int32Array {
  return Int32Array.from(items).sort();
}

function mapValues<From, To>(
  from: Readonly<Record<string, From>>,
  to: (value: From) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(from).map(([key, value]) => [key, to(value)]));
}
