import { LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TitleComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

/** A learner's regret, turn by turn: the mean of the seeds, and their range. */
export interface RegretCurve {
  readonly name: string;
  readonly points: readonly {
    readonly turn: number;
    readonly mean: number;
    readonly least: number;
    readonly greatest: number;
  }[];
}

/** The curves of all learners before one audience. */
export interface RegretPanel {
  readonly title: string;
  readonly curves: readonly RegretCurve[];
}

const SIZE = { width: 1_200, height: 560 } as const;
const FONT = "system-ui, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif";
const INK = { text: "#2f3941", muted: "#5c6970", line: "#d8dcde" } as const;
/** Told apart by people who see no red and green too. */
const COLOURS = ["#7a8691", "#d9541e", "#1f73b7", "#148a6f", "#2f3941"] as const;

/** Where the panels are: two, side by side. */
const PANELS = [
  { left: 76, width: 500 },
  { left: 680, width: 480 },
] as const;
const TOP = 112;
const BOTTOM = 56;

const AXIS = {
  axisLine: { lineStyle: { color: INK.line } },
  axisLabel: { color: INK.muted, fontFamily: FONT },
  splitLine: { lineStyle: { color: INK.line, opacity: 0.6 } },
  nameTextStyle: { color: INK.muted, fontFamily: FONT },
  nameLocation: "middle",
  type: "value",
  min: 0,
} as const;

/** An SVG picture of two panels at most: a line a learner, on a band from its best seed to its worst. */
export function regretChart(panels: readonly RegretPanel[], turns: number): string {
  use([LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);
  const chart = init(null, null, { renderer: "svg", ssr: true, ...SIZE });
  const shown = panels.slice(0, PANELS.length);
  const titles = shown.map(({ title }, at) => ({
    text: title,
    left: PANELS[at]?.left ?? 0,
    top: TOP - 34,
    textStyle: { color: INK.text, fontFamily: FONT, fontSize: 14 },
  }));
  chart.setOption({
    animation: false,
    backgroundColor: "#ffffff",
    title: [
      {
        text: "Cumulative regret against the oracle",
        subtext: "acceptances lost; mean of the seeds, and the range from the best to the worst",
        left: 16,
        top: 10,
        textStyle: { color: INK.text, fontFamily: FONT, fontSize: 17 },
        subtextStyle: { color: INK.muted, fontFamily: FONT },
      },
      ...titles,
    ],
    legend: {
      data: (shown[0]?.curves ?? []).map(({ name }) => name),
      right: 16,
      top: 16,
      icon: "roundRect",
      itemHeight: 4,
      // Without a page letters are measured narrower than they are drawn.
      itemGap: 28,
      textStyle: { color: INK.text, fontFamily: FONT },
    },
    grid: shown.map((_, at) => ({ ...PANELS[at], top: TOP, bottom: BOTTOM })),
    xAxis: shown.map((_, gridIndex) => ({ ...AXIS, gridIndex, name: "Turn", nameGap: 30, max: turns })),
    yAxis: shown.map((_, gridIndex) => ({ ...AXIS, gridIndex, name: "Regret", nameGap: 50 })),
    series: shown.flatMap(({ curves }, at) => seriesOf(curves, at)),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

function seriesOf(curves: readonly RegretCurve[], panel: number): readonly object[] {
  return curves.flatMap(({ name, points }, at) => {
    const color = COLOURS[at % COLOURS.length] ?? INK.text;
    const plain = { type: "line", showSymbol: false, silent: true, xAxisIndex: panel, yAxisIndex: panel };
    const line = (of: (point: RegretCurve["points"][number]) => number) => [
      [0, 0],
      ...points.map((point) => [point.turn, of(point)]),
    ];
    const band = { ...plain, stack: `${panel} ${name}`, lineStyle: { opacity: 0 } };
    return [
      { ...band, data: line(({ least }) => least) },
      {
        ...band,
        areaStyle: { color, opacity: 0.15 },
        data: line(({ least, greatest }) => greatest - least),
      },
      { ...plain, name, color, lineStyle: { color, width: 2.5 }, data: line(({ mean }) => mean) },
    ];
  });
}
