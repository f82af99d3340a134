import type { EChartsCoreOption } from "echarts/core";
import { CHART_FONT, CHART_INK, chartAxis, chartTooltip } from "./chart-ink.js";
import { percent } from "./number-words.js";
import type { ColourScheme } from "./use-colour-scheme.js";

/** A share with the range in which it lies with 95 % certainty. */
export interface SharePoint {
  readonly label: string;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Shares below each other: a dot for each, and a line for its range. */
export function intervalsChart(points: readonly SharePoint[], scheme: ColourScheme): EChartsCoreOption {
  const ink = CHART_INK[scheme];
  return {
    animation: false,
    tooltip: chartTooltip(ink, {
      trigger: "item",
      formatter: ({ data }: { readonly data: readonly [number, string] }) => wordsOf(points, data[1]),
    }),
    grid: { left: 130, right: 32, top: 12, bottom: 32 },
    xAxis: chartAxis(ink, {
      type: "value",
      scale: true,
      axisLabel: { color: ink.muted, fontFamily: CHART_FONT, formatter: (value: number) => percent(value) },
    }),
    yAxis: chartAxis(ink, {
      type: "category",
      inverse: true,
      data: points.map(({ label }) => label),
      axisLabel: { color: ink.text, fontFamily: CHART_FONT, fontSize: 13 },
      splitLine: { show: false },
    }),
    series: [
      ...points.map(({ label, low, high }) => ({
        type: "line",
        data: [
          [low, label],
          [high, label],
        ],
        // Upright ends.
        symbol: "rect",
        symbolSize: [2, 14],
        itemStyle: { color: ink.text },
        lineStyle: { color: ink.text, width: 2 },
      })),
      {
        type: "scatter",
        symbolSize: 14,
        itemStyle: { color: ink.accent, borderColor: ink.surface, borderWidth: 2, opacity: 1 },
        label: {
          show: true,
          position: "top",
          distance: 6,
          color: ink.text,
          fontFamily: CHART_FONT,
          formatter: ({ data }: { readonly data: readonly [number, string] }) => tenths(data[0]),
        },
        z: 3,
        data: points.map(({ label, share }) => [share, label]),
      },
    ],
  };
}

function wordsOf(points: readonly SharePoint[], label: string): string {
  const point = points.find((each) => each.label === label);
  return point === undefined
    ? ""
    : `${label}\n${tenths(point.share)}, 95 %: ${tenths(point.low)} to ${tenths(point.high)}`;
}

/** Shares that lie close together are told apart by one digit more. */
function tenths(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
