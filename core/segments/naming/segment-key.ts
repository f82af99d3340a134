/** The name as a key: small letters and digits of any script, with underscores between words. Empty of none. */
export function segmentKey(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.join("_");
}
