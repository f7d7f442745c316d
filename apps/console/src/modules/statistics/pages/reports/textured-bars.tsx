import "@mantine/charts/styles.css";
import { BarChart, type BarChartProps } from "@mantine/charts";
import { type ReactNode, useId } from "react";
import type { BarProps } from "recharts";
import { ChartTip } from "../../../../kit/chart/chart-tip.tsx";
import { imageProps } from "../../../../kit/chart/image-props.ts";
import { formatNumber } from "../../../../words/format/format.ts";
import barClasses from "./bars.module.css";
import classes from "./textured-bars.module.css";

/** Patterns are shown only without colors, as in print. */
type Texture = "plain" | "stripes" | "dots" | "checks";

const figures: Record<Texture, ReactNode> = {
  plain: null,
  stripes: <rect width={3} height={8} />,
  dots: <circle cx={4} cy={4} r={2} />,
  checks: <path d="M0 0h4v4h-4zM4 4h4v4h-4z" />,
};

const ground: Record<Texture, number> = { plain: 1, stripes: 0.45, dots: 0.25, checks: 0.35 };

const hueOf = (texture: Texture) => `var(--chart-${texture})`;

/** `label` is the row's text in the chart. */
type RowOf<Name extends string> = Record<Name, number> & { label: string };

type TexturedBarsProps<Name extends string, Row extends RowOf<Name>> = Omit<
  BarChartProps,
  "data" | "dataKey" | "series" | "barProps"
> & {
  title: string;
  data: Row[];
  series: readonly { name: Name; label: string; texture: Texture }[];
  barProps: (name: Name) => Partial<Omit<BarProps, "ref">>;
  /** The row's text besides its numbers, for screen readers. Default: its label. */
  tip?: (row: Row) => { title: string; total?: { label: string; value: string } };
};

/**
 * A bar chart with colors and patterns, and its legend. Hidden from screen readers, which get the summary and the
 * table.
 */
export function TexturedBars<Name extends string, Row extends RowOf<Name>>({
  title,
  data,
  series,
  barProps,
  barChartProps,
  tip = ({ label }) => ({ title: label }),
  ...props
}: TexturedBarsProps<Name, Row>) {
  const prefix = useId();
  const fillOf = (texture: Texture) => `url(#${prefix}-${texture})`;
  const swatch = (texture: Texture) => (
    <svg className={classes.swatch} width={16} height={16} aria-hidden>
      <rect x={0.5} y={0.5} width={15} height={15} rx={2} stroke={hueOf(texture)} fill={fillOf(texture)} />
    </svg>
  );
  return (
    <div className={barClasses.chart}>
      <div className={classes.legend} aria-hidden>
        {series.map(({ name, label, texture }) => (
          <span key={name} className={classes.entry}>
            {swatch(texture)}
            {label}
          </span>
        ))}
      </div>
      <BarChart
        className={barClasses.rest}
        data={data}
        dataKey="label"
        series={series.map(({ name }) => ({ name }))}
        tickLine="none"
        xAxisProps={{ interval: 0 }}
        barChartProps={{ ...imageProps(title), ...barChartProps }}
        barProps={({ name: shown }) => {
          const bar = series.find(({ name }) => name === shown);
          return bar ? { ...barProps(bar.name), fill: fillOf(bar.texture) } : {};
        }}
        tooltipProps={{
          content: ({ label: shown }) => {
            const row = data.find((each) => each.label === shown);
            if (!row) return null;
            const { total, ...tipProps } = tip(row);
            const rows = series.map(({ name, label, texture }) => ({
              label,
              value: formatNumber(row[name]),
              swatch: swatch(texture),
            }));
            return <ChartTip {...tipProps} rows={total ? [...rows, total] : rows} />;
          },
        }}
        {...props}
      >
        <Textures prefix={prefix} />
      </BarChart>
    </div>
  );
}

/** SVG patterns, which the whole page can reference. */
const Textures = ({ prefix }: { prefix: string }) => (
  <defs>
    {(["plain", "stripes", "dots", "checks"] as const).map((texture) => (
      <pattern
        key={texture}
        id={`${prefix}-${texture}`}
        width={8}
        height={8}
        patternUnits="userSpaceOnUse"
        patternTransform={texture === "stripes" ? "rotate(45)" : undefined}
        fill={hueOf(texture)}
      >
        <rect width={8} height={8} className={classes.ground} style={{ "--ground": ground[texture] }} />
        <g className={classes.figure}>{figures[texture]}</g>
      </pattern>
    ))}
  </defs>
);
