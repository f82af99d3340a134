/** Which of `count` numbers from the place `from` on is the greatest, from 0; of equal ones the first. */
export function firstGreatest(values: ArrayLike<number>, from: number, count: number): number {
  let best = from;
  for (let at = from + 1; at < from + count; at++) {
    if ((values[at] ?? 0) > (values[best] ?? 0)) best = at;
  }
  return best - from;
}
