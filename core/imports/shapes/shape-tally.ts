/** What an import from another product left out or did not take over, counted. */
export interface ShapeTally {
  leftOut(reason: string): void;
  note(sentence: string): void;
  /** One sentence for each kind, the most frequent first: `3 left out: they are not active.` */
  sentences(): readonly string[];
}

/** Kinds of notes that are told; a library with a placeholder of its own in each text has no end of them. */
const TOLD = 20;

export function createShapeTally(): ShapeTally {
  const leftOut = new Map<string, number>();
  const notes = new Map<string, number>();
  const bump = (counts: Map<string, number>, what: string) => {
    counts.set(what, (counts.get(what) ?? 0) + 1);
  };
  const ranked = (counts: ReadonlyMap<string, number>) =>
    [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return {
    leftOut: (reason) => bump(leftOut, reason),
    note: (sentence) => bump(notes, sentence),
    sentences() {
      const told = ranked(notes);
      const more = told.length - TOLD;
      return [
        ...ranked(leftOut).map(([reason, count]) => `${count} left out: they ${reason}.`),
        ...told.slice(0, TOLD).map(([sentence, count]) => `${count} ${sentence}.`),
        ...(more > 0 ? [`… and ${more} more kinds of notes.`] : []),
      ];
    },
  };
}
