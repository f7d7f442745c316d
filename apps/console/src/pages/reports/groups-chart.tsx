import "@mantine/charts/styles.css";
import { BarChart } from "@mantine/charts";
import { useNavigate } from "@tanstack/react-router";
import { useId } from "react";
import { ChartTip } from "../../kit/chart/chart-tip.tsx";
import { imageProps } from "../../kit/chart/image-props.ts";
import { texts as chartTexts } from "../../kit/chart/texts.en.ts";
import { useIsNarrow } from "../../kit/table/use-is-narrow.ts";
import { genderLabels } from "../../records/record/gender.ts";
import { genders } from "../../records/record/genders.ts";
import { formatNumber } from "../../words/format/format.ts";
import classes from "./bars.module.css";
import { groups as texts } from "./statistics/texts.en.ts";
import {
  ageFilters,
  ageLabels,
  formatShort,
  type Groups,
  type PatientGroup,
  withDeceased,
} from "./statistics.ts";
import { Legend, type Series, Swatch, Textures, textureFill } from "./textures.tsx";

const textureOf = { female: "plain", male: "stripes", other: "dots", unknown: "checks" } as const;
const series = genders.map((name) => ({
  name,
  label: genderLabels[name],
  texture: textureOf[name],
})) satisfies readonly Series<string>[];
const textures = series.map(({ texture }) => texture);

/** Bars react to clicks. For the keyboard, the table has the same links. */
export function GroupsChart({ groups: counted }: { groups: Groups }) {
  const groups = withDeceased(counted);
  const prefix = useId();
  const navigate = useNavigate();
  const isNarrow = useIsNarrow();
  const isTight = useIsNarrow("74.99em");
  const labels = { ...ageLabels, ...(isTight && { unknown: "?", deceased: "†" }) };
  // Where labels would overlap, those of ages end after the dash.
  const data = groups.map((group) => ({
    ...group,
    age: isNarrow ? labels[group.ageGroup].replace(/–.*/, "–") : labels[group.ageGroup],
  }));
  const open = (index: number, gender: (typeof series)[number]["name"]) => {
    const group = groups[index];
    const ages = group && ageFilters[group.ageGroup];
    if (ages) void navigate({ to: "/patients", search: { gender, ...ages } });
  };
  return (
    <div className={classes.chart}>
      <Legend prefix={prefix} series={series} />
      <BarChart
        className={classes.rest}
        type="stacked"
        data={data}
        dataKey="age"
        series={series.map(({ name }) => ({ name }))}
        tickLine="none"
        maxBarWidth={56}
        valueFormatter={formatShort}
        yAxisProps={{ allowDecimals: false, width: isNarrow ? 40 : 48 }}
        xAxisProps={{ interval: 0 }}
        barChartProps={imageProps(texts.title)}
        barProps={({ name }) => ({
          ...barLook,
          fill: textureFill(prefix, series.find((each) => each.name === name)?.texture ?? "plain"),
          onClick: (_bar, index) => open(index, series.find((each) => each.name === name)?.name ?? "other"),
        })}
        tooltipProps={{
          content: ({ label }) => {
            const shown = data.find(({ age }) => age === label);
            return shown ? <GroupTip prefix={prefix} group={shown} /> : null;
          },
        }}
      >
        <Textures prefix={prefix} textures={textures} />
      </BarChart>
    </div>
  );
}

/** A gap separates the parts of a bar without relying on colour. */
const barLook = { stroke: "var(--mantine-color-body)", strokeWidth: 2, strokeOpacity: 1, cursor: "pointer" };

function GroupTip({ prefix, group }: { prefix: string; group: PatientGroup }) {
  const rows = series.map(({ name, label, texture }) => ({
    label,
    value: formatNumber(group[name]),
    swatch: <Swatch prefix={prefix} texture={texture} />,
  }));
  const label = ageLabels[group.ageGroup];
  const inYears = ageFilters[group.ageGroup] && texts.ageInYears(label);
  const title = inYears ?? (group.ageGroup === "unknown" ? texts.ageUnknown : label);
  return (
    <ChartTip
      title={title}
      rows={[...rows, { label: chartTexts.all, value: formatNumber(group.patients) }]}
    />
  );
}
