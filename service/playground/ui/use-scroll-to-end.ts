import { type RefObject, useEffect, useRef } from "react";

/** Keeps a scrolling list at its newest entry whenever `mark` changes. */
export function useScrollToEnd<T extends HTMLElement>(mark: unknown): RefObject<T> {
  const list = useRef<T>(null);
  useEffect(() => {
    if (mark !== undefined) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [mark]);
  return list;
}
