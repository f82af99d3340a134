/** How often what was dropped: by source, then by name. */
export type DropCounts = Map<string, Map<string, number>>;

export function countDrop(counts: DropCounts, source: string, name: string): void {
  const ofSource = counts.get(source) ?? new Map<string, number>();
  ofSource.set(name, (ofSource.get(name) ?? 0) + 1);
  counts.set(source, ofSource);
}
