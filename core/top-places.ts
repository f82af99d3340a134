/**
 * Places of the highest scores, best first; of equal scores the one that stands first. Only as many are sorted as
 * are asked for: a heap of `count` takes the rest, O(n log count) at worst.
 * @param scores by place; what is NaN or −∞ is never among them
 * @param excluded places that are not to be among them, in rising order
 * @returns at most `count`
 */
export function topPlaces(scores: Float32Array, count: number, excluded?: Int32Array): Int32Array {
  const size = Math.min(count, scores.length);
  if (size <= 0) return new Int32Array(0);
  const heap = new Int32Array(size);
  let held = 0;
  let skip = 0;
  for (let item = 0; item < scores.length; item++) {
    if (excluded !== undefined) {
      while (skip < excluded.length && (excluded[skip] ?? 0) < item) skip += 1;
      if (excluded[skip] === item) continue;
    }
    const score = scores[item] ?? Number.NaN;
    if (!(score > Number.NEGATIVE_INFINITY)) continue;
    if (held < size) {
      heap[held] = item;
      held += 1;
      rise(heap, held - 1, scores);
    } else if (score > (scores[heap[0] ?? 0] ?? 0)) {
      heap[0] = item;
      sink(heap, held, scores);
    }
  }
  return heap.slice(0, held).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

/** Whether `one` is to leave before `other`. */
function isWorse(one: number, other: number, scores: Float32Array): boolean {
  const a = scores[one] ?? 0;
  const b = scores[other] ?? 0;
  return a < b || (a === b && one > other);
}

function rise(heap: Int32Array, from: number, scores: Float32Array): void {
  let at = from;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const [item, parent] = [heap[at] ?? 0, heap[above] ?? 0];
    if (!isWorse(item, parent, scores)) return;
    heap[at] = parent;
    heap[above] = item;
    at = above;
  }
}

function sink(heap: Int32Array, held: number, scores: Float32Array): void {
  let at = 0;
  for (;;) {
    let least = at;
    for (let child = 2 * at + 1; child <= 2 * at + 2; child++) {
      if (child < held && isWorse(heap[child] ?? 0, heap[least] ?? 0, scores)) least = child;
    }
    if (least === at) return;
    const item = heap[at] ?? 0;
    heap[at] = heap[least] ?? 0;
    heap[least] = item;
    at = least;
  }
}
