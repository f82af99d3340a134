import type { EChartsCoreOption } from "echarts/core";
import { lazy, type ReactNode, Suspense, useId, useState } from "react";
import { DataTable } from "./data-table.js";
import { TableToggle } from "./table-toggle.js";

const Chart = lazy(async () => ({ default: (await import("./chart.js")).Chart }));

interface ChartCardProps {
  readonly title: string;
  readonly option: EChartsCoreOption;
  readonly heightPx: number;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What to see in it. */
  readonly children?: ReactNode;
}

/** A chart with its title, what to see in it, and the same as a table. */
export function ChartCard({ title, option, heightPx, columns, rows, children }: ChartCardProps) {
  const [isTable, setIsTable] = useState(false);
  const id = useId();
  return (
    <section className="card chart-card" aria-labelledby={id}>
      <div className="card-head">
        <h2 id={id}>{title}</h2>
        <TableToggle isTable={isTable} of={title} onChange={setIsTable} />
      </div>
      {children}
      {isTable ? (
        <DataTable caption={title} columns={columns} rows={rows} />
      ) : (
        <Suspense fallback={<div style={{ height: heightPx }} />}>
          <Chart
            option={option}
            label={`${title}. The button “Show as table” has the numbers.`}
            heightPx={heightPx}
          />
        </Suspense>
      )}
    </section>
  );
}
