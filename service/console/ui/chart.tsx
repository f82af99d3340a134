import { BarChart, LineChart, SankeyChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";

use([
  BarChart,
  LineChart,
  SankeyChart,
  ScatterChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  CanvasRenderer,
]);

interface ChartProps {
  readonly option: EChartsCoreOption;
  readonly label: string;
  readonly heightPx: number;
}

/** One chart. Only this file knows the library, so that it is loaded with the first chart and not before. */
export function Chart({ option, label, heightPx }: ChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof init>>(undefined);

  useEffect(() => {
    if (element.current === null) return;
    const opened = init(element.current);
    chart.current = opened;
    const observer = new ResizeObserver(() => opened.resize());
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      opened.dispose();
      chart.current = undefined;
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true });
  }, [option]);

  return <div ref={element} role="img" aria-label={label} style={{ height: heightPx }} />;
}
