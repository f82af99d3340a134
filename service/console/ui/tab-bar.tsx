import { type KeyboardEvent, useRef } from "react";
import { hashOf, TABS, type Tab } from "./use-place.js";

const TITLES: Readonly<Record<Tab, string>> = {
  overview: "Overview",
  map: "Map",
  changes: "Changes",
  rules: "Rules",
  customer: "Customer",
  replies: "Replies",
  proposals: "Proposals",
  fairness: "Fairness",
};

/** Tabs by the ARIA Authoring Practices: one stop for the Tab key, arrows, Home and End go from one to another. */
export function TabBar({ tab }: { readonly tab: Tab }) {
  const bar = useRef<HTMLDivElement>(null);

  function onKeyDown(event: KeyboardEvent) {
    const at = TABS.indexOf(tab);
    const last = TABS.length - 1;
    const moves: Readonly<Record<string, number>> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const next = TABS[moves[event.key] ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    location.hash = hashOf(next);
    bar.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  }

  return (
    <nav aria-label="Parts of the console">
      <div className="tab-bar" role="tablist" ref={bar} onKeyDown={onKeyDown} tabIndex={-1}>
        {TABS.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            id={`tab-${each}`}
            data-test={`tab-${each}`}
            aria-selected={each === tab}
            aria-controls="tab-panel"
            tabIndex={each === tab ? 0 : -1}
            onClick={() => {
              location.hash = hashOf(each);
            }}
          >
            {TITLES[each]}
          </button>
        ))}
      </div>
    </nav>
  );
}
