import { formatNumber } from "../../../../words/format/format.ts";
import { texts as statisticsTexts } from "./statistics/texts.en.ts";
import { activityLabels, formatShort, recordLabels, recordNames, type Today } from "./statistics.ts";
import { TexturedBars } from "./textured-bars.tsx";

const series = [
  { name: "added", label: activityLabels.added, texture: "plain" },
  { name: "changed", label: activityLabels.changed, texture: "stripes" },
  { name: "removed", label: activityLabels.removed, texture: "checks" },
  { name: "restored", label: activityLabels.restored, texture: "dots" },
] as const;

/** Keeps small bars visible, in pixels. */
const minHeight = 3;

export const TodayChart = ({ today }: { today: Today }) => (
  <TexturedBars
    title={statisticsTexts.today.title}
    data={recordNames.map((name) => ({ label: recordLabels[name], ...today[name] }))}
    series={series}
    maxBarWidth={40}
    withBarValueLabel
    valueFormatter={(value) => (value > 0 ? formatNumber(value) : "")}
    yAxisProps={{ allowDecimals: false, width: 48, tickFormatter: formatShort }}
    barChartProps={{ margin: { top: 20 } }}
    barProps={() => ({ minPointSize: (value) => (value ? minHeight : 0) })}
  />
);
