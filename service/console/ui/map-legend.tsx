import { whole } from "./number-words.js";
import type { SegmentNames } from "./segment-names.js";
import { Swatch } from "./swatch.js";

interface MapLegendProps {
  readonly counts: readonly { readonly key: string; readonly people: number }[];
  readonly names: SegmentNames;
  readonly hidden: ReadonlySet<string>;
  onChange(hidden: ReadonlySet<string>): void;
}

export function MapLegend({ counts, names, hidden, onChange }: MapLegendProps) {
  function toggle(key: string) {
    const next = new Set(hidden);
    if (!next.delete(key)) next.add(key);
    onChange(next);
  }
  const isNoneHidden = hidden.size === 0;
  return (
    <fieldset className="map-legend">
      <legend>Show</legend>
      {counts.map(({ key, people }) => (
        <label key={key} className="check">
          <input type="checkbox" checked={!hidden.has(key)} onChange={() => toggle(key)} />
          <Swatch colour={names.colour(key)} />
          <span>{names.name(key)}</span>
          <small className="muted">{whole(people)}</small>
        </label>
      ))}
      <button
        type="button"
        className="link"
        onClick={() => onChange(isNoneHidden ? new Set(counts.map(({ key }) => key)) : new Set())}
      >
        {isNoneHidden ? "Hide all" : "Show all"}
      </button>
    </fieldset>
  );
}
