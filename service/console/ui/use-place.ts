import { useSyncExternalStore } from "react";

export const TABS = [
  "overview",
  "map",
  "changes",
  "rules",
  "customer",
  "replies",
  "proposals",
  "fairness",
] as const;
export type Tab = (typeof TABS)[number];

/** Where the reader is: `#/map`, or `#/customer/ID`. */
export interface Place {
  readonly tab: Tab;
  readonly detail: string | undefined;
}

export function placeOf(hash: string): Place {
  const [, name, detail] = hash.split("/");
  return {
    tab: TABS.find((tab) => tab === name) ?? "overview",
    detail: detail === undefined || detail === "" ? undefined : decodeURIComponent(detail),
  };
}

export function hashOf(tab: Tab, detail?: string): string {
  return detail === undefined ? `#/${tab}` : `#/${tab}/${encodeURIComponent(detail)}`;
}

function subscribe(onChange: () => void): () => void {
  addEventListener("hashchange", onChange);
  return () => removeEventListener("hashchange", onChange);
}

/** The address says it, so that a link leads to the same place. */
export function usePlace(): Place {
  return placeOf(useSyncExternalStore(subscribe, () => location.hash));
}
