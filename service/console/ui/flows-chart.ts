import type { EChartsCoreOption } from "echarts/core";
import type { SegmentReport } from "../../../core/index.js";
import { CHART_FONT, CHART_INK, chartTooltip } from "./chart-ink.js";
import { whole } from "./number-words.js";
import type { SegmentNames } from "./segment-names.js";
import type { ColourScheme } from "./use-colour-scheme.js";

type Moves = SegmentReport["moves"];

interface Shown {
  readonly dataType?: "node" | "edge";
  readonly name: string;
  readonly value: number;
  readonly data: { readonly source?: string; readonly target?: string };
}

/** From where to where: on the left the segments of the build before, on the right those of the newest. */
export function flowsChart(moves: Moves, names: SegmentNames, scheme: ColourScheme): EChartsCoreOption {
  const ink = CHART_INK[scheme];
  const left = [...new Set(moves.map(({ from }) => from))];
  const right = [...new Set(moves.map(({ to }) => to))];
  const called = (node: string) => names.name(node.slice(2));
  const node = (side: "l" | "r") => (key: string) => ({
    name: `${side}:${key}`,
    depth: side === "l" ? 0 : 1,
    itemStyle: { color: names.colour(key), borderWidth: 0 },
    label: { position: side === "l" ? "left" : "right" },
  });
  return {
    animation: false,
    tooltip: chartTooltip(ink, {
      formatter: ({ dataType, name, value, data: { source = "", target = "" } }: Shown) =>
        dataType === "edge"
          ? `${called(source)} → ${called(target)}: ${whole(value)}`
          : `${called(name)}: ${whole(value)}`,
    }),
    series: [
      {
        type: "sankey",
        left: 150,
        right: 150,
        top: 8,
        bottom: 8,
        nodeWidth: 12,
        nodeGap: 12,
        draggable: false,
        data: [...left.map(node("l")), ...right.map(node("r"))],
        links: moves.map(({ from, to, people }) => ({
          source: `l:${from}`,
          target: `r:${to}`,
          value: people,
        })),
        label: {
          color: ink.text,
          fontFamily: CHART_FONT,
          formatter: ({ name }: Shown) => called(name),
          width: 136,
          overflow: "truncate",
        },
        lineStyle: { color: "source", opacity: scheme === "dark" ? 0.45 : 0.35, curveness: 0.5 },
        emphasis: { focus: "adjacency" },
      },
    ],
  };
}
