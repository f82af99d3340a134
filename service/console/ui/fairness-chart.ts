import type { EChartsCoreOption } from "echarts/core";
import type { FairnessFinding } from "../../../core/index.js";
import { CHART_INK, chartAxis, chartLegend, chartTooltip } from "./chart-ink.js";
import { percent } from "./number-words.js";
import { segmentColour } from "./segment-colours.js";
import type { SegmentNames } from "./segment-names.js";
import type { ColourScheme } from "./use-colour-scheme.js";

/** For each segment the share of each group that is in it, and beside it how sure we are of each group. */
export function fairnessChart(
  { groups }: FairnessFinding,
  names: SegmentNames,
  scheme: ColourScheme,
): EChartsCoreOption {
  const ink = CHART_INK[scheme];
  const keys = fairnessKeys(groups, names);
  return {
    animation: false,
    tooltip: chartTooltip(ink, {
      trigger: "axis",
      axisPointer: { type: "shadow" },
      valueFormatter: (value: number) => percent(value),
    }),
    legend: chartLegend(ink),
    grid: [
      { left: 52, right: 250, top: 40, bottom: 44 },
      { width: 140, right: 16, top: 40, bottom: 44 },
    ],
    xAxis: [keys.map((key) => names.name(key)), ["How sure"]].map((data, gridIndex) =>
      chartAxis(ink, {
        type: "category",
        gridIndex,
        data,
        axisLabel: { color: ink.muted, interval: 0, width: 110, overflow: "break" },
        splitLine: { show: false },
      }),
    ),
    yAxis: [{}, { min: 0, max: 1 }].map((range, gridIndex) =>
      chartAxis(ink, {
        type: "value",
        gridIndex,
        axisLabel: { color: ink.muted, formatter: (value: number) => percent(value) },
        ...range,
      }),
    ),
    series: groups.flatMap(({ group, shares, confidence }, at) =>
      [keys.map((key) => shares[key] ?? 0), [confidence]].map((data, axis) => ({
        type: "bar",
        name: group,
        xAxisIndex: axis,
        yAxisIndex: axis,
        itemStyle: { color: segmentColour(at, scheme), borderRadius: [2, 2, 0, 0] },
        barMaxWidth: 22,
        data,
      })),
    ),
  };
}

/** The segments in which any of the groups is, in the usual order. */
export function fairnessKeys(groups: FairnessFinding["groups"], names: SegmentNames): readonly string[] {
  return names.keys.filter((key) => groups.some(({ shares }) => (shares[key] ?? 0) > 0));
}
