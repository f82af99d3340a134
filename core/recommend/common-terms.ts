/** Below so many texts no word is common. */
const LEAST_TEXTS = 100;
/** A word that stands in more than this share of them tells them hardly apart. */
const COMMON_SHARE = 0.1;

/**
 * Words that stand in so many texts that looking for them costs much and tells little: what they add by BM25 is next to
 * nothing, and each text that has one would be a match.
 * @param texts each as its terms, repeated or not
 */
export function commonTerms(texts: Iterable<readonly string[]>): ReadonlySet<string> {
  const counts = new Map<string, number>();
  let size = 0;
  for (const terms of texts) {
    size++;
    for (const term of new Set(terms)) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  if (size < LEAST_TEXTS) return new Set();
  return new Set([...counts].flatMap(([term, count]) => (count > COMMON_SHARE * size ? [term] : [])));
}
