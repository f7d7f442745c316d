import "@mantine/charts/styles.css";
import { BarChart } from "@mantine/charts";
import { useId } from "react";
import { ChartTip } from "../../kit/chart/chart-tip.tsx";
import { imageProps } from "../../kit/chart/image-props.ts";
import { formatNumber } from "../../words/format/format.ts";
import classes from "./bars.module.css";
import { texts as statisticsTexts } from "./statistics/texts.en.ts";
import {
  type ActivityKind,
  activityLabels,
  formatShort,
  recordLabels,
  recordNames,
  type Today,
} from "./statistics.ts";
import { Legend, type Series, Swatch, type Texture, Textures, textureFill } from "./textures.tsx";

const textureOf: Record<ActivityKind, Texture> = {
  added: "plain",
  changed: "stripes",
  removed: "checks",
  restored: "dots",
};
const series = (["added", "changed", "removed", "restored"] as const).map((name) => ({
  name,
  label: activityLabels[name],
  texture: textureOf[name],
})) satisfies Series<ActivityKind>[];
const textures = series.map(({ texture }) => texture);

/** Keeps small bars visible, in pixels. */
const leastHeight = 3;

export function TodayChart({ today }: { today: Today }) {
  const prefix = useId();
  const data = recordNames.map((name) => ({ name: recordLabels[name], ...today[name] }));
  return (
    <div className={classes.chart}>
      <Legend prefix={prefix} series={series} />
      <BarChart
        className={classes.rest}
        data={data}
        dataKey="name"
        series={series.map(({ name }) => ({ name }))}
        tickLine="none"
        maxBarWidth={40}
        withBarValueLabel
        valueFormatter={(value) => (value > 0 ? formatNumber(value) : "")}
        xAxisProps={{ interval: 0 }}
        yAxisProps={{ allowDecimals: false, width: 48, tickFormatter: formatShort }}
        barChartProps={{ ...imageProps(statisticsTexts.today.title), margin: { top: 20 } }}
        barProps={({ name }) => ({
          fill: textureFill(prefix, series.find((each) => each.name === name)?.texture ?? "plain"),
          minPointSize: (value) => (value ? leastHeight : 0),
        })}
        tooltipProps={{
          content: ({ label }) => {
            const shown = data.find(({ name }) => name === label);
            if (!shown) return null;
            const rows = series.map(({ name, label: activity, texture }) => ({
              label: activity,
              value: formatNumber(shown[name]),
              swatch: <Swatch prefix={prefix} texture={texture} />,
            }));
            return <ChartTip title={shown.name} rows={rows} />;
          },
        }}
      >
        <Textures prefix={prefix} textures={textures} />
      </BarChart>
    </div>
  );
}
