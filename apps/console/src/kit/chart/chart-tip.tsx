import type { ReactNode } from "react";
import classes from "./chart-tip.module.css";

type ChartTipProps = {
  title: string;
  rows: readonly { label: string; value: string; swatch?: ReactNode }[];
};

export const ChartTip = ({ title, rows }: ChartTipProps) => (
  <div className={classes.tip}>
    <div className={classes.title}>{title}</div>
    {rows.map(({ label, value, swatch }) => (
      <div key={label} className={classes.row}>
        {swatch}
        <span>{label}</span>
        <span className={classes.value}>{value}</span>
      </div>
    ))}
  </div>
);
