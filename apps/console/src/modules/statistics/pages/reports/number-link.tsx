import { Anchor } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef } from "react";
import classes from "../../../../kit/chart/number-table.module.css";
import { formatNumber } from "../../../../words/format/format.ts";

type PlainNumberProps = ComponentPropsWithRef<"a"> & {
  count: number;
  /** The number and what it counts, for screen readers: `3 patients aged 18–39`. */
  label: string;
};

function PlainNumber({ count, label, ...props }: PlainNumberProps) {
  if (count === 0) return <span className={classes.none}>0</span>;
  return (
    <Anchor {...props} size="sm" className={classes.link} aria-label={label}>
      {formatNumber(count)}
    </Anchor>
  );
}

/** A number that links to the counted records; zero is plain text. */
export const NumberLink = createLink(PlainNumber);

export const PlainCount = ({ count }: { count: number }) => (
  <span className={count === 0 ? classes.none : undefined}>{formatNumber(count)}</span>
);
