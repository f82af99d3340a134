import { useCallback, useEffect, useMemo, useState } from "react";
import type { NewestRun } from "../console-wire.js";
import { CHART_INK } from "./chart-ink.js";
import { type ConsoleClient, messageOf } from "./console-client.js";
import { DataTable } from "./data-table.js";
import { MapCanvas } from "./map-canvas.js";
import { MapLegend } from "./map-legend.js";
import { percent, whole } from "./number-words.js";
import type { SegmentNames } from "./segment-names.js";
import { TableToggle } from "./table-toggle.js";
import type { ColourScheme } from "./use-colour-scheme.js";
import { useLoaded } from "./use-loaded.js";
import { hashOf } from "./use-place.js";

interface MapTabProps {
  readonly client: ConsoleClient;
  /** `undefined` while it is asked for: the map is asked for at the same time. */
  readonly run: NewestRun["run"];
  readonly names: SegmentNames;
  readonly scheme: ColourScheme;
}

export function MapTab({ client, run, names, scheme }: MapTabProps) {
  const load = useCallback(() => client.map(), [client]);
  const { value: map, error, reload } = useLoaded(load);
  const newest = run?.runId;
  const shown = map?.runId;
  useEffect(() => {
    if (newest !== undefined && shown !== undefined && newest !== shown) reload();
  }, [newest, shown, reload]);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [isTable, setIsTable] = useState(false);
  const [refused, setRefused] = useState<string>();
  const colours = useMemo(
    () => (map?.keys ?? []).map((key) => (hidden.has(key) ? undefined : names.colour(key))),
    [map, hidden, names],
  );
  const counts = useMemo(() => {
    const sums = (map?.keys ?? []).map((key) => ({ key, people: 0, confidence: 0 }));
    for (let at = 0; map !== undefined && at < map.segments.length; at++) {
      const sum = sums[map.segments[at] as number];
      if (sum === undefined) continue;
      sum.people++;
      sum.confidence += (map.confidence[at] as number) / 255;
    }
    return sums;
  }, [map]);

  if (error !== undefined) {
    return (
      <p className="bad" role="alert">
        {error.message}
      </p>
    );
  }
  if (map === undefined || run === undefined) return <p role="status">Loading the map…</p>;
  if (map.x.length === 0) {
    return (
      <div className="empty">
        <h2>There is no map of this build</h2>
        <p>Who is where is kept for the newest builds only, and leaves out whoever was erased.</p>
      </div>
    );
  }

  async function pick(index: number): Promise<void> {
    if (map === undefined) return;
    setRefused(undefined);
    try {
      const { profileId } = await client.personAt({ runId: map.runId, people: map.x.length, index });
      location.hash = hashOf("customer", profileId);
    } catch (problem) {
      setRefused(messageOf(problem));
      reload();
    }
  }
  const describe = (at: number) =>
    `${names.name(map.keys[map.segments[at] ?? 0] ?? "")}, ${percent((map.confidence[at] ?? 0) / 255)} sure`;

  return (
    <section className="card map-card" aria-labelledby="map-title">
      <div className="card-head">
        <h2 id="map-title">Map of {whole(map.x.length)} customers</h2>
        <TableToggle isTable={isTable} onChange={setIsTable} />
      </div>
      <p className="muted">
        Who is alike stands close together; fainter points are less certain. Point at somebody to see the
        segment, click to see how they came there.
      </p>
      {refused !== undefined && (
        <p className="bad" role="alert">
          {refused}
        </p>
      )}
      <div className="map-body">
        {isTable ? (
          <DataTable
            caption="Customers on the map"
            columns={["Segment", "Customers", "Sure on average"]}
            rows={counts.map(({ key, people, confidence }) => [
              names.name(key),
              whole(people),
              people === 0 ? "–" : percent(confidence / people),
            ])}
          />
        ) : (
          <MapCanvas
            map={map}
            colours={colours}
            background={CHART_INK[scheme].surface}
            describe={describe}
            onPick={(at) => void pick(at)}
          />
        )}
        <MapLegend counts={counts} names={names} hidden={hidden} onChange={setHidden} />
      </div>
    </section>
  );
}
