/** 0 … `count` − 1 in random order (Fisher and Yates). */
export function shuffled(count: number, random: () => number): readonly number[] {
  const all = Array.from({ length: count }, (_, at) => at);
  for (let at = count - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [all[at], all[other]] = [all[other] ?? 0, all[at] ?? 0];
  }
  return all;
}
