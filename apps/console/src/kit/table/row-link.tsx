import { Anchor, type AnchorProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef } from "react";
import classes from "./record-table.module.css";

const RowAnchor = (props: AnchorProps & Omit<ComponentPropsWithRef<"a">, keyof AnchorProps>) => (
  <Anchor
    c="var(--mantine-color-text)"
    underline="never"
    {...props}
    className={classes.link}
    data-row-target
  />
);

/**
 * A link in a table's first column. The whole row is its target, also to open a new tab.
 * @example
 * <RowLink to="/patients/$id" params={{ id }}>{name}</RowLink>
 */
export const RowLink = createLink(RowAnchor);
