const ENDING = /(?:n|s|e|er|em|st)$/;
const SHORTEST = 4;

/**
 * What inflected forms of one English or German word have in common: endings are taken off while four letters are
 * left. Made to tell few hundred words of a vocabulary apart, not to be a stemmer for a language.
 */
export function wordStem(word: string): string {
  let stem = word;
  for (;;) {
    const shorter = stem.replace(ENDING, "");
    if (shorter === stem || shorter.length < SHORTEST) return stem;
    stem = shorter;
  }
}
