const SIZE = 624;
const MIDDLE = 397;
const UINT32_SIZE = 4_294_967_296;

/** A stream of whole numbers in [−2³¹, 2³¹). */
export type Int32Stream = () => number;

/**
 * MT19937 (Matsumoto and Nishimura, "Mersenne Twister", ACM TOMACS 8(1), 1998), seeded with one number. The same
 * stream as `random-js`, on which `ml-random-forest` draws; mulberry32 of core/seeded-random.ts is the product's own.
 * @param seed a whole number; its low 32 bits count
 */
export function mersenneTwister(seed: number): Int32Stream {
  const state = new Int32Array(SIZE);
  state[0] = seed;
  for (let at = 1; at < SIZE; at++) {
    const before = state[at - 1] ?? 0;
    state[at] = Math.imul(before ^ (before >>> 30), 0x6c078965) + at;
  }
  let next = SIZE;
  return () => {
    if (next === SIZE) {
      refresh(state);
      next = 0;
    }
    let value = state[next++] ?? 0;
    value ^= value >>> 11;
    value ^= (value << 7) & 0x9d2c5680;
    value ^= (value << 15) & 0xefc60000;
    return value ^ (value >>> 18);
  };
}

/**
 * A whole number in [0, `count`), each as likely. As `random-js` does it: by mask if `count` is a power of two, else
 * drawn again while it would favour the small; nothing is drawn if there is no choice.
 * @param count in [1, 2³²)
 */
export function drawBelow(count: number, stream: Int32Stream): number {
  if (count <= 1) return 0;
  if ((count & (count - 1)) === 0) return stream() & (count - 1);
  const end = count * Math.floor(UINT32_SIZE / count);
  let value = end;
  while (value >= end) value = stream() >>> 0;
  return value % count;
}

function refresh(state: Int32Array): void {
  for (let at = 0; at < SIZE; at++) {
    const mixed = ((state[at] ?? 0) & 0x80000000) | ((state[(at + 1) % SIZE] ?? 0) & 0x7fffffff);
    state[at] = (state[(at + MIDDLE) % SIZE] ?? 0) ^ (mixed >>> 1) ^ (mixed & 1 ? 0x9908b0df : 0);
  }
}
