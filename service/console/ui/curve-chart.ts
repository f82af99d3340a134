import type { EChartsCoreOption } from "echarts/core";
import { CHART_INK, chartAxis, chartTooltip } from "./chart-ink.js";
import { short } from "./number-words.js";
import type { ColourScheme } from "./use-colour-scheme.js";

/** One figure for each number of groups that was tried; the number that was chosen stands out. */
export function curveChart(
  points: readonly { readonly k: number; readonly value: number }[],
  chosen: number,
  scheme: ColourScheme,
): EChartsCoreOption {
  const ink = CHART_INK[scheme];
  return {
    animation: false,
    tooltip: chartTooltip(ink, { trigger: "axis", valueFormatter: (value: number) => short(value) }),
    grid: { left: 64, right: 20, top: 16, bottom: 44 },
    xAxis: chartAxis(ink, {
      type: "category",
      name: "Number of groups",
      nameLocation: "middle",
      nameGap: 28,
      data: points.map(({ k }) => String(k)),
    }),
    yAxis: chartAxis(ink, { type: "value", scale: true }),
    series: [
      {
        type: "line",
        lineStyle: { color: ink.accent, width: 2 },
        data: points.map(({ k, value }) => ({
          value,
          symbol: "circle",
          symbolSize: k === chosen ? 14 : 6,
          itemStyle: {
            color: k === chosen ? ink.accent : ink.surface,
            borderColor: ink.accent,
            borderWidth: 2,
          },
        })),
      },
    ],
  };
}
