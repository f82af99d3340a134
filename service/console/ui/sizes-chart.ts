import type { EChartsCoreOption } from "echarts/core";
import type { RunSummary } from "../console-wire.js";
import { CHART_INK, chartAxis, chartLegend, chartTooltip } from "./chart-ink.js";
import { dayOf, whole } from "./number-words.js";
import type { SegmentNames } from "./segment-names.js";
import type { ColourScheme } from "./use-colour-scheme.js";

/** @param runs the oldest first */
export function sizesChart(
  runs: readonly RunSummary[],
  names: SegmentNames,
  scheme: ColourScheme,
): EChartsCoreOption {
  const ink = CHART_INK[scheme];
  return {
    animation: false,
    tooltip: chartTooltip(ink, { trigger: "axis", valueFormatter: (value: number) => whole(value) }),
    legend: chartLegend(ink),
    grid: { left: 64, right: 24, top: 56, bottom: 28 },
    xAxis: chartAxis(ink, { type: "category", boundaryGap: false, data: runs.map(dayLabel) }),
    yAxis: chartAxis(ink, { type: "value" }),
    series: names.keys.map((key) => ({
      type: "line",
      name: names.name(key),
      stack: "sizes",
      symbol: runs.length === 1 ? "circle" : "none",
      lineStyle: { width: 1, color: ink.surface },
      itemStyle: { color: names.colour(key) },
      areaStyle: { color: names.colour(key), opacity: 0.85 },
      emphasis: { focus: "series" },
      data: runs.map((run) => sizeIn(run, key)),
    })),
  };
}

/** @returns a row for each segment, a column for each run */
export function sizesTable(runs: readonly RunSummary[], names: SegmentNames) {
  return {
    columns: ["Segment", ...runs.map(dayLabel)],
    rows: names.keys.map((key) => [names.name(key), ...runs.map((run) => whole(sizeIn(run, key)))]),
  };
}

function sizeIn(run: RunSummary, key: string): number {
  return run.segments.find((segment) => segment.key === key)?.size ?? 0;
}

function dayLabel({ builtAtMs }: RunSummary, at: number, all: readonly RunSummary[]): string {
  const day = dayOf(builtAtMs);
  const sameDay = all.slice(0, at).filter((run) => dayOf(run.builtAtMs) === day).length;
  return sameDay === 0 ? day : `${day} (${sameDay + 1})`;
}
