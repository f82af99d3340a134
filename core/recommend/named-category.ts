/** Between the names of what shares a category: "Sleeping bags & mats". */
const BESIDES = /\s*(?:[&,/+]|\band\b|\bund\b)\s*/;

/** A category that words name: the whole of it, or a part that stands among others in its name. */
export interface NamedCategory {
  readonly category: string;
  readonly isWhole: boolean;
}

/** The category that is called so, case aside, or else the first that has a part of this name. */
export function namedCategory(
  words: string,
  products: Iterable<{ readonly category: string }>,
): NamedCategory | undefined {
  const wanted = words.toLowerCase();
  let inPart: NamedCategory | undefined;
  for (const category of new Set(Array.from(products, (product) => product.category))) {
    const name = category.toLowerCase();
    if (name === wanted) return { category, isWhole: true };
    if (inPart === undefined && name.split(BESIDES).includes(wanted)) inPart = { category, isWhole: false };
  }
  return inPart;
}
