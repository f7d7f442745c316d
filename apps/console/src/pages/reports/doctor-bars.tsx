import "@mantine/charts/styles.css";
import { BarsList } from "@mantine/charts";
import type { ReactNode } from "react";
import classes from "./bars.module.css";

type DoctorBarsProps = {
  bars: { name: string; value: number }[];
  /** The value of a bar of full length. */
  most: number;
  format: (value: number) => string;
  /** Wraps a bar in its link, with the class name. */
  link: (index: number, bar: { className: string | undefined; title: string; drawn: ReactNode }) => ReactNode;
};

export const DoctorBars = ({ bars, most, format, link }: DoctorBarsProps) => (
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
    renderBar={(bar, drawn) => link(bars.indexOf(bar), { className: classes.link, title: bar.name, drawn })}
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
