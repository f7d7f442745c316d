import "@mantine/charts/styles.css";
import { CompositeChart, type CompositeChartProps } from "@mantine/charts";
import type { Key } from "react";
import { ReferenceArea } from "recharts";
import { ChartTip } from "../../../../kit/chart/chart-tip.tsx";
import { imageProps } from "../../../../kit/chart/image-props.ts";
import { usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { formatDate } from "../../../../words/format/format.ts";
import { withComparator } from "../unit/comparator.ts";
import { formatDecimal, withUnit } from "../unit/units.ts";
import { texts } from "./texts.en.ts";
import classes from "./trend-chart.module.css";
import type { TrendRow, TrendView } from "./trend-data.ts";
import { usualRange } from "./vital-signs.ts";

const maxDots = 60;

const timeAxis = {
  type: "number",
  scale: "time",
  domain: ["dataMin", "dataMax"],
  minTickGap: 24,
  padding: { left: 12, right: 12 },
} as const;

const numberAxis: CompositeChartProps["yAxisProps"] = {
  domain: ["auto", "auto"],
  width: 44,
  tickFormatter: (value: number) => formatDecimal(String(Math.round(value * 10) / 10)),
};

/**
 * Lines of the numbers or means. The band spans the two numbers of a blood pressure, or the minimum and maximum of a
 * bucket.
 */
export function TrendChart({ view }: { view: TrendView }) {
  const { fields, rows, title, isMarked, isBucketed } = view;
  const { dateOf } = usePracticeTime();
  const isBand = fields.length > 1 || isBucketed;
  const data = rows.map((row) => datumOf(row));
  const ranges = rows.some(({ at }) => isMarked(at))
    ? fields.flatMap(({ name, unit }) => usualRange(name, unit) ?? [])
    : [];
  return (
    <CompositeChart
      className={classes.chart}
      h="100%"
      data={data}
      dataKey="at"
      series={[
        ...(isBand ? [{ name: "band", type: "area", color: "var(--trend-line)" } as const] : []),
        ...fields.map(
          ({ name }, index) =>
            ({
              name: `line${index}`,
              label: texts.names[name],
              type: "line",
              color: "var(--trend-line)",
            }) as const,
        ),
      ]}
      curveType="linear"
      withDots={rows.length <= maxDots}
      gridAxis="xy"
      tickLine="none"
      strokeWidth={2}
      areaProps={{
        strokeOpacity: 0,
        fillOpacity: 0.25,
        activeDot: false,
        dot: false,
        isAnimationActive: false,
      }}
      lineProps={({ name }) => ({ isAnimationActive: false, dot: dotOf(name, rows.length <= maxDots) })}
      xAxisProps={{
        ...timeAxis,
        tickFormatter: (at: number) => formatDate(dateOf(new Date(at).toISOString())),
      }}
      yAxisProps={numberAxis}
      composedChartProps={imageProps(title)}
      tooltipProps={{
        content: ({ label }) => {
          const row = rows.find(({ at }) => Date.parse(at) === Number(label));
          return row ? <Tip row={row} view={view} /> : null;
        },
      }}
    >
      {ranges.map(({ low, high }) => (
        <ReferenceArea
          key={`${low} ${high}`}
          y1={low === null ? undefined : Number(low)}
          y2={high === null ? undefined : Number(high)}
          fill="var(--trend-usual)"
          fillOpacity={0.12}
          ifOverflow="extendDomain"
        />
      ))}
    </CompositeChart>
  );
}

type DotProps = {
  key?: Key | null | undefined;
  cx?: number | undefined;
  cy?: number | undefined;
  payload?: Datum;
};

const arrows = { "<": "M-5,-3 L5,-3 L0,6 Z", ">": "M-5,3 L5,3 L0,-6 Z" } as const;

/** A dot for a number, an arrow for a bound. Bounds are always marked. */
function dotOf(name: string, isDotted: boolean) {
  return ({ key, cx = 0, cy = 0, payload }: DotProps) => {
    const comparator = payload?.[`${name}Bound`];
    if (payload?.[name] === null || (!isDotted && typeof comparator !== "string")) return <g key={key} />;
    const place = `translate(${cx},${cy})`;
    return typeof comparator === "string" ? (
      <path
        key={key}
        d={arrows[comparator.startsWith("<") ? "<" : ">"]}
        transform={place}
        fill="var(--trend-line)"
      />
    ) : (
      <circle key={key} r={3} transform={place} fill="var(--trend-line)" />
    );
  };
}

type Datum = Record<string, number | number[] | string | null>;

function datumOf({ at, points }: TrendRow): Datum {
  const numbers = points.flatMap((point) =>
    point === null ? [] : [Number(point.least), Number(point.greatest)],
  );
  const lines = points.map(
    (point, index) => [`line${index}`, point === null ? null : Number(point.mean)] as const,
  );
  return {
    at: Date.parse(at),
    band: [Math.min(...numbers), Math.max(...numbers)],
    ...Object.fromEntries(lines),
    ...Object.fromEntries(points.map((point, index) => [`line${index}Bound`, point?.comparator ?? null])),
  };
}

type TipProps = { row: TrendRow; view: TrendView };

function Tip({ row: { at, points }, view: { fields, isBucketed } }: TipProps) {
  const { dayAndTime } = usePracticeTime();
  const rows = points.flatMap((point, index) => {
    const field = fields[index];
    if (point === null || field === undefined) return [];
    const label = texts.names[field.name];
    const shown = (number: string) => withUnit(withComparator(number, point.comparator), field.unit);
    if (!isBucketed) return [{ label, value: shown(point.mean) }];
    return (["greatest", "mean", "least"] as const).map((each) => ({
      label: fields.length > 1 ? `${label}: ${texts[each]}` : texts[each],
      value: shown(point[each]),
    }));
  });
  return <ChartTip title={dayAndTime(at)} rows={rows} />;
}
