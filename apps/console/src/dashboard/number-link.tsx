import { Anchor } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef } from "react";
import { formatNumber } from "./labels.ts";
import classes from "./number-table.module.css";

type PlainNumberProps = ComponentPropsWithRef<"a"> & {
  count: number;
  /** Of what it is the number, for who hears it alone: `female patients aged 18–39`. */
  of: string;
};

function PlainNumber({ count, of, ...props }: PlainNumberProps) {
  if (count === 0) return <span className={classes.none}>0</span>;
  return (
    <Anchor {...props} size="sm" className={classes.link} aria-label={`${formatNumber(count)} ${of}`}>
      {formatNumber(count)}
    </Anchor>
  );
}

/** A number that leads to the list of what was counted; nothing leads to none. */
export const NumberLink = createLink(PlainNumber);

/** One that leads nowhere. */
export const PlainCount = ({ count }: { count: number }) => (
  <span className={count === 0 ? classes.none : undefined}>{formatNumber(count)}</span>
);
