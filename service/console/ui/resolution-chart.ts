import type { EChartsCoreOption } from "echarts/core";
import type { ReplyRow } from "../console-wire.js";
import { CHART_FONT, CHART_INK, chartAxis, chartTooltip } from "./chart-ink.js";
import { percent, whole } from "./number-words.js";
import type { ColourScheme } from "./use-colour-scheme.js";

/** Fewer ratings say nothing of a reply. */
export const RATED_AT_LEAST = 5;

/** Of `--bad`. */
const BAD: Readonly<Record<ColourScheme, string>> = { light: "#a81e1e", dark: "#ff9d94" };

/** One reply in the chart. */
export interface ResolutionPoint {
  readonly title: string;
  /** In tickets, and taken by agents; at least 1. */
  readonly uses: number;
  /** Of the customers who rated, those who were content; in [0,1]. */
  readonly share: number;
  readonly ratings: number;
  readonly isLow: boolean;
}

/** Replies of which enough is known, the most used first. */
export function resolutionPoints(replies: readonly ReplyRow[]): readonly ResolutionPoint[] {
  return replies
    .flatMap(({ title, tickets, used, satisfaction, isLow }) =>
      satisfaction === undefined || satisfaction.n < RATED_AT_LEAST
        ? []
        : [
            {
              title,
              uses: Math.max(1, tickets + used),
              share: satisfaction.mean,
              ratings: satisfaction.n,
              isLow,
            },
          ],
    )
    .sort((a, b) => b.uses - a.uses);
}

/** How often replies are used, on a logarithmic scale, against how many customers they leave content. */
export function resolutionChart(points: readonly ResolutionPoint[], scheme: ColourScheme): EChartsCoreOption {
  const ink = CHART_INK[scheme];
  return {
    animation: false,
    tooltip: chartTooltip(ink, {
      trigger: "item",
      formatter: ({ dataIndex, seriesIndex }: { dataIndex: number; seriesIndex: number }) => {
        const point = points.filter(({ isLow }) => isLow === (seriesIndex === 1))[dataIndex];
        if (point === undefined) return "";
        const { title, uses, share, ratings } = point;
        return `${title}\n${whole(uses)} uses, ${percent(share)} of ${whole(ratings)} ratings good`;
      },
    }),
    grid: { left: 56, right: 24, top: 16, bottom: 48 },
    xAxis: chartAxis(ink, {
      type: "log",
      name: "How often used",
      nameLocation: "middle",
      nameGap: 28,
      axisLabel: { color: ink.muted, fontFamily: CHART_FONT, formatter: (value: number) => whole(value) },
    }),
    yAxis: chartAxis(ink, {
      type: "value",
      min: 0,
      max: 1,
      axisLabel: { color: ink.muted, fontFamily: CHART_FONT, formatter: (value: number) => percent(value) },
    }),
    series: [false, true].map((low) => ({
      type: "scatter",
      symbol: low ? "triangle" : "circle",
      symbolSize: low ? 14 : 10,
      itemStyle: { color: low ? BAD[scheme] : ink.accent, opacity: 0.75, borderColor: ink.surface },
      data: points.filter(({ isLow }) => isLow === low).map(({ uses, share }) => [uses, share]),
    })),
  };
}
