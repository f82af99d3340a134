/** Keys of segments that mean something already: nobody in particular, sure of no group, of whom nothing may be read. */
export const RESERVED_KEYS: readonly string[] = ["regular", "unsure", "unknown"];
