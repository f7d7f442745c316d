import { Anchor, UnstyledButton } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef, ReactNode } from "react";
import classes from "./record-table.module.css";

/** The actions of a row. They appear when the row is pointed at or has the focus. */
export const RowActions = ({ children }: { children: ReactNode }) => (
  <div className={classes.actions}>{children}</div>
);

type ActionProps = { "aria-label": string; title: string; children: ReactNode };

/** An icon that acts on a row. */
export const RowAction = (props: ActionProps & { onClick: () => void }) => (
  <UnstyledButton {...props} className={classes.action} />
);

const ActionAnchor = (props: ActionProps & Omit<ComponentPropsWithRef<"a">, keyof ActionProps>) => (
  <Anchor {...props} className={classes.action} />
);

/** An icon that leads to a page of the row's record. */
export const RowActionLink = createLink(ActionAnchor);
