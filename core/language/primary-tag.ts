/** The language of a BCP 47 tag, without script and region: `de` of `de-AT`. */
export function primaryTag(tag: string): string {
  const [primary = tag] = tag.toLowerCase().split("-");
  return primary;
}

/** Whether two tags are of one language. */
export function isSameLanguage(a: string, b: string): boolean {
  return primaryTag(a) === primaryTag(b);
}
