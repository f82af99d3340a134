import { useEffect, useSyncExternalStore } from "react";
import { LASTING_STORAGE } from "./page-storage.js";

export type ColourScheme = "light" | "dark";

const STORED_AS = "rapport.console.colours";
const DARK = "(prefers-color-scheme: dark)";
const CHOSEN = "rapport:colours";

function colourScheme(): ColourScheme {
  const chosen = LASTING_STORAGE.read(STORED_AS);
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia(DARK).matches ? "dark" : "light";
}

function subscribe(onChange: () => void): () => void {
  const query = matchMedia(DARK);
  query.addEventListener("change", onChange);
  addEventListener(CHOSEN, onChange);
  return () => {
    query.removeEventListener("change", onChange);
    removeEventListener(CHOSEN, onChange);
  };
}

/** What the reader chose, or else what the browser prefers. */
export function useColourScheme(): ColourScheme {
  const scheme = useSyncExternalStore(subscribe, colourScheme);
  useEffect(() => {
    document.documentElement.dataset.colours = scheme;
  }, [scheme]);
  return scheme;
}

export function chooseColourScheme(scheme: ColourScheme): void {
  LASTING_STORAGE.write(STORED_AS, scheme);
  dispatchEvent(new Event(CHOSEN));
}
