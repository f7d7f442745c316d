import "@mantine/charts/styles.css";
import { AreaChart } from "@mantine/charts";
import { ChartTip } from "../../../../kit/chart/chart-tip.tsx";
import { imageProps } from "../../../../kit/chart/image-props.ts";
import { formatNumber, formatPartialDate } from "../../../../words/format/format.ts";
import { growth as texts } from "./statistics/texts.en.ts";
import { formatShort, formatShortMonth, type Growth } from "./statistics.ts";

const maxDots = 24;

export const GrowthChart = ({ growth: { months } }: { growth: Growth }) => (
  <AreaChart
    h="100%"
    data={months}
    dataKey="month"
    series={[{ name: "total", color: "var(--chart-plain)" }]}
    curveType="linear"
    withDots={months.length <= maxDots}
    dotProps={{ r: 3 }}
    gridAxis="x"
    tickLine="none"
    valueFormatter={formatShort}
    xAxisProps={{ tickFormatter: formatShortMonth, minTickGap: 16 }}
    yAxisProps={{ allowDecimals: false, width: 48 }}
    areaChartProps={imageProps(texts.title)}
    tooltipProps={{
      content: ({ label }) => {
        const shown = months.find(({ month }) => month === label);
        if (!shown) return null;
        const rows = [
          { label: texts.total, value: formatNumber(shown.total) },
          { label: texts.added, value: formatNumber(shown.added) },
        ];
        return <ChartTip title={formatPartialDate(shown.month)} rows={rows} />;
      },
    }}
  />
);
