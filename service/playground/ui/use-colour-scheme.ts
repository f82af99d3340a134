import { useSyncExternalStore } from "react";

const DARK = "(prefers-color-scheme: dark)";

function subscribe(onChange: () => void): () => void {
  const query = matchMedia(DARK);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}

/** What the browser prefers now. */
export function colourScheme(): "light" | "dark" {
  return matchMedia(DARK).matches ? "dark" : "light";
}

export function useColourScheme(): "light" | "dark" {
  return useSyncExternalStore(subscribe, colourScheme);
}
