import { foldText } from "./text-token.js";

/** A code as it is printed: capital letters, without white space and `#`. */
export function codeSpelling(written: string): string {
  return written.toUpperCase().replace(/[\s#]/g, "");
}

/** What all spellings of a code share: `A-1001`, `a 1001` and `#A1001` are `a1001`. */
export function compactCode(written: string): string {
  return foldText(written).replace(/[^\p{L}\p{N}]/gu, "");
}
