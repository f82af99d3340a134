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

const SIZE = { width: 960, height: 560 } as const;
const FONT = "system-ui, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif";
const INK = { text: "#2f3941", muted: "#5c6970", line: "#d8dcde" } as const;
/** Told apart by people who see no red and green too. */
const COLOURS = ["#7a8691", "#d9541e", "#1f73b7", "#148a6f", "#2f3941"] as const;

/** An SVG picture: a line a learner, on a band from its best seed to its worst. */
export function regretChart(curves: readonly RegretCurve[], turns: number): string {
  use([LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);
  const chart = init(null, null, { renderer: "svg", ssr: true, ...SIZE });
  const axis = {
    axisLine: { lineStyle: { color: INK.line } },
    axisLabel: { color: INK.muted, fontFamily: FONT },
    splitLine: { lineStyle: { color: INK.line, opacity: 0.6 } },
    nameTextStyle: { color: INK.muted, fontFamily: FONT },
    nameLocation: "middle",
  } as const;
  chart.setOption({
    animation: false,
    backgroundColor: "#ffffff",
    title: {
      text: "Cumulative regret against the oracle",
      subtext: "acceptances lost; mean of the seeds, and the range from best to worst",
      left: 16,
      top: 10,
      textStyle: { color: INK.text, fontFamily: FONT, fontSize: 17 },
      subtextStyle: { color: INK.muted, fontFamily: FONT },
    },
    legend: {
      data: curves.map(({ name }) => name),
      right: 16,
      top: 16,
      icon: "roundRect",
      itemHeight: 4,
      textStyle: { color: INK.text, fontFamily: FONT },
    },
    grid: { left: 76, right: 24, top: 76, bottom: 56 },
    xAxis: { ...axis, type: "value", name: "Turn", nameGap: 30, min: 0, max: turns },
    yAxis: { ...axis, type: "value", name: "Regret", nameGap: 54, min: 0 },
    series: curves.flatMap(({ name, points }, at) => {
      const color = COLOURS[at % COLOURS.length] ?? INK.text;
      const plain = { type: "line", showSymbol: false, silent: true } as const;
      const start: readonly [number, number] = [0, 0];
      const line = (of: (point: RegretCurve["points"][number]) => number) => [
        start,
        ...points.map((point) => [point.turn, of(point)]),
      ];
      return [
        { ...plain, stack: name, lineStyle: { opacity: 0 }, data: line(({ least }) => least) },
        {
          ...plain,
          stack: name,
          lineStyle: { opacity: 0 },
          areaStyle: { color, opacity: 0.15 },
          data: line(({ least, greatest }) => greatest - least),
        },
        { ...plain, name, color, lineStyle: { color, width: 2.5 }, data: line(({ mean }) => mean) },
      ];
    }),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
