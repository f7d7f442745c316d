import "@mantine/charts/styles.css";
import { AreaChart } from "@mantine/charts";
import { asPicture } from "./as-picture.ts";
import { ChartTip } from "./chart-tip.tsx";
import type { Growth } from "./statistics.ts";
import { formatMonth, formatNumber, formatShort, formatShortMonth, growthTitle } from "./words.ts";

const mostDots = 24;

export function GrowthChart({ growth: { months } }: { growth: Growth }) {
  return (
    <AreaChart
      h="100%"
      data={months}
      dataKey="month"
      series={[{ name: "total", color: "var(--chart-plain)" }]}
      curveType="linear"
      withDots={months.length <= mostDots}
      dotProps={{ r: 3 }}
      gridAxis="x"
      tickLine="none"
      valueFormatter={formatShort}
      xAxisProps={{ tickFormatter: formatShortMonth, minTickGap: 16 }}
      yAxisProps={{ allowDecimals: false, width: 48 }}
      areaChartProps={asPicture(growthTitle)}
      tooltipProps={{
        content: ({ label }) => {
          const shown = months.find(({ month }) => month === label);
          if (!shown) return null;
          const rows = [
            { label: "At its end", value: formatNumber(shown.total) },
            { label: "Added", value: formatNumber(shown.added) },
          ];
          return <ChartTip title={formatMonth(shown.month)} rows={rows} />;
        },
      }}
    />
  );
}
