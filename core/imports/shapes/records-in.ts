import { isRecord } from "../../is-record.js";

/** What the APIs call the list in a page of records. */
const LISTS = ["macros", "articles", "canned_responses", "responses", "replies"] as const;

/**
 * The records in a JSON document: itself, the elements of a list, or those of a page as an API gives it
 * (`{"macros":[…],"next_page":…}`); also in a list of pages.
 */
export function recordsIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(recordsIn);
  if (!isRecord(value)) return [value];
  for (const name of LISTS) {
    const list = value[name];
    // A record of ours or theirs has a title; a page has none.
    if (Array.isArray(list) && value.title === undefined) return list;
  }
  return [value];
}
