import "@mantine/charts/styles.css";
import { BarsList } from "@mantine/charts";
import { VisuallyHidden } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { formatNumber } from "../shell/text/format.ts";
import { statisticsTexts } from "../texts/statistics.ts";
import classes from "./bars.module.css";
import type { Load } from "./statistics.ts";

/** Each bar links to the doctor's patients. */
export function DoctorsChart({ doctors }: Pick<Load, "doctors">) {
  const bars = doctors.map(({ name, patients }) => ({ name, value: patients }));
  const most = Math.max(1, ...doctors.map(({ patients }) => patients));
  return (
    <BarsList
      data={bars}
      barHeight={27}
      barGap={5}
      barColor="brand"
      variant="light"
      barTextColor="var(--mantine-color-text)"
      valueFormatter={formatNumber}
      getBarProps={({ value }) => ({ style: filledTo(value / most) })}
      classNames={{ barLabel: classes.label, bar: classes.bar, barValue: classes.value }}
      renderBar={(bar, drawn) => {
        const { doctorId } = doctors[bars.indexOf(bar)] ?? {};
        return (
          <Link to="/patients" search={{ doctorId }} className={classes.link} title={bar.name}>
            {drawn}
            <VisuallyHidden>{statisticsTexts.patientsUnit(bar.value)}</VisuallyHidden>
          </Link>
        );
      }}
    />
  );
}

/** The bar is a background, so that a long name is cut at the number, not at the bar's end. */
const filledTo = (part: number) => ({
  width: "100%",
  backgroundColor: "transparent",
  backgroundRepeat: "no-repeat",
  backgroundImage: "linear-gradient(var(--mantine-color-brand-light), var(--mantine-color-brand-light))",
  backgroundSize: `${100 * part}% 100%`,
});
