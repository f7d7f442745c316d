import "@mantine/charts/styles.css";
import { BarsList } from "@mantine/charts";
import { VisuallyHidden } from "@mantine/core";
import { Link, type LinkProps } from "@tanstack/react-router";
import classes from "./bars.module.css";

type DoctorBarsProps = {
  bars: {
    name: string;
    value: number;
    /** What is counted, for screen readers. */
    unit: string;
    /** The bar's link. */
    place: Pick<LinkProps, "to" | "params" | "search">;
  }[];
  /** The value of a full-length bar. */
  most: number;
  format: (value: number) => string;
};

export const DoctorBars = ({ bars, most, format }: DoctorBarsProps) => (
  <BarsList
    data={bars}
    barHeight={27}
    barGap={5}
    barColor="brand"
    variant="light"
    barTextColor="var(--mantine-color-text)"
    valueFormatter={format}
    getBarProps={({ value }) => ({ style: filledTo(Math.min(1, value / most)) })}
    classNames={{ barLabel: classes.label, bar: classes.bar, barValue: classes.value }}
    renderBar={(drawnBar, drawn) => {
      const { name, place, unit } = bars.find((bar) => bar === drawnBar) ?? {};
      return (
        <Link {...place} className={classes.link} title={name}>
          {drawn}
          <VisuallyHidden>{unit}</VisuallyHidden>
        </Link>
      );
    }}
  />
);

/** The bar is a background, so that a long name is cut at the number, not at the bar's end. */
const filledTo = (part: number) => ({
  width: "100%",
  backgroundColor: "transparent",
  backgroundRepeat: "no-repeat",
  backgroundImage: "linear-gradient(var(--mantine-color-brand-light), var(--mantine-color-brand-light))",
  backgroundSize: `${100 * part}% 100%`,
});
